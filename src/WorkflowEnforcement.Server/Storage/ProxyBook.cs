using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>What became of an entry.</summary>
/// <param name="Register">The register as the answer sees it.</param>
/// <param name="Proxy">The delegation concerned; null where it was refused.</param>
/// <param name="Refused">The refusal; null where it was taken, now or by the same command before.</param>
public sealed record ProxyResult(ProxyRegister Register, WrittenProxy? Proxy, Refused? Refused);

/// <summary>The register of written delegations: read whole and kept, since it only grows; written one entry at a time.</summary>
public sealed class ProxyBook(IDbContextFactory<EnforcementDb> databases, StaffRegister staff, ProcedureCatalogue procedures)
{
    private const int MaxTries = 3;

    private static readonly Refused Reused = new("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。");

    private volatile Copy copy = Copy.Empty;

    /// <summary>The register as it stands.</summary>
    public async Task<ProxyRegister> Current(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await At(db, ct);
    }

    /// <summary>The register as it stands in a transaction.</summary>
    public async Task<ProxyRegister> At(EnforcementDb db, CancellationToken ct) => (await Read(db, ct)).Register;

    /// <summary>Enters or revokes a delegation.</summary>
    /// <param name="commandId">Id of the command: repeated, it has one effect and the same answer.</param>
    public async Task<ProxyResult> Run(ProxyCommand command, string commandId, CancellationToken ct)
    {
        command = command with { At = BureauClock.Local(command.At) };
        var hash = HashOf(command);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await Try(command, commandId, hash, ct);
            }
            catch (DbUpdateException) when (tried < MaxTries)
            {
                // Somebody else wrote the next entry, or this very command: decide again on what stands now.
            }
        }
    }

    private async Task<ProxyResult> Try(ProxyCommand command, string commandId, byte[] hash, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var before = await Read(db, ct);
        if (await db.ProxyEntries.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == commandId, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(hash)
                ? new ProxyResult(before.Register, before.Register.Find(earlier.Proxy), null)
                : new ProxyResult(before.Register, null, Reused);
        }

        var keys = procedures.All.Where(entry => entry.Definition is not null).Select(entry => entry.Key).ToImmutableHashSet(StringComparer.Ordinal);
        var outcome = ProxyRules.Decide(new ProxySetting(before.Register, staff.All, keys), command);
        if (outcome.Entry is not { } entry)
        {
            return new ProxyResult(before.Register, null, outcome.Refused);
        }

        var body = ProxyEntryJson.Write(new StoredProxyEntry(before.Place + 1, before.Hash, entry));
        db.ProxyEntries.Add(new ProxyEntryRow
        {
            Place = before.Place + 1,
            Proxy = entry.Subject,
            Kind = entry is ProxyGranted ? "granted" : "revoked",
            CommandId = commandId,
            RequestHash = hash,
            At = entry.At,
            Body = body,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var register = before.Register.After(entry, ProxyEntryJson.HashOf(body));
        return new ProxyResult(register, register.Find(entry.Subject), null);
    }

    // The last entry known is read again with the new ones: only where it is still the same do they follow it.
    private async Task<Copy> Read(EnforcementDb db, CancellationToken ct)
    {
        var known = copy;
        var bodies = await db.ProxyEntries.AsNoTracking().Where(row => row.Place >= known.Place).OrderBy(row => row.Place).Select(row => row.Body).ToListAsync(ct);
        if (known.Place > 0)
        {
            if (bodies.Count == 0 || ProxyEntryJson.HashOf(bodies[0]) != known.Hash)
            {
                copy = Copy.Empty;
                return await Read(db, ct);
            }

            bodies.RemoveAt(0);
        }

        if (bodies.Count > 0)
        {
            copy = known = bodies.Aggregate(known, (before, body) => before.After(body));
        }

        return known;
    }

    // Without the moment and the id, which each try makes anew.
    private static byte[] HashOf(ProxyCommand command)
    {
        var asked = new JsonObject { ["actor"] = command.By.Id, ["command"] = command.GetType().Name };
        if (command is EnterProxy enter)
        {
            asked["people"] = Texts([enter.Grantor, enter.Proxy]);
            asked["procedures"] = Texts(enter.Procedures);
            asked["roles"] = Texts(enter.Roles);
            asked["days"] = Texts([$"{enter.SignedOn:O}", $"{enter.From:O}", $"{enter.Until:O}"]);
            asked["paper"] = Texts([enter.Number, enter.Title]);
        }
        else if (command is RevokeProxy revoke)
        {
            asked["revokes"] = Texts([revoke.Proxy.ToString("D"), revoke.Reason]);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToJsonString()));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(string.Concat(text.EnumerateRunes())))];

    private sealed record Copy(long Place, string Hash, ProxyRegister Register)
    {
        public static readonly Copy Empty = new(0, string.Empty, ProxyRegister.Empty);

        /// <exception cref="FormatException">The entry is not the one that follows: the register was changed from outside.</exception>
        public Copy After(byte[] body)
        {
            var stored = ProxyEntryJson.Read(body);
            var hash = ProxyEntryJson.HashOf(body);
            return stored.Place == Place + 1 && stored.Previous == Hash
                ? new Copy(stored.Place, hash, Register.After(stored.Entry, hash))
                : throw new FormatException($"Expected entry {Place + 1} of the register of delegations, but it does not follow the one before it");
        }
    }
}
