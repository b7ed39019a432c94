using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what a command makes happen in a case: the flow by the engine, and around it the law.</summary>
public static class CaseDecider
{
    private const int MaxTitle = 200;
    private const int MaxComment = 2000;

    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="setting">Procedure, people and number registers.</param>
    /// <param name="state">The case so far; null before <see cref="OpenCase"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal with its legal source.</returns>
    public static CaseOutcome Decide(CaseSetting setting, CaseState? state, CaseCommand command) => (state, command) switch
    {
        (null, OpenCase open) => Open(setting, open),
        (null, _) => new Refused("case.unknown", "没有这个案件。"),
        (_, OpenCase) => new Refused("case.exists", "该案件已经登记。"),
        ({ EndedAt: not null } ended, not (ReportDocument or ReportDocumentFailure or ResolveCaseIncident)) =>
            new Refused("case.ended", $"本案已于{ended.EndedAt:yyyy年M月d日}办结,不能再办理。"),
        ({ } s, ClaimTask claim) => Claim(setting, s, claim),
        ({ } s, ReleaseTask release) => Release(setting, s, release),
        ({ } s, CompleteTask complete) => Complete(setting, s, complete),
        ({ } s, FireDueTimer fire) => Fire(setting, s, fire),
        ({ } s, ReportDocument report) => Report(setting, s, report),
        ({ } s, ReportDocumentFailure failure) => ReportFailure(setting, s, failure),
        ({ } s, ResolveCaseIncident resolve) => Resolve(setting, s, resolve),
        _ => throw new ArgumentException($"Expected a known command, but found {command.GetType().Name}", nameof(command)),
    };

