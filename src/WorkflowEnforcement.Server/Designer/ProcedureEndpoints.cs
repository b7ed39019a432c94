using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Designer;

/// <summary>A procedure in the HTTP interface.</summary>
/// <param name="Usable">False where its flow has faults: no case can be opened on it.</param>
public sealed record ProcedureJson(string Key, string Name, string? Kind, int Version, bool Usable, IReadOnlyList<ModelFault> Faults);

/// <summary>Procedures over HTTP.</summary>
public static class ProcedureEndpoints
{
    public static void MapProcedures(this IEndpointRouteBuilder api)
    {
        var procedures = api.MapGroup("/procedures").WithTags("Procedures");
        procedures.MapGet("/", List).Produces<PageJson<ProcedureJson>>();
        procedures.MapGet("/{key}/bpmn", Bpmn).Produces(200, contentType: "application/xml").ProducesProblem(404);
        procedures.MapMigrations();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<PageJson<ProcedureJson>> List(ProcedureCatalogue procedures) => TypedResults.Ok(new PageJson<ProcedureJson>(
        [.. procedures.All.Select(entry => new ProcedureJson(entry.Key, entry.Name, entry.Definition?.Kind, entry.Version, entry.Definition is not null, entry.Faults))],
        procedures.All.Count,
        null));

    private static async Task<IResult> Bpmn(string key, ProcedureCatalogue procedures, CaseQueries queries, CancellationToken ct) =>
        procedures.Current(key) is { } definition
            ? TypedResults.Bytes(await queries.Bpmn(definition.Hash, ct), "application/xml")
            : Problem.NotFound("没有这个流程。");
}
