using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>登记来件: what comes from outside while a case goes on, and for which its flow waits.</summary>
public static class MessageDecisions
{
    /// <summary>The events of the flow for which a person may enter now that what they wait for has come.</summary>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="state">The case.</param>
    /// <param name="by">The person.</param>
    /// <returns>The steps in the order of the drawing.</returns>
    public static IEnumerable<StepDefinition> Open(CaseSetting setting, CaseState state, Actor by) => Awaited(setting, state)
        .Where(step => WhyNot(setting, state, step, by) is null)
        .OrderBy(step => setting.Procedure.NodeAt(step.Id)!.Line);

    internal static CaseOutcome Receive(CaseSetting setting, CaseState state, ReceiveMessage receive)
    {
        if (Awaited(setting, state).FirstOrDefault(step => step.Id == receive.Element) is not { } step)
        {
            var name = setting.Procedure.NodeAt(receive.Element)?.Name ?? receive.Element;
            return new Refused("message.not-awaited", $"本案现在不能登记「{name}」，可能已经登记或者所在环节已经结束，请刷新页面。");
        }

        var received = new StepOutcome("received", step.Name, "primary", CommentRequired: false);
        if ((WhyNot(setting, state, step, receive.By) ?? WordsFault(receive.Comment) ?? EntryFault(setting, state, step, receive, received)) is { } refused)
        {
            return refused;
        }

        var entered = EnforcementReckoning.WithResult(setting, state, step, received, TaskDecisions.Changed(setting, state, receive.Facts, receive.Today), receive.Today);
        if (LawGuards.WhyNot(new IntendedAct(setting, state, state with { Facts = state.Facts.SetItems(entered) }, step, received, receive)) is { } unlawful)
        {
            return unlawful;
        }

        var draft = new CaseDraft(setting, state, receive);
        if (entered.Count > 0)
        {
            draft.Add(new FactsRecorded(step.Id, entered));
        }

        draft.Add(new MessageReceived(step.Id, step.Name, StoredText.Normal(receive.Comment)));
        if (draft.Take(step) is { } tooLate)
        {
            return tooLate;
        }

        var message = (MessageTrigger)((EventNode)setting.Procedure.NodeAt(step.Id)!).Trigger;
        return draft.Advance(new PublishMessage(message.Name, FeelContext.Empty) { Element = step.Id, Now = receive.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    private static IEnumerable<StepDefinition> Awaited(CaseSetting setting, CaseState state) => state.Instance is { } instance
        ? ProcessEngine.Awaited(setting.Procedure.Model, instance)
            .Select(awaited => setting.Procedure.Steps.GetValueOrDefault(awaited.Element))
            .OfType<StepDefinition>()
            .Where(step => step.Assignment is not null)
        : [];

    private static Refused? WhyNot(CaseSetting setting, CaseState state, StepDefinition step, Actor by) =>
        TaskRules.WhyNotInRole(setting, state, new OpenTask(0, step.Id, Holder: null), by);

    private static Refused? WordsFault(string comment)
    {
        var fault = StoredText.WhyNot(comment) is { } unstorable ? $"说明{unstorable}"
            : StoredText.Normal(comment).Length is var length && length > TaskDecisions.MaxComment ? $"说明最多{TaskDecisions.MaxComment}字，现为{length}字。"
            : null;
        return fault is null ? null : new Refused("message.comment", fault) { Fields = [new FieldFault("comment", fault)] };
    }

    private static Refused? EntryFault(CaseSetting setting, CaseState state, StepDefinition step, ReceiveMessage receive, StepOutcome received)
    {
        ImmutableArray<FieldFault> faults = FactRules.Check(step.Form, state.Facts, receive.Facts, received.Key, setting, receive.At);
        return faults.Length > 0
            ? new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults }
            : FactRules.WhyNotKept(receive.Facts);
    }
}
