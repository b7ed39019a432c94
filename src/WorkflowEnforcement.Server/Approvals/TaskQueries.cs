using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task of a list, with its case and the clock that runs out first there.</summary>
public sealed record TaskItem(TaskRow Task, CaseRow Case)
{
    /// <summary>Id of the clock that gives the task its last day; null where none runs.</summary>
    public string? Clock { get; init; }

    /// <summary>True while it waits in the pool of a role.</summary>
    public bool ToClaim { get; init; }

    /// <summary>代理: for whom the user may do it; null for his own tasks.</summary>
    public NamedPerson? For { get; init; }
}

/// <summary>Reads tasks for inboxes.</summary>
public sealed class TaskQueries(EnforcementDb db, Mandates mandates, TaskReading reading)
{
    private const int MostRepresented = 200;

    /// <summary>Tasks of the user and of those he may act for today, the most urgent first.</summary>
    /// <param name="me">The user.</param>
    /// <param name="scope">mine: taken on or meant for the user; claimable: in a pool of one of his roles; all: both.</param>
    /// <param name="caseId">Only those of one case; null for all.</param>
    /// <param name="take">At most so many.</param>
    public async Task<IReadOnlyList<TaskItem>> Inbox(Actor me, string scope, Guid? caseId, int take, CancellationToken ct)
    {
        var items = await Offered(me, scope, caseId)
            .OrderBy(item => item.Task.DueOn == null).ThenBy(item => item.Task.DueOn).ThenBy(item => item.Task.OpenedAt)
            .Take(take).ToListAsync(ct);
        var represented = await Represented(me, scope, caseId, take, ct);
        if (represented.Count > 0)
        {
            var own = items.Select(item => (item.Task.CaseId, item.Task.Task)).ToHashSet();
            items =
            [
                .. items.Concat(represented.Where(item => !own.Contains((item.Task.CaseId, item.Task.Task))))
                    .OrderBy(item => item.Task.DueOn is null).ThenBy(item => item.Task.DueOn).ThenBy(item => item.Task.OpenedAt).Take(take),
            ];
        }

        var cases = items.Select(item => item.Case.Id).Distinct().ToList();
        var clocks = (await db.Clocks.AsNoTracking().Where(clock => cases.Contains(clock.CaseId) && clock.State == ClockState.Running).ToListAsync(ct))
            .ToLookup(clock => clock.CaseId);
        return
        [
            .. items.Select(item => new TaskItem(item.Task, item.Case)
            {
                Clock = clocks[item.Case.Id].FirstOrDefault(clock => clock.Due == item.Task.DueOn)?.Clock,
                ToClaim = !item.Mine,
                For = item.For,
            }),
        ];
    }

    /// <summary>How many tasks the user has, and how many of them are due today, late, or waiting in a pool.</summary>
    public async Task<(int All, int Today, int Late, int ToClaim)> Count(Actor me, DateOnly today, CancellationToken ct)
    {
        var counted = await Offered(me, "all", null).Select(item => new { item.Task.CaseId, item.Task.Task, item.Task.DueOn, ToClaim = !item.Mine }).ToListAsync(ct);
        var own = counted.Select(task => (task.CaseId, task.Task)).ToHashSet();
        counted.AddRange((await Represented(me, "all", null, MostRepresented, ct)).Where(item => !own.Contains((item.Task.CaseId, item.Task.Task)))
            .Select(item => new { item.Task.CaseId, item.Task.Task, item.Task.DueOn, ToClaim = !item.Mine }));
        return (counted.Count, counted.Count(task => task.DueOn == today), counted.Count(task => task.DueOn < today), counted.Count(task => task.ToClaim));
    }

    // What the person represented could do, and this hand may: the law is asked of each, since the lists do not know a proxy.
    private async Task<List<Offer>> Represented(Actor me, string scope, Guid? caseId, int take, CancellationToken ct)
    {
        var found = new List<Offer>();
        var held = await mandates.Of(me, ct);
        var proxies = held.Count > 0 ? await reading.Proxies(ct) : ProxyRegister.Empty;
        foreach (var mandate in held)
        {
            var procedures = mandate.Written.Procedures.ToList();
            var offered = Offered(mandate.Principal, scope, caseId);
            var rows = await (procedures.Count == 0 ? offered : offered.Where(item => procedures.Contains(item.Case.Procedure)))
                .OrderBy(item => item.Task.DueOn == null).ThenBy(item => item.Task.DueOn).ThenBy(item => item.Task.OpenedAt)
                .Take(take).ToListAsync(ct);
            foreach (var row in rows.Where(row => !found.Exists(other => (other.Task.CaseId, other.Task.Task) == (row.Task.CaseId, row.Task.Task))))
            {
                if (await reading.MayFor(me, row.Task, mandate.Principal.Id, proxies, ct))
                {
                    row.For = mandate.Written.Grantor;
                    found.Add(row);
                }
            }
        }

        return found;
    }

    private IQueryable<Offer> Offered(Actor me, string scope, Guid? caseId)
    {
        var name = $",{me.Id},";
        var roles = me.Roles.ToList();
        var officer = me.Is(Roles.Officer);
        var offered =
            from task in db.Tasks.AsNoTracking()
            join @case in db.Cases.AsNoTracking().VisibleTo(me) on task.CaseId equals @case.Id
            where task.DueFor.Contains(name)
                || (task.DueFor == string.Empty
                    && (task.Holder == me.Id || task.Holder == null)
                    && !task.NotFor.Contains(name)
                    && roles.Any(role => ("," + task.Roles + ",").Contains("," + role + ",")))
            select new Offer
            {
                Task = task,
                Case = @case,
                Mine = task.Holder == me.Id || task.DueFor.Contains(name)
                    || (officer && (@case.Lead == me.Id || @case.Assist == me.Id || (@case.Lead == null && @case.OpenedBy == me.Id))),
            };
        offered = scope switch
        {
            "mine" => offered.Where(item => item.Mine),
            "claimable" => offered.Where(item => !item.Mine),
            _ => offered,
        };
        if (caseId is { } id)
        {
            offered = offered.Where(item => item.Task.CaseId == id);
        }

        return offered;
    }

    private sealed class Offer
    {
        public required TaskRow Task { get; init; }

        public required CaseRow Case { get; init; }

        public required bool Mine { get; init; }

        public NamedPerson? For { get; set; }
    }
}
