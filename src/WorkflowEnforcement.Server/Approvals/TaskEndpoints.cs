using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Tasks over HTTP.</summary>
public static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("/", List).Produces<PageJson<TaskJson>>().ProducesProblem(400);
        tasks.MapGet("/{id}", Get).Produces<TaskJson>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        tasks.MapPost("/{id}/complete", Complete).Produces<DoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        tasks.MapOperations();
        tasks.MapPost("/{id}/claim", Claim).Produces<DoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        tasks.MapPost("/{id}/release", Release).Produces<DoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<IResult> List(
        ClaimsPrincipal user, TaskQueries queries, CaseStore cases, ProxyBook book, TaskJsonOf json, CancellationToken ct, string? scope = null, Guid? @case = null, int take = 100)
    {
        if (scope is not (null or "mine" or "claimable" or "all"))
        {
            return Problem.BadRequest("tasks.scope", $"scope 须为 mine、claimable 或 all，现为 {scope}。");
        }

        var (me, proxies, items) = (CurrentActor.From(user), await book.Current(ct), new List<TaskJson>());
        foreach (var item in await queries.Inbox(me, scope ?? "mine", @case, Math.Clamp(take, 1, 200), ct))
        {
            if (await cases.Load(item.Case.Id, ct) is { } loaded && loaded.State.Tasks.TryGetValue(item.Task.Task, out var open))
            {
                items.Add(json.Of(new Eyes(me, item.For?.Id, proxies), item.Case, loaded, open, item.Task.DueOn));
            }
        }

        return TypedResults.Ok(new PageJson<TaskJson>(items, null, null));
    }

    private static async Task<IResult> Get(string id, ClaimsPrincipal user, TaskReading reading, TaskJsonOf json, CancellationToken ct, string? onBehalfOf = null)
    {
        var me = CurrentActor.From(user);
        if (await reading.Find(me, id, ct) is not { Open: { } open } found)
        {
            return Problem.NotFound("没有这项待办任务，或者无权查看。");
        }

        var represented = OperationEndpoints.Represented(onBehalfOf);
        return represented is not null && reading.WhyNotFor(found, me, represented) is { } refused
            ? Problem.From(refused)
            : TypedResults.Ok(json.Of(new Eyes(me, represented, found.Proxies), found.Row, found.Loaded, open, found.DueOn));
    }

    private static async Task<IResult> Complete(
        string id, CompleteTaskRequest request, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        var (facts, refusal) = FactsJson.Read(request.Facts);
        return refusal is not null
            ? Problem.From(refusal)
            : await Act(id, http, user, queries, cases, (me, task, key) =>
                new CompleteTask(task, request.Outcome ?? string.Empty, facts, request.Comment ?? string.Empty)
                {
                    By = me,
                    OnBehalfOf = OperationEndpoints.Represented(request.OnBehalfOf),
                    At = clock.Now,
                    CommandId = key,
                }, ct);
    }

    private static Task<IResult> Claim(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActRequest? asked, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct) =>
        Act(id, http, user, queries, cases, (me, task, key) => new ClaimTask(task) { By = me, OnBehalfOf = OperationEndpoints.Represented(asked?.OnBehalfOf), At = clock.Now, CommandId = key }, ct);

    private static Task<IResult> Release(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActRequest? asked, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct) =>
        Act(id, http, user, queries, cases, (me, task, key) => new ReleaseTask(task) { By = me, OnBehalfOf = OperationEndpoints.Represented(asked?.OnBehalfOf), At = clock.Now, CommandId = key }, ct);

    private static async Task<IResult> Act(
        string id, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, Func<Actor, long, string, CaseCommand> command, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        if (!TaskId.TryRead(id, out var caseId, out var task) || await queries.Find(me, caseId, ct) is null)
        {
            return Problem.NotFound("没有这项待办任务，或者无权查看。");
        }

        return CaseEndpoints.Done(await cases.Run(caseId, command(me, task, CaseEndpoints.CommandId(http, me)), ct));
    }
}
