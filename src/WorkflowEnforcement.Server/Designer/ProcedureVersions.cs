using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Designer;

/// <summary>A version of a procedure and the cases that stay on it.</summary>
/// <param name="Current">True for the version on which new cases are opened.</param>
/// <param name="Live">Cases that run on it.</param>
/// <param name="Ended">Cases that ended on it.</param>
public sealed record ProcedureVersion(int Version, string Hash, string Name, DateTimeOffset CreatedAt, bool Current, int Live, int Ended);

/// <summary>The versions of procedures, the old ones too: what a case ever stood on is kept.</summary>
public sealed class ProcedureVersions(EnforcementDb db, ProcedureCatalogue procedures)
{
    /// <summary>All versions of a procedure, the newest first; empty where there never was one.</summary>
    public async Task<IReadOnlyList<ProcedureVersion>> List(string key, CancellationToken ct)
    {
        var rows = await db.Definitions.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Hash, row.Name, row.CreatedAt }).ToListAsync(ct);
        var hashes = rows.Select(row => row.Hash).ToList();
        var counts = await db.Cases.Where(row => hashes.Contains(row.Definition))
            .GroupBy(row => new { row.Definition, Ended = row.EndedAt != null }).Select(group => new { group.Key.Definition, group.Key.Ended, Count = group.Count() }).ToListAsync(ct);
        var current = procedures.Current(key)?.Hash;
        int Count(string hash, bool ended) => counts.FirstOrDefault(count => count.Definition == hash && count.Ended == ended)?.Count ?? 0;
        return [.. rows.Select(row => new ProcedureVersion(row.Version, row.Hash, row.Name, row.CreatedAt, row.Hash == current, Count(row.Hash, false), Count(row.Hash, true)))];
    }

    /// <summary>A version with its definition; null where there is none of that number.</summary>
    public async Task<DefinitionVersion?> Find(string key, int version, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Hash).FirstOrDefaultAsync(ct) is { } hash
            ? new DefinitionVersion(version, procedures.ByHash(hash))
            : null;
}
