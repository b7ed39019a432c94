using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Server.Components;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Parts of a task as its page shows them.</summary>
public static class TaskViews
{
    /// <summary>The buttons, the one that goes on last; one is primary.</summary>
    public static IEnumerable<OutcomeView> Outcomes(ShownTask shown, Actor me)
    {
        var operations = shown.Choices.Operations;
        if (operations.Contains("release"))
        {
            yield return new OutcomeView("release", "退回待签收", OutcomeKind.Ordinary) { Field = "act" };
        }
        else if (operations.Contains("claim") && !me.Is(Roles.Officer))
        {
            yield return new OutcomeView("claim", "签收", OutcomeKind.Ordinary) { Field = "act" };
        }

        var primary = shown.Step.Outcomes.FirstOrDefault(outcome => outcome.Kind == "primary") ?? shown.Step.Outcomes[0];
        foreach (var outcome in shown.Step.Outcomes.Where(outcome => outcome != primary))
        {
            yield return View(outcome, KindOf(outcome));
        }

        yield return View(primary, OutcomeKind.Primary);
    }

    /// <summary>What comes next on the drawn way, in one sentence.</summary>
    public static string? After(ProcedureDefinition procedure, string element)
    {
        var model = procedure.ModelOf(element);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = Next(element).Where(node => node is UserTask or ServiceTask or CallActivity or EndEvent).Select(node => node.Name).Distinct().ToList();
        return names.Count == 0 ? null : $"办理后：{string.Join(" / ", names)}";

        // Gateways are passed without anybody noticing; at an event the case waits.
        IEnumerable<FlowNode> Next(string from) => model.Nodes[from].Outgoing.Select(flow => model.Nodes[model.Flows[flow].Target]).Where(node => seen.Add(node.Id))
            .SelectMany(node => node is ExclusiveGateway or InclusiveGateway or ParallelGateway ? Next(node.Id) : [node]);
    }

    /// <summary>Documents that this step makes, each with a look at it as it would be now.</summary>
    public static IReadOnlyList<DocumentView> Documents(ShownTask shown) =>
    [
        .. shown.Step.Documents.DistinctBy(document => document.Code).Select(document => DocumentCatalogue.Official[document.Code]).Select(document => new DocumentView(
            document.Name,
            Components.DocumentState.Draft,
            PreviewHref: $"/tasks/{TaskId.Of(shown.Row.Id, shown.Open.Task)}/documents/{document.Code}",
            Note: document.Kind.Length > 0 ? "办理后编号并制作" : "办理后制作")),
    ];

    /// <summary>Opinions given before, the latest first.</summary>
    public static IReadOnlyList<OpinionView> Opinions(ShownTask shown) =>
    [
        .. shown.State.Completions.Reverse().Take(8).Select(done => new OpinionView(
            done.NameIn(shown.Procedure), done.SignedAs, done.At, done.Comment, done.Undone ? $"{done.Label}（后已退回或者撤回）" : done.Label)),
    ];

    private static OutcomeView View(StepOutcome outcome, OutcomeKind kind) =>
        new(outcome.Key, outcome.Label, kind, ReasonLabel: outcome.CommentRequired ? "意见" : null);

    private static OutcomeKind KindOf(StepOutcome outcome) =>
        outcome.Key == "return" ? OutcomeKind.Back : outcome.Kind == "danger" ? OutcomeKind.Dangerous : OutcomeKind.Ordinary;
}