    private static CaseOutcome Open(CaseSetting setting, OpenCase open)
    {
        if (!open.By.Is(Roles.Officer) && !open.By.Is(Roles.UnitHead))
        {
            return new Refused("case.opener", $"案件须由执法人员或办案机构负责人登记,{open.By.Name}不具有该身份。");
        }

        if (open.Title.Trim().Length is 0 or > MaxTitle)
        {
            return new Refused("case.title", $"案件名称须为1至{MaxTitle}字,现为{open.Title.Trim().Length}字。") { Fields = [new FieldFault("title", "请填写案件名称。")] };
        }

        var faults = FactRules.Check(open.Facts, setting, open.Today);
        if (faults.Length > 0)
        {
            return new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
        }

        var draft = new CaseDraft(setting, null, open);
        draft.Add(new CaseOpened(setting.Procedure.Key, setting.Procedure.Hash, draft.NextNumber(CaseWords.ClueRegister), open.Title.Trim(), open.By.Unit));
        if (open.Facts.Count > 0)
        {
            draft.Add(new FactsRecorded(string.Empty, open.Facts));
        }

        return draft.Advance(new StartInstance(FeelContext.Empty) { Now = open.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    private static CaseOutcome Claim(CaseSetting setting, CaseState state, ClaimTask claim)
    {
        if (Find(setting, state, claim.Task) is not OpenTask task)
        {
            return Settled(setting, state, claim.Task);
        }

        if (TaskRules.WhyNot(setting, state, task, claim.By) is { } refused)
        {
            return refused;
        }

        var draft = new CaseDraft(setting, state, claim);
        if (task.Holder == claim.By.Id)
        {
            return new Refused("task.held", "该任务已由本人签收。");
        }

        draft.Add(new TaskClaimed(task.Task, task.Element));
        return draft.Done();
    }

    private static CaseOutcome Release(CaseSetting setting, CaseState state, ReleaseTask release)
    {
        if (Find(setting, state, release.Task) is not OpenTask task)
        {
            return Settled(setting, state, release.Task);
        }

        if (task.Holder != release.By.Id)
        {
            return new Refused("task.not-holder", task.Holder is null ? "该任务尚未签收,无须退回。" : "该任务由他人签收,不能代为退回。");
        }

        var draft = new CaseDraft(setting, state, release);
        draft.Add(new TaskReleased(task.Task, task.Element));
        return draft.Done();
    }

    private static CaseOutcome Complete(CaseSetting setting, CaseState state, CompleteTask complete)
    {
        if (Find(setting, state, complete.Task) is not OpenTask task)
        {
            return Settled(setting, state, complete.Task);
        }

        var step = setting.Procedure.Steps[task.Element];
        if (TaskRules.WhyNot(setting, state, task, complete.By) is { } notAllowed)
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

        var faults = FactRules.Check(step.Form, state.Facts, complete.Facts, outcome.Key, setting, complete.At);
        if (faults.Length > 0)
        {
            return new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
        }

        var entered = Changed(state, complete.Facts);
        if (FactsDictionary.Official.Knows(step.OutcomeVariable))
        {
            entered = entered.SetItem(step.OutcomeVariable, FeelValue.Of(outcome.Key));
        }

        return LawGuards.WhyNot(setting, state, state.Facts.SetItems(entered), step, outcome, complete) is { } unlawful
            ? unlawful
            : Finish(setting, state, complete, task, step, outcome, entered);
    }

    private static CaseOutcome Finish(
        CaseSetting setting,
        CaseState state,
        CompleteTask complete,
        OpenTask task,
        StepDefinition step,
        StepOutcome outcome,
        ImmutableSortedDictionary<string, FeelValue> entered)
    {
        var draft = new CaseDraft(setting, state, complete);
        if (entered.Count > 0)
        {
            draft.Add(new FactsRecorded(step.Id, entered));
        }

        ImmutableArray<string> officers = step.Assignment!.People == 2 && complete.By.Is(Roles.Officer) ? draft.State.Officers : [];
        draft.Add(new TaskCompleted(task.Task, step.Id, outcome.Key, outcome.Label, complete.Comment.Trim(), officers));
        if (step.Assignment.Roles.Contains(Roles.Reviewer))
        {
            draft.Add(new LegalReviewConcluded(outcome.Key == CaseWords.Pass));
        }

        draft.RunClocks(step, entering: false, outcome.Key);
        draft.MakeDocuments(step, entering: false, outcome.Key, token: 0);
        var variables = FactsDictionary.Official.Knows(step.OutcomeVariable)
            ? FeelContext.Empty
            : FeelContext.Empty.With(step.OutcomeVariable, FeelValue.Of(outcome.Key));
        return draft.Advance(new CompleteElement(task.Task, variables) { Now = complete.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    private static CaseOutcome Fire(CaseSetting setting, CaseState state, FireDueTimer fire)
    {
        if (state.Instance?.Timers.TryGetValue(fire.Timer, out var timer) != true || timer is null)
        {
            return new Refused("timer.settled", "该计时已经处理。");
        }

        if (timer.DueAt > fire.At)
        {
            return new Refused("timer.not-due", $"该计时至{timer.DueAt:yyyy年M月d日 HH:mm}到期。");
        }

        var draft = new CaseDraft(setting, state, fire);
        draft.LapsePartyPeriods();
        return draft.Advance(new FireTimer(fire.Timer) { Now = fire.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    private static CaseOutcome Report(CaseSetting setting, CaseState state, ReportDocument report)
    {
        if (state.Documents.FirstOrDefault(document => document.Id == report.Document) is not { State: DocumentState.Requested } asked)
        {
            return new Refused("document.settled", "该文书已经处理。");
        }

        var draft = new CaseDraft(setting, state, report);
        draft.Add(new DocumentIssued(report.Document, report.Sha256, report.Size, report.Template));
        var waits = asked.Token != 0
            && draft.State.Instance!.Tokens.ContainsKey(asked.Token)
            && draft.State.Documents.Where(document => document.Token == asked.Token).All(document => document.State is DocumentState.Issued or DocumentState.Served);
        return waits
            ? draft.Advance(new CompleteElement(asked.Token, FeelContext.Empty) { Now = report.At, Inputs = draft.Inputs() }) ?? draft.Done()
            : draft.Done();
    }

    private static CaseOutcome ReportFailure(CaseSetting setting, CaseState state, ReportDocumentFailure failure)
    {
        if (state.Documents.FirstOrDefault(document => document.Id == failure.Document) is not { State: DocumentState.Requested })
        {
            return new Refused("document.settled", "该文书已经处理。");
        }

        var draft = new CaseDraft(setting, state, failure);
        draft.Add(new DocumentFailed(state.IncidentCount + 1, failure.Code, failure.Message, failure.Document));
        return draft.Done();
    }

    private static CaseOutcome Resolve(CaseSetting setting, CaseState state, ResolveCaseIncident resolve)
    {
        var mayResolve = resolve.By.Is(Roles.UnitHead) || resolve.By.Is(Roles.LegalHead) || TaskRules.Handlers(setting.Procedure, state).Contains(resolve.By.Id);
        if (!mayResolve)
        {
            return new Refused("incident.role", "案件异常须由承办人、办案机构负责人或法制科负责人处理。");
        }

        if (resolve.Reason.Trim().Length is 0 or > MaxComment)
        {
            return new Refused("incident.reason", "请写明如何处理了异常。") { Fields = [new FieldFault("reason", "请写明如何处理了异常。")] };
        }

        var open = resolve.InFlow
            ? state.Instance?.Incidents.ContainsKey(resolve.Incident) == true
            : state.Incidents.Any(incident => incident.Id == resolve.Incident);
        if (!open)
        {
            return new Refused("incident.settled", "该异常已经处理。");
        }

        var draft = new CaseDraft(setting, state, resolve);
        draft.Add(new IncidentResolved(resolve.Incident, resolve.InFlow, resolve.Reason.Trim()));
        return resolve.InFlow
            ? draft.Advance(new ResolveIncident(resolve.Incident) { Now = resolve.At, Inputs = draft.Inputs() }) ?? draft.Done()
            : draft.Done();
    }

    private static OpenTask? Find(CaseSetting setting, CaseState state, long task) =>
        state.Tasks.TryGetValue(task, out var open) && setting.Procedure.Steps.ContainsKey(open.Element) ? open : null;

    private static Refused Settled(CaseSetting setting, CaseState state, long task) =>
        state.Completions.FirstOrDefault(done => done.Task == task) is { } done
            ? new Refused(
                "task.completed",
                $"「{setting.Procedure.Steps[done.Element].Name}」已由{done.ByName}于{done.At:yyyy年M月d日 HH:mm}办理({done.Label}),请刷新页面。")
            : new Refused("task.unknown", "该任务已不存在,可能已被期限届满等事项终止,请刷新页面。");

    private static Refused? CommentFault(StepDefinition step, StepOutcome outcome, string comment)
    {
        var length = comment.Trim().Length;
        return length > MaxComment ? Fault($"意见最多{MaxComment}字,现为{length}字。")
            : outcome.CommentRequired && length == 0 ? Fault($"选择「{outcome.Label}」须填写意见。")
            : null;

        static Refused Fault(string message) => new("task.comment", message) { Fields = [new FieldFault("comment", message)] };
    }

    private static ImmutableSortedDictionary<string, FeelValue> Changed(CaseState state, ImmutableSortedDictionary<string, FeelValue> entered) =>
        CaseState.NoFacts.AddRange(entered.Where(fact => !fact.Value.Equals(state.Facts.GetValueOrDefault(fact.Key, FeelValue.Null))));
}
