using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what claiming, giving back and finishing a task make happen.</summary>
internal static class TaskDecisions
{
    public const int MaxComment = 2000;

    public static CaseOutcome Claim(CaseSetting setting, CaseState state, ClaimTask claim)
    {
        if (Find(setting, state, claim.Task) is not OpenTask task)
        {
            return Settled(setting, state, claim.Task);
        }

        if ((TaskRules.WhyNot(setting, state, task, claim.By) ?? ActingByProxy.WhyNotTwoHands(setting, state, task, claim)) is { } refused)
        {
            return refused;
        }

        var draft = new CaseDraft(setting, state, claim);
        if (task.Holder == claim.By.Id)
        {
            return new Refused("task.held", "该任务已由本人签收。");
        }

        draft.Add(new TaskClaimed(task.Task, task.Element));
        return draft.Act(task.Task, draft.ByHand(new ClaimWork { By = claim.By.Id, At = claim.At })) ?? draft.Done();
    }

    public static CaseOutcome Release(CaseSetting setting, CaseState state, ReleaseTask release)
    {
        if (Find(setting, state, release.Task) is not OpenTask task)
        {
            return Settled(setting, state, release.Task);
        }

        if (task.Holder != release.By.Id)
        {
            return new Refused("task.not-holder", task.Holder is null ? "该任务尚未签收，无须退回。" : "该任务由他人签收，不能代为退回。");
        }

        var draft = new CaseDraft(setting, state, release);
        if (TaskOperations.TakeUp(draft, task, release) is { } refused)
        {
            return refused;
        }

        draft.Add(new TaskReleased(task.Task, task.Element));
        return draft.Act(task.Task, draft.ByHand(new ReleaseWork { By = release.By.Id, At = release.At })) ?? draft.Done();
    }

    public static CaseOutcome Complete(CaseSetting setting, CaseState state, CompleteTask complete)
    {
        if (Find(setting, state, complete.Task) is not OpenTask task)
        {
            return Settled(setting, state, complete.Task);
        }

        var step = setting.Procedure.Steps[task.Element];
        if ((TaskRules.WhyNot(setting, state, task, complete.By) ?? ActingByProxy.WhyNotTwoHands(setting, state, task, complete)) is { } notAllowed)
        {
            return notAllowed;
        }

        if (step.Outcomes.FirstOrDefault(choice => choice.Key == complete.Outcome) is not { } outcome)
        {
            return new Refused("task.outcome", $"「{step.Name}」的办理结果须为{string.Join("、", step.Outcomes.Select(choice => choice.Label))}之一。");
        }

        if (CommentFault(step, outcome, complete.Comment) is { } commentFault)
        {
            return commentFault;
        }

        if (Countersigning.IsAsked(setting, state, task))
        {
            return Countersigning.Sign(setting, state, task, complete, outcome);
        }

        if (EntryFault(setting, state, step, complete, outcome) is { } entryFault)
        {
            return entryFault;
        }

        var entered = WithOutcome(step, outcome, Changed(setting, state, complete));
        entered = CaseDraw.WithResult(setting, state, step, outcome, entered, complete.Today);
        entered = EnforcementReckoning.WithResult(setting, state, step, outcome, entered, complete.Today);
        entered = AmendmentGuards.WithFine(state, step, outcome, EvidenceGuards.WithListed(state, step, outcome, entered));
        entered = AvoidanceGuards.WithGranted(state, step, outcome, SurchargeCount.WithResult(state, step, outcome, entered));
        var act = CaseDiscretion.WithRow(new IntendedAct(setting, state, state with { Facts = state.Facts.SetItems(entered) }, step, outcome, complete));
        return LawGuards.WhyNot(act) is { } unlawful ? unlawful : Finish(act, new CaseDraft(setting, state, complete), task, entered, signing: null);
    }

