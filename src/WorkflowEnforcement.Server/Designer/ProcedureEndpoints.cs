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
    public static void MapProcedures(this IEndpointRouteBuilder api) =>
        api.MapGroup("/procedures").WithTags("Procedures").MapGet("/", (ProcedureCatalogue procedures) => TypedResults.Ok(new PageJson<ProcedureJson>(
            [.. procedures.All.Select(entry => new ProcedureJson(entry.Key, entry.Name, entry.Definition?.Kind, entry.Version, entry.Definition is not null, entry.Faults))],
            procedures.All.Count,
            null)));
}
