using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Finishing a task at which several sign: the signature is recorded, and the one that decides finishes the step.</summary>
internal static class Countersigning
{
    private static readonly LegalSource FormSource = LegalSource.ProductDefault("表单由流程指定的签署人填写，加签人员只签署意见（系统默认规则）");

    /// <summary>True where the drawing says who signs, or the work was shared by an operation.</summary>
    public static bool IsAsked(CaseSetting setting, CaseState state, OpenTask task) =>
        NodeOf(setting, task).Signing is not null
        || (Seating.WorkAt(state, task.Task) is { } item && item.Seats.Any(seat => seat.Id > 1 || seat.Delegates.Count > 0));

    public static CaseOutcome Sign(CaseSetting setting, CaseState state, OpenTask task, CompleteTask complete, StepOutcome outcome)
    {
        var draft = new CaseDraft(setting, state, complete);
        if (TaskOperations.TakeUp(draft, task, complete) is { } refused)
        {
            return refused;
        }

        var work = draft.State.Instance!.Work[task.Task];
        var comment = StoredText.Normal(complete.Comment);
        var sign = draft.ByHand(new SignWork(outcome.Key, outcome.Counts, comment.Length > 0 ? comment : null) { By = complete.By.Id, At = complete.At });
        if (WorkItems.Decide(work.RuleOf(NodeOf(setting, task)), work.Item, sign) is SigningRefused impossible)
        {
            return WorkRefusals.Of(setting, draft.State, draft.Acting(task.Task, sign), new EngineRefused(impossible.Code, impossible.Message));
        }

        var signing = new Signing(setting, draft, task, complete, outcome)
        {
            Drawn = Seating.SeatOf(work.Item, complete.By.Id) is { Origin: SeatOrigin.Drawn },
            Verdict = ((SigningAccepted)WorkItems.Decide(work.RuleOf(NodeOf(setting, task)), work.Item, sign)).Verdict,
            Act = sign,
        };
        return Entries(signing) ?? Follow(signing);
    }

    private static Refused? Entries(Signing signing)
    {
        var entered = signing.Complete.Facts;
        if (!signing.Drawn)
        {
            return entered.Count == 0 ? null : new Refused("work.facts", "加签的人员只签署意见，不填写表单。", FormSource);
        }

        return TaskDecisions.EntryFault(signing.Setting, signing.Draft.State, signing.Step, signing.Complete, signing.Outcome)
            ?? LawGuards.WhyNot(Intended(signing, signing.Outcome, signing.Complete, TaskDecisions.Changed(signing.Setting, signing.Draft.State, signing.Complete)));
    }

    private static CaseOutcome Follow(Signing signing) => signing.Verdict switch
    {
        Decided decided => Finish(signing, signing.Step.Outcomes.First(outcome => outcome.Key == decided.Outcome)),
        GoBack => SendBack(signing),
        _ => GoOn(signing),
    };

    private static CaseOutcome GoOn(Signing signing)
    {
        Record(signing);
        return signing.Draft.Act(signing.Task.Task, signing.Act) ?? signing.Draft.Done();
    }

    private static CaseOutcome Finish(Signing signing, StepOutcome decided)
    {
        var entered = TaskDecisions.WithOutcome(signing.Step, decided, signing.Drawn ? TaskDecisions.Changed(signing.Setting, signing.Draft.State, signing.Complete) : CaseState.NoFacts);
        var intended = Intended(signing, decided, signing.Drawn ? signing.Complete : signing.Complete with { By = Decider(signing) }, entered);
        if (LawGuards.WhyNot(intended) is { } unlawful)
        {
            return unlawful;
        }

        if (decided != signing.Outcome)
        {
            signing.Draft.Add(Signed(signing));
        }

        return TaskDecisions.Finish(intended with { Command = signing.Complete }, signing.Draft, signing.Task, entered, signing.Act);
    }

