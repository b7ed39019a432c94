using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>The approval operations over HTTP (docs/approval-operations.md).</summary>
public static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder tasks)
    {
        Describe(tasks.MapPost("/{id}/transfer", (string id, GiveRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new TransferTask(task, asked.To ?? string.Empty, asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/delegate", (string id, GiveRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new DelegateTask(task, asked.To ?? string.Empty, asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/hand-back", (string id, NoteRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new HandBackTask(task, asked.Note ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/recall", (string id, ReasonRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new RecallTask(task, asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/add-signers", AddSigners));
        Describe(tasks.MapPost("/{id}/remove-signers", (string id, RemoveSignersRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new RemoveTaskSigners(task, Persons(asked.Persons), asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/take-back-signature", (string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActRequest? asked, [AsParameters] Call call) =>
            call.Do(id, asked?.OnBehalfOf, (me, at, task, key) => new TakeBackTaskSignature(task) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/urge", (string id, NoteRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new UrgeTask(task, asked.Note ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/copy", (string id, CopyRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new CopyTask(task, Persons(asked.Persons), asked.Note ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/return", (string id, ReturnRequest asked, [AsParameters] Call call) =>
            call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new ReturnTask(task, asked.To ?? string.Empty, asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })));
        Describe(tasks.MapPost("/{id}/withdraw", (string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ActRequest? asked, [AsParameters] Call call) =>
            call.Do(id, asked?.OnBehalfOf, (me, at, task, key) => new WithdrawTask(task) { By = me, At = at, CommandId = key })));
    }

    /// <summary>Where added signers sign, by its word; null for a word that is none.</summary>
    internal static SignerPosition? PositionOf(string? word) => word switch
    {
        "before" => SignerPosition.Before,
        "after" => SignerPosition.After,
        "beside" => SignerPosition.Beside,
        _ => null,
    };

    /// <summary>The person represented as a request names them; an empty name is none.</summary>
    internal static string? Represented(string? onBehalfOf) => string.IsNullOrEmpty(onBehalfOf) ? null : onBehalfOf;

    private static Task<IResult> AddSigners(string id, AddSignersRequest asked, [AsParameters] Call call) => PositionOf(asked.Position) is { } position
        ? call.Do(id, asked.OnBehalfOf, (me, at, task, key) => new AddTaskSigners(task, position, Persons(asked.Persons), asked.Reason ?? string.Empty) { By = me, At = at, CommandId = key })
        : Task.FromResult(Problem.BadRequest("signers.position", $"position 须为 before、after 或 beside，现为 {asked.Position}。"));

    private static ValueList<string> Persons(IReadOnlyList<string>? persons) => [.. persons?.Select(person => person ?? string.Empty) ?? []];

    private static void Describe(RouteHandlerBuilder route) => route.Produces<DoneJson>()
        .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);

    /// <summary>What every operation needs beside its own words.</summary>
    internal sealed record Call(HttpContext Http, ClaimsPrincipal User, CaseQueries Queries, TaskActs Acts, BureauClock Clock, CancellationToken Ct)
    {
        public async Task<IResult> Do(string id, string? onBehalfOf, Func<Actor, DateTimeOffset, long, string, CaseCommand> command)
        {
            var me = CurrentActor.From(User);
            if (!TaskId.TryRead(id, out var caseId, out var task) || await Queries.Find(me, caseId, Ct) is null)
            {
                return Problem.NotFound("没有这项任务，或者无权查看。");
            }

            return CaseEndpoints.Done(await Acts.Run(caseId, command(me, Clock.Now, task, CaseEndpoints.CommandId(Http, me)) with { OnBehalfOf = Represented(onBehalfOf) }, Ct));
        }
    }
}
