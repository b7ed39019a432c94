using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task in the HTTP interface.</summary>
/// <param name="Missing">Labels of required entries that the case does not know yet.</param>
public sealed record TaskJson(
    string Id,
    Guid CaseId,
    string ElementId,
    string Name,
    string Stage,
    string? Assignee,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Officers,
    IReadOnlyList<OutcomeJson> Outcomes,
    FormDefinition? Form,
    IReadOnlyList<string> Missing,
    DateOnly? DueOn,
    IReadOnlyList<string> Basis);

/// <summary>A way to finish a task.</summary>
public sealed record OutcomeJson(string Key, string Label);

/// <summary>What a task is finished with.</summary>
public sealed record CompleteTaskRequest(string Outcome, JsonElement? Facts, string? Comment);

/// <summary>Names a task outside its case: the case's id and the token's number.</summary>
public static class TaskId
{
    public static string Of(Guid caseId, long task) => string.Create(CultureInfo.InvariantCulture, $"{caseId:N}-{task}");

    /// <summary>Reads a task's name.</summary>
    public static bool TryRead(string id, out Guid caseId, out long task)
    {
        task = 0;
        caseId = Guid.Empty;
        return id.Split('-') is [var first, var second]
            && Guid.TryParseExact(first, "N", out caseId)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out task);
    }
}