    private static CaseOutcome SendBack(Signing signing)
    {
        if (GoingBack.WhyNotReturn(signing.Draft.State, signing.Complete.Today) is { } unlawful)
        {
            return unlawful;
        }

        // Where the drawing leaves the step open, only the flow knows it.
        var asked = signing.Draft.Acting(signing.Task.Task, signing.Act);
        if (ProcessEngine.Decide(signing.Setting.Procedure.Model, signing.Draft.State.Instance, asked) is EngineRefused impossible)
        {
            return WorkRefusals.Of(signing.Setting, signing.Draft.State, asked, impossible);
        }

        var returned = ((EngineAccepted)ProcessEngine.Decide(signing.Setting.Procedure.Model, signing.Draft.State.Instance, asked)).Events.OfType<StepReturned>().SingleOrDefault();
        Record(signing);
        if (returned is not { To: var to })
        {
            return Reject(signing, asked);
        }

        signing.Draft.Add(new TaskReturned(
            signing.Task.Task, signing.Task.Element, to, StoredText.Normal(signing.Complete.Comment), GoingBack.Undone(signing.Draft.State, signing.Task.Task, to)));
        return signing.Draft.Act(signing.Task.Task, signing.Act) ?? signing.Draft.Done();
    }

    // No way back is open: the vote counts all the same, and who resolves the incident goes on from what was decided.
    private static CaseOutcome Reject(Signing signing, ActOnWork asked)
    {
        var work = signing.Draft.State.Instance!.Work[signing.Task.Task];
        var rule = work.RuleOf(NodeOf(signing.Setting, signing.Task)) with { OnRejection = RejectionRule.End };
        var rejected = (Decided)((SigningAccepted)WorkItems.Decide(rule, work.Item, signing.Act)).Verdict!;
        var facts = TaskDecisions.WithOutcome(signing.Step, signing.Step.Outcomes.First(outcome => outcome.Key == rejected.Outcome), CaseState.NoFacts);
        if (facts.Count > 0)
        {
            signing.Draft.Add(new FactsRecorded(signing.Task.Element, facts));
        }

        return signing.Draft.Advance(asked with { OutcomeVariable = facts.ContainsKey(signing.Step.OutcomeVariable) ? null : signing.Step.OutcomeVariable, Inputs = signing.Draft.Inputs() })
            ?? signing.Draft.Done();
    }

    private static void Record(Signing signing)
    {
        var entered = signing.Drawn ? TaskDecisions.Changed(signing.Setting, signing.Draft.State, signing.Complete) : CaseState.NoFacts;
        if (entered.Count > 0)
        {
            signing.Draft.Add(new FactsRecorded(signing.Task.Element, entered));
        }

        signing.Draft.Add(Signed(signing));
    }

    private static TaskSigned Signed(Signing signing) => new(
        signing.Task.Task, signing.Task.Element, signing.Outcome.Key, signing.Outcome.Label, signing.Outcome.Counts, StoredText.Normal(signing.Complete.Comment));

    // Who was only asked may sign last; the law looks at who decided.
    private static Actor Decider(Signing signing)
    {
        var voter = Seating.WorkAt(signing.Draft.State, signing.Task.Task)!.Seats
            .Where(seat => seat is { Standing: Standing.Voter, Signature: not null, Origin: SeatOrigin.Drawn }).MaxBy(seat => seat.Signature!.Order)?.Signature!.Hand.Principal;
        return voter is not null && signing.Setting.Staff.GetValueOrDefault(voter) is { } member
            ? new Actor(member.Id, member.Name, member.Roles, member.Unit)
            : signing.Complete.By;
    }

    private static IntendedAct Intended(Signing signing, StepOutcome outcome, CompleteTask by, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        var state = signing.Draft.State;
        return CaseDiscretion.WithRow(new IntendedAct(signing.Setting, state, state with { Facts = state.Facts.SetItems(entered) }, signing.Step, outcome, by));
    }

    private static UserTask NodeOf(CaseSetting setting, OpenTask task) => (UserTask)setting.Procedure.NodeAt(task.Element)!;

    private sealed record Signing(CaseSetting Setting, CaseDraft Draft, OpenTask Task, CompleteTask Complete, StepOutcome Outcome)
    {
        public required bool Drawn { get; init; }

        public required Verdict? Verdict { get; init; }

        public required SignWork Act { get; init; }

        public StepDefinition Step => Setting.Procedure.Steps[Task.Element];
    }
}
