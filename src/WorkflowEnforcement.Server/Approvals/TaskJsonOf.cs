using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Who looks at a task.</summary>
/// <param name="Me">The user.</param>
/// <param name="OnBehalfOf">User name of the person for whom; null for oneself.</param>
/// <param name="Proxies">The delegations as they stand.</param>
public sealed record Eyes(Actor Me, string? OnBehalfOf, ProxyRegister Proxies);

/// <summary>Writes tasks for the HTTP interface.</summary>
public sealed class TaskJsonOf(CaseSettings settings, BureauClock clock)
{
    /// <summary>The task as a person sees it.</summary>
    /// <param name="eyes">Who sees it, and for whom.</param>
    /// <param name="due">Last day of the clock that counts for it; null for none.</param>
    public TaskJson Of(Eyes eyes, CaseRow row, LoadedCase loaded, OpenTask open, DateOnly? due)
    {
        var step = loaded.Definition.Steps[open.Element];
        var setting = settings.For(loaded.Definition) with { Proxies = eyes.Proxies };
        var choices = new TaskChoices(setting, loaded.State, open, eyes.Me, clock.Now) { OnBehalfOf = eyes.OnBehalfOf };
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
            [.. step.Basis.Select(basis => basis.ToString())],
            SignerViews.Of(setting, loaded.State, open.Task),
            SignerViews.Due(loaded.State, open),
            [.. choices.ReturnTo.Select(to => new ReturnableJson(to.Id, to.Name))],
            choices.Operations,
            eyes.OnBehalfOf is { } represented ? new PersonJson(represented, setting.Staff.GetValueOrDefault(represented)?.Name ?? represented) : null,
            [.. choices.Grantors.Select(PersonJson.Of)]);
    }

    private static List<string> Missing(StepDefinition step, CaseState state) =>
        step.Form is null
            ? []
            : [.. step.Form.Fields.Where(field => field is { Required: true, ReadOnly: false } && state.Facts.GetValueOrDefault(field.Key, FeelValue.Null) is FeelNull).Select(field => field.Label)];
}
