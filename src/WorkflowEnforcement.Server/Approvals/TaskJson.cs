using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A task in the HTTP interface.</summary>
/// <param name="Missing">Labels of required entries that the case does not know yet.</param>
/// <param name="Signers">Who signs, in the order of their turns; empty while nobody has claimed it or was asked.</param>
/// <param name="Due">User names of those whose turn it is; empty while it waits in its pool.</param>
/// <param name="Returnable">Steps to which this person may send the flow back, the latest first.</param>
/// <param name="Operations">What this person may do now: complete, and the last parts of the addresses of the operations.</param>
/// <param name="OnBehalfOf">The person for whom it is shown and would be done; null where the user would act for themselves.</param>
/// <param name="Grantors">For whom else the user could do it by a written delegation.</param>
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
    IReadOnlyList<string> Basis,
    IReadOnlyList<SignerJson> Signers,
    IReadOnlyList<string> Due,
    IReadOnlyList<ReturnableJson> Returnable,
    IReadOnlyList<string> Operations,
    PersonJson? OnBehalfOf,
    IReadOnlyList<PersonJson> Grantors);

/// <summary>A way to finish a task.</summary>
public sealed record OutcomeJson(string Key, string Label);

/// <summary>What a task is finished with.</summary>
public sealed record CompleteTaskRequest(string Outcome, JsonElement? Facts, string? Comment, string? OnBehalfOf = null);

/// <summary>Names a task outside its case: the case's id and the token's number.</summary>
public static class TaskId
{
    public static string Of(Guid caseId, long task) => string.Create(CultureInfo.InvariantCulture, $"{caseId:N}-{task}");

    /// <summary>Address of a task's page.</summary>
    /// <param name="onBehalfOf">User name of the person for whom it would be done; null for oneself.</param>
    public static string HrefOf(Guid caseId, long task, string? onBehalfOf = null) =>
        $"/tasks/{Of(caseId, task)}{(onBehalfOf is null ? string.Empty : $"?for={Uri.EscapeDataString(onBehalfOf)}")}";

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