    /// <summary>What is wrong with the entries of a form; null for nothing.</summary>
    public static Refused? EntryFault(CaseSetting setting, CaseState state, StepDefinition step, CompleteTask complete, StepOutcome outcome)
    {
        var faults = FactRules.Check(step.Form, state.Facts, complete.Facts, outcome.Key, setting, complete.At);
        return faults.Length > 0
            ? new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults }
            : FactRules.WhyNotKept(complete.Facts);
    }

    // What the button already says is not typed a second time: the kind of a decision, the conclusion of a review.
    public static ImmutableSortedDictionary<string, FeelValue> WithOutcome(
        StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        if (FactsDictionary.Official.Knows(step.OutcomeVariable))
        {
            entered = entered.SetItem(step.OutcomeVariable, FeelValue.Of(outcome.Key));
        }

        return ReviewGuards.IsOpinion(step) ? entered.SetItem("review.conclusion", FeelValue.Of(outcome.Label)) : entered;
    }

    /// <summary>Finishes a task: by its one person, or by the signature that decides.</summary>
    public static CaseOutcome Finish(IntendedAct act, CaseDraft draft, OpenTask task, ImmutableSortedDictionary<string, FeelValue> entered, SignWork? signing)
    {
        var (step, outcome, complete) = (act.Step, act.Outcome, (CompleteTask)act.Command);
        if (entered.Count > 0)
        {
            draft.Add(new FactsRecorded(step.Id, entered));
        }

        if (Differing(draft.State, CaseDiscretion.RowOf(act)) is { Count: > 0 } row)
        {
            draft.Add(new FactsRecorded(step.Id, row));
        }

        ImmutableArray<string> officers = step.Assignment!.Roles.Contains(Roles.Officer) && (step.Assignment.People >= 2 || act.TakesTwo) ? draft.State.Officers : [];
        draft.Add(new TaskCompleted(task.Task, step.Id, outcome.Key, outcome.Label, StoredText.Normal(complete.Comment), officers));
        if (ReviewGuards.IsOpinion(step))
        {
            draft.Add(new LegalReviewConcluded(outcome.Key == CaseWords.Pass));
        }

        if (draft.RunClocks(step, entering: false, outcome.Key) is { } unlawful)
        {
            return unlawful;
        }

        draft.MakeDocuments(step, entering: false, outcome.Key, token: 0, at: task.Task);
        var variables = FactsDictionary.Official.Knows(step.OutcomeVariable)
            ? FeelContext.Empty
            : FeelContext.Empty.With(step.OutcomeVariable, FeelValue.Of(outcome.Key));
        EngineCommand asked = signing is null
            ? new CompleteElement(task.Task, variables) { Now = complete.At, Inputs = draft.Inputs() }
            : draft.Acting(task.Task, signing) with { Variables = variables };
        return draft.Advance(asked) ?? draft.Done();
    }

    public static OpenTask? Find(CaseSetting setting, CaseState state, long task) =>
        state.Tasks.TryGetValue(task, out var open) && setting.Procedure.Steps.ContainsKey(open.Element) ? open : null;

    public static Refused Settled(CaseSetting setting, CaseState state, long task) =>
        state.Completions.FirstOrDefault(done => done.Task == task) is { } done
            ? new Refused(
                "task.completed",
                $"「{done.NameIn(setting.Procedure)}」已由{done.SignedAs}于{done.At:yyyy年M月d日 HH:mm}办理（{done.Label}），请刷新页面。")
            : new Refused("task.unknown", "该任务已不存在，可能已被期限届满等事项终止，请刷新页面。");

    private static Refused? CommentFault(StepDefinition step, StepOutcome outcome, string comment)
    {
        if (StoredText.WhyNot(comment) is { } unstorable)
        {
            return Fault($"意见{unstorable}");
        }

        var length = StoredText.Normal(comment).Length;
        return length > MaxComment ? Fault($"意见最多{MaxComment}字，现为{length}字。")
            : outcome.CommentRequired && length == 0 ? Fault($"选择「{outcome.Label}」须填写意见。")
            : null;

        static Refused Fault(string message) => new("task.comment", message) { Fields = [new FieldFault("comment", message)] };
    }

    /// <summary>The entries that differ from what the case knows.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Changed(CaseSetting setting, CaseState state, CompleteTask complete) =>
        Changed(setting, state, complete.Facts, complete.Today);

    /// <summary>The entries that differ from what the case knows, and the wording of a matter that is among them.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Changed(
        CaseSetting setting, CaseState state, ImmutableSortedDictionary<string, FeelValue> entered, DateOnly today) =>
        ChosenMatter.WithWording(setting, Differing(state, entered), today);

    /// <summary>The facts that differ from what the case knows.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Differing(CaseState state, ImmutableSortedDictionary<string, FeelValue> facts) =>
        CaseState.NoFacts.AddRange(facts.Where(fact => !fact.Value.Equals(state.Facts.GetValueOrDefault(fact.Key, FeelValue.Null))));
}
