using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Linking;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>What the opening of a case from another reads of that one: within the transaction that opens it.</summary>
public sealed partial class CaseStore
{
    /// <summary>The cases that were opened from another, the oldest first.</summary>
    internal static async Task<ImmutableArray<LinkFollower>> Followers(EnforcementDb db, Guid origin, CancellationToken ct)
    {
        var rows = await db.Cases.AsNoTracking().Where(row => row.Origin == origin).OrderBy(row => row.Id).Select(row => new { row.Procedure, row.Number, row.ClueNumber }).ToListAsync(ct);
        return [.. rows.Select(row => new LinkFollower(row.Procedure, row.Number ?? row.ClueNumber))];
    }

    private async Task<LinkOrigin?> Origin(WriteWork work, Guid id, CancellationToken ct) =>
        await Before(work, id, ct) is { } found ? new LinkOrigin(id, found.State, await Followers(work.Db, id, ct)) : null;
}
