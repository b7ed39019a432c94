using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Registers;

/// <summary>What became of an entry: its key as it is kept and the number of its version, or the refusal.</summary>
public sealed record RegisterResult(string Key, int Version, Refused? Refused);

/// <summary>Enters versions of entries of registers. Nothing is edited in place.</summary>
public sealed class RegisterKeeping(IDbContextFactory<EnforcementDb> databases, LawBook law, StaffRegister staff)
{
    private static readonly Refused Reused = new("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。");
    private static readonly Refused Overtaken = new("register.changed", "他人刚刚作了修改，请刷新后重新填写。");

    /// <summary>Enters another version of an entry, or strikes it.</summary>
    /// <param name="change">What is asked.</param>
    /// <param name="basedOn">Number of the version that the person saw, 0 for none; null where they do not say.</param>
    /// <param name="entry">Who, when and under which id.</param>
    public async Task<RegisterResult> Enter(RegisterChange change, int? basedOn, LawEntry entry, CancellationToken ct)
    {
        var hash = Hash(entry, change);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.RegisterEntries.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == entry.CommandId, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(hash) ? new RegisterResult(earlier.Key, earlier.Version, null) : new RegisterResult(change.Key, 0, Reused);
        }

        var book = (await law.At(db, ct)).Registers;
        var (entered, refused) = RegisterEditing.Change(RegisterShown.WithAccounts(book, staff), staff.All, change, entry.By, DateOnly.FromDateTime(entry.At.DateTime));
        if (entered is null)
        {
            return new RegisterResult(change.Key, 0, refused);
        }

        if (basedOn is { } seen && seen != entered.Version - 1)
        {
            return new RegisterResult(entered.Key, 0, Overtaken);
        }

        db.RegisterEntries.Add(new RegisterEntryRow
        {
            Register = entered.Register,
            Key = entered.Key,
            Version = entered.Version,
            Place = 1 + (await db.RegisterEntries.MaxAsync(row => (long?)row.Place, ct) ?? 0),
            ValidFrom = entered.ValidFrom,
            Struck = entered.IsStruck,
            Members = JsonSerializer.Serialize(entered.Values, Written),
            Reason = StoredText.Normal(entry.Reason),
            EnteredBy = entry.By.Id,
            EnteredByName = entry.By.Name,
            EnteredAt = entry.At,
            CommandId = entry.CommandId,
            RequestHash = hash,
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return new RegisterResult(entered.Key, 0, Overtaken);
        }

        await transaction.CommitAsync(ct);
        await law.Current(ct);
        return new RegisterResult(entered.Key, entered.Version, null);
    }

    private static readonly JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static byte[] Hash(LawEntry entry, RegisterChange change)
    {
        var members = new JsonObject();
        foreach (var (member, value) in change.Values ?? RegisterEntry.NoValues)
        {
            members[Whole(member)] = Whole(value);
        }

        var content = new JsonObject
        {
            ["actor"] = entry.By.Id,
            ["register"] = Whole(change.Register),
            ["key"] = Whole(change.Key),
            ["struck"] = change.Values is null,
            ["from"] = change.ValidFrom is { } from ? $"{from:O}" : null,
            ["members"] = members,
            ["reason"] = Whole(change.Reason),
        };
        return SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString()));
    }

    // JSON cannot hold one half of a pair.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
