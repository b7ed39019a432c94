using System.Security.Claims;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Linking;

/// <summary>What a case is opened with from another.</summary>
/// <param name="Procedure">Key of the procedure.</param>
/// <param name="Title">Its title; the cause of the first case where none is given.</param>
public sealed record OpenLinkedRequest(string? Procedure, string? Title);

/// <summary>由本案立案 over HTTP.</summary>
public static class LinkEndpoints
{
    private const string Unknown = "没有这个案件，或者无权查看。";
    private const int MaxTitle = 200;

    public static void MapLinks(this IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/cases/{id:guid}/links").WithTags("Links");
        links.MapGet("/", List).Produces<CaseLinksView>().ProducesProblem(404);
        links.MapPost("/", Open).Produces<CaseJson>(StatusCodes.Status201Created)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    /// <summary>The command that opens a case from another.</summary>
    public static OpenCase Command(Guid origin, CaseState state, string? title, Actor me, DateTimeOffset now, string commandId)
    {
        var given = title is { Length: > 0 } ? title : DocumentFacts.Cause(state);
        return new OpenCase(given.Length > MaxTitle && title is not { Length: > 0 } ? given[..MaxTitle] : given, CaseState.NoFacts) { Origin = origin, By = me, At = now, CommandId = commandId };
    }

    private static async Task<IResult> List(Guid id, ClaimsPrincipal user, LinkViews links, CancellationToken ct) =>
        await links.Of(CurrentActor.From(user), id, ct) is { } view ? TypedResults.Ok(view) : Problem.NotFound(Unknown);

    private static async Task<IResult> Open(
        Guid id, OpenLinkedRequest request, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        if (await queries.Find(me, id, ct) is null || await cases.Load(id, ct) is not { } origin)
        {
            return Problem.NotFound(Unknown);
        }

        var command = Command(id, origin.State, request.Title, me, clock.Now, CaseEndpoints.CommandId(http, me));
        var result = await cases.Open(Guid.CreateVersion7(), request.Procedure ?? string.Empty, command, ct);
        return result.Outcome is Accepted opened
            ? TypedResults.Created($"/api/v1/cases/{result.CaseId}", CaseJson.Of(result.CaseId, opened.State, await queries.ProcedureVersion(result.CaseId, ct)))
            : Problem.From((Refused)result.Outcome);
    }
}
