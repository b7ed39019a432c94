using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task of a list, with its case and the clock that runs out first there.</summary>
/// <param name="ToClaim">True while it waits in the pool of a role.</param>
public sealed record TaskItem(TaskRow Task, CaseRow Case, ClockRow? Clock, bool ToClaim);

/// <summary>Reads tasks for inboxes.</summary>
public sealed class TaskQueries(EnforcementDb db)
{
    /// <summary>Tasks of the user, the most urgent first.</summary>
    /// <param name="me">The user.</param>
    /// <param name="scope">mine: taken on or meant for the user; claimable: in a pool of one of his roles; all: both.</param>
    /// <param name="caseId">Only those of one case; null for all.</param>
    /// <param name="take">At most so many.</param>
    public async Task<IReadOnlyList<TaskItem>> Inbox(Actor me, string scope, Guid? caseId, int take, CancellationToken ct)
    {
        var items = await (
            from task in Offered(me, scope, caseId)
            join @case in db.Cases.AsNoTracking().VisibleTo(me) on task.CaseId equals @case.Id
            orderby task.DueOn == null, task.DueOn, task.OpenedAt
            select new { task, @case }).Take(take).ToListAsync(ct);
        var cases = items.Select(item => item.@case.Id).Distinct().ToList();
        var clocks = (await db.Clocks.AsNoTracking().Where(clock => cases.Contains(clock.CaseId) && clock.State == ClockState.Running).ToListAsync(ct))
            .ToLookup(clock => clock.CaseId);
        return [.. items.Select(item => new TaskItem(
            item.task,
            item.@case,
            clocks[item.@case.Id].MinBy(clock => clock.Due),
            item.task.Holder is null && item.task.OnlyFor.Length == 0))];
    }

    /// <summary>How many tasks the user has, and how many of them are due today, late, or waiting in a pool.</summary>
    public async Task<(int All, int Today, int Late, int ToClaim)> Count(Actor me, DateOnly today, CancellationToken ct)
    {
        var counted = await (
            from task in Offered(me, "all", null)
            join @case in db.Cases.AsNoTracking().VisibleTo(me) on task.CaseId equals @case.Id
            select new { task.DueOn, Pool = task.Holder == null && task.OnlyFor == string.Empty }).ToListAsync(ct);
        return (counted.Count, counted.Count(task => task.DueOn == today), counted.Count(task => task.DueOn < today), counted.Count(task => task.Pool));
    }

    private IQueryable<TaskRow> Offered(Actor me, string scope, Guid? caseId)
    {
        var name = $",{me.Id},";
        var roles = me.Roles.ToList();
        var offered = db.Tasks.AsNoTracking().Where(task =>
            (task.Holder == me.Id || task.Holder == null)
            && !task.NotFor.Contains(name)
            && (task.OnlyFor == string.Empty || task.OnlyFor.Contains(name))
            && db.TaskRoles.Any(role => role.CaseId == task.CaseId && role.Task == task.Task && roles.Contains(role.Role)));
        offered = scope switch
        {
            "mine" => offered.Where(task => task.Holder == me.Id || task.OnlyFor != string.Empty),
            "claimable" => offered.Where(task => task.Holder == null && task.OnlyFor == string.Empty),
            _ => offered,
        };
        return caseId is { } id ? offered.Where(task => task.CaseId == id) : offered;
    }
}
