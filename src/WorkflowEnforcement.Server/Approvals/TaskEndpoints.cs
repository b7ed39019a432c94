using System.Security.Claims;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Tasks over HTTP.</summary>
public static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapGet("/", List).Produces<PageJson<TaskJson>>();
        tasks.MapGet("/{id}", Get).Produces<TaskJson>().ProducesProblem(404);
        tasks.MapPost("/{id}/complete", Complete).Produces<CompletedJson>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        tasks.MapPost("/{id}/claim", Claim).Produces<CompletedJson>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        tasks.MapPost("/{id}/release", Release).Produces<CompletedJson>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> List(
        ClaimsPrincipal user, TaskQueries queries, CaseStore cases, CancellationToken ct, string? scope = null, Guid? @case = null, int take = 100)
    {
        if (scope is not (null or "mine" or "claimable" or "all"))
        {
            return Problem.BadRequest("tasks.scope", $"scope 须为 mine、claimable 或 all,现为 {scope}。");
        }

        var items = new List<TaskJson>();
        foreach (var item in await queries.Inbox(CurrentActor.From(user), scope ?? "mine", @case, Math.Clamp(take, 1, 200), ct))
        {
            if (await cases.Load(item.Case.Id, ct) is { } loaded && loaded.State.Tasks.TryGetValue(item.Task.Task, out var open))
            {
                items.Add(Of(item.Case, loaded, open, item.Clock?.Due));
            }
        }

        return TypedResults.Ok(new PageJson<TaskJson>(items, null, null));
    }

    private static async Task<IResult> Get(string id, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, CancellationToken ct) =>
        TaskId.TryRead(id, out var caseId, out var task)
        && await queries.Find(CurrentActor.From(user), caseId, ct) is { } row
        && await cases.Load(caseId, ct) is { } loaded
        && loaded.State.Tasks.TryGetValue(task, out var open)
            ? TypedResults.Ok(Of(row, loaded, open, row.NextDue))
            : Problem.NotFound("没有这项待办任务,或者无权查看。");

    private static async Task<IResult> Complete(
        string id, CompleteTaskRequest request, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        var (facts, refusal) = FactsJson.Read(request.Facts);
        return refusal is not null
            ? Problem.From(refusal)
            : await Act(id, http, user, queries, cases, (me, task, key) =>
                new CompleteTask(task, request.Outcome ?? string.Empty, facts, request.Comment ?? string.Empty) { By = me, At = clock.Now, CommandId = key }, ct);
    }

    private static Task<IResult> Claim(
        string id, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct) =>
        Act(id, http, user, queries, cases, (me, task, key) => new ClaimTask(task) { By = me, At = clock.Now, CommandId = key }, ct);

    private static Task<IResult> Release(
        string id, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct) =>
        Act(id, http, user, queries, cases, (me, task, key) => new ReleaseTask(task) { By = me, At = clock.Now, CommandId = key }, ct);

    private static async Task<IResult> Act(
        string id, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, Func<Actor, long, string, CaseCommand> command, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        if (!TaskId.TryRead(id, out var caseId, out var task) || await queries.Find(me, caseId, ct) is null)
        {
            return Problem.NotFound("没有这项待办任务,或者无权查看。");
        }

        var result = await cases.Run(caseId, command(me, task, CaseEndpoints.CommandId(http, me)), ct);
        return result.Outcome is Accepted accepted
            ? TypedResults.Ok(new CompletedJson(caseId, result.Version, accepted.State.Stage, accepted.State.EndedAt is null ? "open" : "ended"))
            : Problem.From((Refused)result.Outcome);
    }

    private static TaskJson Of(CaseRow row, LoadedCase loaded, OpenTask open, DateOnly? due)
    {
        var step = loaded.Definition.Steps[open.Element];
        return new TaskJson(
            TaskId.Of(row.Id, open.Task),
            row.Id,
            open.Element,
            step.Name,
            step.Stage,
            open.Holder,
            step.Assignment!.Roles,
            loaded.State.Officers,
            [.. step.Outcomes.Select(outcome => new OutcomeJson(outcome.Key, outcome.Label))],
            step.Form,
            Missing(step, loaded.State),
            due,
            [.. step.Basis.Select(basis => basis.ToString())]);
    }

    private static List<string> Missing(StepDefinition step, CaseState state) =>
        step.Form is null
            ? []
            : [.. step.Form.Fields.Where(field => field is { Required: true, ReadOnly: false } && state.Facts.GetValueOrDefault(field.Key, FeelValue.Null) is FeelNull).Select(field => field.Label)];
}

/// <summary>The case after a task was acted on.</summary>
public sealed record CompletedJson(Guid CaseId, int Version, string Stage, string State);
