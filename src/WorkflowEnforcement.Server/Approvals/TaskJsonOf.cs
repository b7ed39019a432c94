using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Writes tasks for the HTTP interface.</summary>
public sealed class TaskJsonOf(CaseSettings settings, BureauClock clock)
{
    /// <summary>The task as a person sees it.</summary>
    /// <param name="due">Last day of the clock that counts for it; null for none.</param>
    public TaskJson Of(Actor me, CaseRow row, LoadedCase loaded, OpenTask open, DateOnly? due)
    {
        var step = loaded.Definition.Steps[open.Element];
        var setting = settings.For(loaded.Definition);
        var choices = new TaskChoices(setting, loaded.State, open, me, clock.Now);
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
            choices.Operations);
    }

    private static List<string> Missing(StepDefinition step, CaseState state) =>
        step.Form is null
            ? []
            : [.. step.Form.Fields.Where(field => field is { Required: true, ReadOnly: false } && state.Facts.GetValueOrDefault(field.Key, FeelValue.Null) is FeelNull).Select(field => field.Label)];
}
