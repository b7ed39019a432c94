using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task with its case, its last day and the delegations as they stand.</summary>
/// <param name="Open">The task; null when it is no longer open or never was.</param>
/// <param name="Task">Its number.</param>
public sealed record ReadTask(CaseRow Row, LoadedCase Loaded, OpenTask? Open, long Task, DateOnly? DueOn, ProxyRegister Proxies);

/// <summary>Reads tasks and asks the law who may do them for whom.</summary>
public sealed class TaskReading(EnforcementDb db, CaseQueries queries, CaseStore cases, ProxyBook book, TaskLaw law)
{
    /// <summary>The task of that name, when the user may see its case; else null.</summary>
    public async Task<ReadTask?> Find(Actor me, string id, CancellationToken ct)
    {
        if (!TaskId.TryRead(id, out var caseId, out var task)
            || await queries.Find(me, caseId, ct) is not { } row
            || await cases.Load(caseId, ct) is not { } loaded)
        {
            return null;
        }

        var due = await db.Tasks.AsNoTracking().Where(other => other.CaseId == caseId && other.Task == task).Select(other => other.DueOn).FirstOrDefaultAsync(ct);
        return new ReadTask(row, loaded, loaded.State.Tasks.GetValueOrDefault(task), task, due, await book.Current(ct));
    }

    /// <summary>Says why the user may not do an open task for another.</summary>
    public Refused? WhyNotFor(ReadTask found, Actor me, string grantor) => law.WhyNotFor(found.Loaded, found.Open!, me, grantor, found.Proxies);

    /// <summary>The delegations as they stand.</summary>
    public Task<ProxyRegister> Proxies(CancellationToken ct) => book.Current(ct);

    /// <summary>True where the user may do a task of a list for another.</summary>
    public async Task<bool> MayFor(Actor me, TaskRow row, string grantor, ProxyRegister proxies, CancellationToken ct) =>
        await cases.Load(row.CaseId, ct) is { } loaded
        && loaded.State.Tasks.TryGetValue(row.Task, out var open)
        && law.WhyNotFor(loaded, open, me, grantor, proxies) is null;
}

/// <summary>The law of acting by proxy, asked at this moment.</summary>
public sealed class TaskLaw(CaseSettings settings, BureauClock clock)
{
    /// <summary>Says why a person may not do a task for another.</summary>
    public Refused? WhyNotFor(LoadedCase loaded, OpenTask open, Actor me, string grantor, ProxyRegister proxies) =>
        ActingByProxy.WhyNot(settings.For(loaded.Definition) with { Proxies = proxies }, loaded.State, open, me, grantor, clock.Now);
}
