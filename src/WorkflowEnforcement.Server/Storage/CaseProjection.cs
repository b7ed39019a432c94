using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Brings the rows that show a case into line with its state. Only rows that differ are written, and of them only what differs.</summary>
internal static class CaseProjection
{
    /// <summary>Brings the rows into line after new events.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="before">The case as it is shown; null where its rows are not remembered and must be read.</param>
    /// <param name="after">The state after the events.</param>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="events">The new events, oldest first.</param>
    /// <returns>The case as it is shown now.</returns>
    /// <exception cref="RowsOutOfLineException">The rows are not those remembered.</exception>
    public static async Task<ShownCase> Apply(
        WriteWork work, Guid caseId, ShownCase? before, CaseState after, CaseSetting setting, ImmutableArray<RecordedEvent> events, CancellationToken ct)
    {
        var stored = before?.Rows ?? (after.Version == events.Length ? CaseRowSet.None : await Stored(work.Db, caseId, ct));
        var trace = CaseTrace.Of(stored);
        trace.Note(after, events);
        var rows = CaseRowSet.Of(caseId, after, setting, trace, before, before?.KeepsPeople(events, setting) == true);
        await Become(work, stored, rows, ct);
        await DropDrafts(work, caseId, stored.Tasks.Select(task => task.Task).Except(after.Tasks.Keys), ct);
        return new ShownCase(after, setting.Staff, rows);
    }

    /// <summary>Writes the rows of a case anew from all its events.</summary>
    /// <param name="settingOf">Gives the procedure and people for the state reached.</param>
    public static async Task Rebuild(WriteWork work, Guid caseId, Func<CaseState, CaseSetting> settingOf, CancellationToken ct)
    {
        var trace = new CaseTrace();
        CaseState? state = null;
        foreach (var stored in await new CaseStream(work.Statements, work.Bureau, caseId).Read(0, int.MaxValue, ct))
        {
            state = CaseEvolution.Evolve(state, stored.Recorded);
            trace.Note(state, [stored.Recorded]);
        }

        if (state is not null)
        {
            await Become(work, await Stored(work.Db, caseId, ct), CaseRowSet.Of(caseId, state, settingOf(state), trace), ct);
        }
    }

    private static async Task<CaseRowSet> Stored(EnforcementDb db, Guid caseId, CancellationToken ct) => new(
        await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caseId, ct),
        [.. await db.Tasks.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(ct)],
        [.. await db.Clocks.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(ct)],
        [.. await db.Documents.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(ct)],
        [.. await db.Timers.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(ct)],
        [.. await db.Incidents.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(ct)]);

    private static async Task Become(WriteWork work, CaseRowSet stored, CaseRowSet wanted, CancellationToken ct)
    {
        await WrittenTables.Cases.Bring(work, One(stored.Case), One(wanted.Case), ct);
        await WrittenTables.Tasks.Bring(work, stored.Tasks, wanted.Tasks, ct);
        await WrittenTables.Clocks.Bring(work, stored.Clocks, wanted.Clocks, ct);
        await WrittenTables.Documents.Bring(work, stored.Documents, wanted.Documents, ct);
        await WrittenTables.Timers.Bring(work, stored.Timers, wanted.Timers, ct);
        await WrittenTables.Incidents.Bring(work, stored.Incidents, wanted.Incidents, ct);
    }

    private static ImmutableArray<CaseRow> One(CaseRow? row) => row is null ? [] : [row];

    private static async Task DropDrafts(WriteWork work, Guid caseId, IEnumerable<long> gone, CancellationToken ct)
    {
        foreach (var task in gone)
        {
            await work.Execute("DELETE FROM task_drafts WHERE case_id = @p0 AND task = @p1", [caseId, task], ct);
        }
    }
}
