using System.Security.Claims;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Something for which a case waits and which the user may enter.</summary>
/// <param name="Element">Id of the event of the flow.</param>
/// <param name="Name">Its name as drawn.</param>
/// <param name="Purpose">What is to be entered, one sentence.</param>
/// <param name="Basis">Laws and articles.</param>
/// <param name="Form">Fields to be filled; null where there is none.</param>
public sealed record MessageJson(string Element, string Name, string Purpose, IReadOnlyList<string> Basis, FormDefinition? Form)
{
    public static MessageJson Of(StepDefinition step) => new(step.Id, step.Name, step.Purpose, [.. step.Basis.Select(source => source.ToString())], step.Form);
}

/// <summary>What is entered of something that came.</summary>
public sealed record ReceiveMessageRequest(JsonElement? Facts, string? Comment);

/// <summary>登记来件 over HTTP.</summary>
public static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/cases/{id:guid}/messages").WithTags("Messages");
        messages.MapGet("/", List).Produces<PageJson<MessageJson>>().ProducesProblem(404);
        messages.MapPost("/{element}", Receive).Produces<DoneJson>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<IResult> List(Guid id, ClaimsPrincipal user, MessageWork work, CancellationToken ct) =>
        await work.Open(CurrentActor.From(user), id, ct) is { } open
            ? TypedResults.Ok(new PageJson<MessageJson>([.. open.Select(shown => MessageJson.Of(shown.Step))], open.Count, null))
            : Problem.NotFound("没有这个案件，或者无权查看。");

    private static async Task<IResult> Receive(
        Guid id, string element, ReceiveMessageRequest request, HttpContext http, ClaimsPrincipal user, CaseQueries queries, CaseStore cases, BureauClock clock, CancellationToken ct)
    {
        var me = CurrentActor.From(user);
        if (await queries.Find(me, id, ct) is null)
        {
            return Problem.NotFound("没有这个案件，或者无权查看。");
        }

        var (facts, refusal) = FactsJson.Read(request.Facts);
        return refusal is not null
            ? Problem.From(refusal)
            : CaseEndpoints.Done(await cases.Run(
                id, new ReceiveMessage(element, facts, request.Comment ?? string.Empty) { By = me, At = clock.Now, CommandId = CaseEndpoints.CommandId(http, me) }, ct));
    }
}
