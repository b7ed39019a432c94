using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Discretion;

/// <summary>What became of a table: the version, or the refusal.</summary>
public sealed record DiscretionResult(DiscretionTable? Table, Refused? Refused);

/// <summary>Enters versions of tables of discretion. Nothing is replaced in place.</summary>
public sealed class DiscretionKeeping(IDbContextFactory<EnforcementDb> databases, LawBook law)
{
    private static readonly Refused Reused = new("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。");
    private static readonly Refused Overtaken = new("register.changed", "他人刚刚作了修改，请刷新后重新填写。");

    /// <summary>Enters another version of the table of a matter.</summary>
    /// <param name="matter">Code of the matter that is meant; empty where the file alone says.</param>
    /// <param name="dmn">The file.</param>
    /// <param name="entry">Who, when, why and under which id.</param>
    public async Task<DiscretionResult> Enter(string matter, byte[] dmn, LawEntry entry, CancellationToken ct)
    {
        var hash = Hash(entry, matter, dmn);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = await law.At(db, ct);
        if (await db.DiscretionTables.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == entry.CommandId, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(hash) ? new DiscretionResult(law.Discretion.ByHash(earlier.Hash), null) : new DiscretionResult(null, Reused);
        }

        var (table, refused) = DiscretionEditing.Change(now.Registers, law.Discretion, matter, dmn, entry.Reason, entry.By, DateOnly.FromDateTime(entry.At.DateTime));
        if (table is null)
        {
            return new DiscretionResult(null, refused);
        }

        db.DiscretionTables.Add(new DiscretionTableRow
        {
            Matter = table.Matter.Code,
            Version = 1 + (await db.DiscretionTables.Where(row => row.Matter == table.Matter.Code).MaxAsync(row => (int?)row.Version, ct) ?? 0),
            Place = 1 + (await db.DiscretionTables.MaxAsync(row => (long?)row.Place, ct) ?? 0),
            ValidFrom = table.ValidFrom,
            Hash = table.Hash,
            Dmn = dmn,
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
            return new DiscretionResult(null, Overtaken);
        }

        await transaction.CommitAsync(ct);
        await law.Current(ct);
        return new DiscretionResult(table, null);
    }

    private static byte[] Hash(LawEntry entry, string matter, byte[] dmn) => SHA256.HashData(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["actor"] = entry.By.Id,
        ["matter"] = matter,
        ["file"] = Convert.ToHexStringLower(SHA256.HashData(dmn)),
        ["reason"] = string.Concat(entry.Reason.EnumerateRunes()),
    }.ToJsonString()));
}
