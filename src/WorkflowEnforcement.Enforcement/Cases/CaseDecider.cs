using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Linking;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what a command makes happen in a case: the flow by the engine, and around it the law.</summary>
public static class CaseDecider
{
    private const int MaxTitle = 200;

    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="setting">Procedure, people and number registers.</param>
    /// <param name="state">The case so far; null before <see cref="OpenCase"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal with its legal source.</returns>
    public static CaseOutcome Decide(CaseSetting setting, CaseState? state, CaseCommand command)
    {
        if (command.OnBehalfOf is null)
        {
            return DecideOwn(setting, state, command);
        }

        var (acting, refused) = ActingByProxy.Resolve(setting, state, command);
        return refused ?? DecideOwn(setting, state, acting!);
    }

    private static CaseOutcome DecideOwn(CaseSetting setting, CaseState? state, CaseCommand command) => (state, command) switch
    {
        (null, OpenCase open) => Open(setting, open),
        (null, _) => new Refused("case.unknown", "没有这个案件。"),
        (_, OpenCase) => new Refused("case.exists", "该案件已经登记。"),
        (_, FireDueTimer or ReportDocument or ReportDocumentFailure or RecomputeClocks) when !command.By.Is(Roles.System) =>
            new Refused("system.only", $"期限届满、期限重新计算和文书制作由系统自动登记，{command.By.Name}不能代为登记。"),
        ({ EndedAt: not null } ended, not (ReportDocument or ReportDocumentFailure or ResolveCaseIncident)) =>
            new Refused("case.ended", $"本案已于{ended.EndedAt:yyyy年M月d日}办结，不能再办理。"),
        ({ } s, ClaimTask claim) => TaskDecisions.Claim(setting, s, claim),
        ({ } s, ReleaseTask release) => TaskDecisions.Release(setting, s, release),
        ({ } s, CompleteTask complete) => TaskDecisions.Complete(setting, s, complete),
        ({ } s, TaskOperation operation) => TaskOperations.Decide(setting, s, operation),
        ({ } s, MigrateCase migrate) => CaseMigration.Decide(setting, s, migrate),
        ({ } s, ReceiveMessage receive) => MessageDecisions.Receive(setting, s, receive),
        ({ } s, FireDueTimer fire) => Fire(setting, s, fire),
        ({ } s, RecomputeClocks recompute) => ClockDecisions.Recompute(setting, s, recompute),
        ({ } s, ReportDocument report) => DocumentDecisions.Report(setting, s, report),
        ({ } s, ReportDocumentFailure failure) => DocumentDecisions.ReportFailure(setting, s, failure),
        ({ } s, ResolveCaseIncident resolve) => DocumentDecisions.Resolve(setting, s, resolve),
        _ => throw new ArgumentException($"Expected a known command, but found {command.GetType().Name}", nameof(command)),
    };

    private static CaseOutcome Open(CaseSetting setting, OpenCase open)
    {
        if (setting.Procedure.Kind == Vocabulary.Shared)
        {
            return new Refused("case.shared", $"「{setting.Procedure.Name}」只能在其他程序中办理，不能单独立案。");
        }

        if (WhyNotOpener(setting.Procedure, open.By) is { } notOpener)
        {
            return notOpener;
        }

        if (StoredText.WhyNot(open.Title) is { } unstorable)
        {
            return new Refused("case.title", $"案件名称{unstorable}") { Fields = [new FieldFault("title", unstorable)] };
        }

        var title = StoredText.Normal(open.Title);
        if (title.Length is 0 or > MaxTitle)
        {
            return new Refused("case.title", $"案件名称须为1至{MaxTitle}字，现为{title.Length}字。") { Fields = [new FieldFault("title", "请填写案件名称。")] };
        }

        var (link, facts, notLinked) = open.Origin is null ? (null, open.Facts, null) : CaseLinks.Opening(setting, open);
        if (notLinked is not null)
        {
            return notLinked;
        }

        var faults = FactRules.Check(facts, setting, open.Today);
        if (faults.Length > 0)
        {
            return new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
        }

        if (FactRules.WhyNotKept(facts) is { } tooMuch)
        {
            return tooMuch;
        }

        var draft = new CaseDraft(setting, null, open);
        draft.Add(new CaseOpened(setting.Procedure.Key, setting.Procedure.Hash, draft.NextNumber(CaseWords.RegisterOf(setting.Procedure.Kind)), title, open.By.Unit));
        if (link is not null)
        {
            var origin = setting.Origin!;
            draft.Add(new CaseLinked(origin.Case, origin.State.Procedure, origin.State.Number ?? origin.State.ClueNumber, DocumentFacts.Cause(origin.State), link.Label, link.Source.ToString()));
        }

        if (facts.Count > 0)
        {
            draft.Add(new FactsRecorded(string.Empty, ChosenMatter.WithWording(setting, facts, open.Today)));
        }

        return draft.Advance(new StartInstance(FeelContext.Empty) { Now = open.At, Inputs = draft.Inputs() })
            ?? NotAskedFor(setting, draft.State, open)
            ?? draft.Done();
    }

    /// <summary>Says why a person may not open a case of a procedure: the drawn start says who may, else the officers.</summary>
    /// <returns>Null when he may.</returns>
    public static Refused? WhyNotOpener(ProcedureDefinition procedure, Actor by)
    {
        var start = procedure.Model.Root.Start is { } id ? procedure.Steps.GetValueOrDefault(id)?.Assignment : null;
        ImmutableArray<string> roles = start?.Roles ?? [Roles.Officer];
        var what = CaseWords.OpeningOf(procedure.Kind);
        return by.Is(Roles.Administrator) ? new Refused("case.opener", $"{what}须由{string.Join("、", roles.Select(Roles.NameOf))}办理，{by.Name}是系统管理员，不得参与案件。")
            : roles.Any(by.Is) ? null
            : new Refused("case.opener", $"{what}须由{string.Join("、", roles.Select(Roles.NameOf))}办理，{by.Name}不具有该身份。");
    }

    // What a later step asks for is entered in that step, by who is responsible for it.
    private static Refused? NotAskedFor(CaseSetting setting, CaseState state, OpenCase open)
    {
        var asked = state.Tasks.Values
            .SelectMany(task => setting.Procedure.Steps[task.Element].Form?.Fields ?? [])
            .Where(field => !field.ReadOnly)
            .Select(field => field.Key)
            .ToHashSet(StringComparer.Ordinal);
        ImmutableArray<FieldFault> faults = [.. open.Facts.Keys.Where(key => !asked.Contains(key)).Select(key => new FieldFault(key, $"「{FactsDictionary.Official[key].Label}」不在登记时填写。"))];
        return faults.Length == 0 ? null : new Refused("facts.invalid", $"有{faults.Length}处填写须更正。") { Fields = faults };
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

        if (ClockDecisions.StandsStill(setting, state, timer.Element) is { } still)
        {
            return new Refused("timer.not-due", $"该计时所等候的「{still.Name}」期限自{still.SuspendedFrom:yyyy年M月d日}起中止，恢复计算以后才能到期。");
        }

        var draft = new CaseDraft(setting, state, fire);
        if (ClockDecisions.Postponed(setting, timer.Element, draft.Inputs(), fire.At) is { } later)
        {
            return new Refused("timer.not-due", $"该计时所等候的期限已经改变，至{later:yyyy年M月d日 HH:mm}到期。");
        }

        draft.LapsePartyPeriods();
        return draft.Advance(new FireTimer(fire.Timer) { Now = fire.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }
}
