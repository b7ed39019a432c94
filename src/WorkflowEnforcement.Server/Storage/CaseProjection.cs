using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Brings the rows that show a case into line with its state. Only rows that differ are written.</summary>
internal static class CaseProjection
{
    /// <summary>Brings the rows into line after new events; they are written when the context is saved.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="after">The state after the events.</param>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="events">The new events, oldest first.</param>
    public static async Task Apply(
        EnforcementDb db, Guid caseId, CaseState after, CaseSetting setting, ImmutableArray<RecordedEvent> events, CancellationToken ct)
    {
        var stored = await StoredRows.Load(db, caseId, ct);
        var trace = stored.Recall();
        foreach (var recorded in events)
        {
            trace.Note(after, recorded);
        }

        await DropDrafts(db, caseId, stored.Tasks.Select(task => task.Task).Except(after.Tasks.Keys), ct);
        stored.Become(db, CaseRowSet.Of(caseId, after, setting, trace));
    }

    /// <summary>Writes the rows of a case anew from all its events.</summary>
    /// <param name="settingOf">Gives the procedure and people for the state reached.</param>
    public static async Task Rebuild(EnforcementDb db, Guid caseId, Func<CaseState, CaseSetting> settingOf, CancellationToken ct)
    {
        var trace = new CaseTrace();
        CaseState? state = null;
        foreach (var stored in await new CaseStream(db, caseId).Read(0, int.MaxValue, ct))
        {
            state = CaseEvolution.Evolve(state, stored.Recorded);
            trace.Note(state, stored.Recorded);
        }

        var rows = await StoredRows.Load(db, caseId, ct);
        if (state is not null)
        {
            rows.Become(db, CaseRowSet.Of(caseId, state, settingOf(state), trace));
        }
    }

    private static async Task DropDrafts(EnforcementDb db, Guid caseId, IEnumerable<long> gone, CancellationToken ct)
    {
        foreach (var task in gone)
        {
            await db.TaskDrafts.Where(draft => draft.CaseId == caseId && draft.Task == task).ExecuteDeleteAsync(ct);
        }
    }

    private sealed record StoredRows(
        CaseRow? Case,
        List<TaskRow> Tasks,
        List<TaskRoleRow> TaskRoles,
        List<ClockRow> Clocks,
        List<DocumentRow> Documents,
        List<TimerRow> Timers,
        List<IncidentRow> Incidents)
    {
        public static async Task<StoredRows> Load(EnforcementDb db, Guid caseId, CancellationToken ct) => new(
            await db.Cases.SingleOrDefaultAsync(row => row.Id == caseId, ct),
            await db.Tasks.Where(row => row.CaseId == caseId).ToListAsync(ct),
            await db.TaskRoles.Where(row => row.CaseId == caseId).ToListAsync(ct),
            await db.Clocks.Where(row => row.CaseId == caseId).ToListAsync(ct),
            await db.Documents.Where(row => row.CaseId == caseId).ToListAsync(ct),
            await db.Timers.Where(row => row.CaseId == caseId).ToListAsync(ct),
            await db.Incidents.Where(row => row.CaseId == caseId).ToListAsync(ct));

        public CaseTrace Recall()
        {
            var trace = new CaseTrace();
            Tasks.ForEach(row => trace.Recall(CaseTrace.OfTask(row.Task), row.OpenedAt));
            Incidents.ForEach(row => trace.Recall(CaseTrace.OfIncident(row.Incident, row.InFlow), row.RaisedAt));
            Documents.ForEach(row =>
            {
                trace.Recall(CaseTrace.OfDocument(row.Id), row.RequestedAt);
                trace.Recall(row.Id, row.Size);
            });
            return trace;
        }

        public void Become(EnforcementDb db, CaseRowSet wanted)
        {
            Bring(db, Case is null ? [] : [Case], [wanted.Case], row => row.Id);
            Bring(db, Tasks, wanted.Tasks, row => row.Task);
            Bring(db, TaskRoles, wanted.TaskRoles, row => (row.Task, row.Role));
            Bring(db, Clocks, wanted.Clocks, row => row.Clock);
            Bring(db, Documents, wanted.Documents, row => row.Id);
            Bring(db, Timers, wanted.Timers, row => row.Timer);
            Bring(db, Incidents, wanted.Incidents, row => (row.InFlow, row.Incident));
        }

        private static void Bring<TRow, TKey>(EnforcementDb db, List<TRow> stored, IEnumerable<TRow> wanted, Func<TRow, TKey> key)
            where TRow : class, IBureauRow
            where TKey : notnull
        {
            var left = stored.ToDictionary(key);
            foreach (var row in wanted)
            {
                row.Bureau = db.Bureau;
                if (left.Remove(key(row), out var old))
                {
                    db.Entry(old).CurrentValues.SetValues(row);
                }
                else
                {
                    db.Add(row);
                }
            }

            db.RemoveRange(left.Values);
        }
    }
}
