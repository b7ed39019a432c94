using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Who may act on a task: role, named officers, and separation of duties (law.md section 8).</summary>
public static class TaskRules
{
    private static readonly LegalSource TwoOfficers = LegalSource.PenaltyLaw("第四十二条");
    private static readonly LegalSource ReviewSource = LegalSource.PenaltyLaw("第五十八条");
    private static readonly LegalSource ApprovalSource = LegalSource.ProductDefault("审批人与提交人分离（系统默认规则 D4）");
    private static readonly LegalSource RecheckSource = LegalSource.ProductDefault("陈述申辩复核由办案人员以外的人员负责（系统默认规则 D7）");
    private static readonly LegalSource HearingSource = LegalSource.PenaltyLaw("第六十四条第四项");
    private static readonly LegalSource LicensingHearingSource = new("行政许可法", "第四十八条第一款第三项");
    private static readonly LegalSource ArchiveSource = LegalSource.ProductDefault("归档人员与办案人员分离（系统默认规则 D10）");
    private static readonly LegalSource AdministratorSource = LegalSource.ProductDefault("系统管理员不参与案件办理（系统默认规则 D12）");

    /// <summary>Says whether a person may act on an open task.</summary>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="state">The case.</param>
    /// <param name="task">The task.</param>
    /// <param name="by">Who wants to act.</param>
    /// <returns>Null when he may; else the refusal.</returns>
    public static Refused? WhyNot(CaseSetting setting, CaseState state, OpenTask task, Actor by)
    {
        if (Seating.SeatOf(Seating.WorkAt(state, task.Task), by.Id) is { } seat)
        {
            return Seating.IsAsked(seat) ? Seating.WhyNotAsked(setting, state, task, by) : WhyNotInRole(setting, state, task, by);
        }

        return WhyNotInRole(setting, state, task, by, task.Holder);
    }

    /// <summary>Says why a person may not decide on a task, whoever else sits at it.</summary>
    internal static Refused? WhyNotInRole(CaseSetting setting, CaseState state, OpenTask task, Actor by, string? holder = null)
    {
        var step = setting.Procedure.Steps[task.Element];
        if (WhyNotAdministrator(step, by) is { } refused)
        {
            return refused;
        }

        var roles = step.Assignment!.Roles;
        if (!roles.Any(by.Is))
        {
            return new Refused("task.role", $"「{step.Name}」须由{string.Join("、", roles.Select(Roles.NameOf))}办理，{by.Name}不具有该身份。");
        }

        return HeldByAnother(setting, step, holder, by)
            ?? NotNamed(setting, state, step, by)
            ?? Separation(setting, state, step, by)
            ?? OtherHand(setting, state, step, by)
            ?? Submitted(step, task, by);
    }

    internal static Refused? WhyNotAdministrator(StepDefinition step, Actor by) => by.Is(Roles.Administrator)
        ? new Refused("task.administrator", $"「{step.Name}」须由办案或审批人员办理，系统管理员不得参与案件。", AdministratorSource)
        : null;

    /// <summary>Says why a person may have no part in a task, whatever their role: they handled the case, or did what is examined here.</summary>
    internal static Refused? WhyNotSeparate(CaseSetting setting, CaseState state, OpenTask task, Actor by)
    {
        var step = setting.Procedure.Steps[task.Element];
        return WhyNotSeparate(setting, state, step, by) ?? Submitted(step, task, by);
    }

    /// <summary>Says why a person may have no part in a step, whatever their role: they handled the case, or did what is examined here.</summary>
    internal static Refused? WhyNotSeparate(CaseSetting setting, CaseState state, StepDefinition step, Actor by) => Separation(setting, state, step, by);

    /// <summary>User names of those who handle the case: the two named officers, who opened it, and whoever acted in an officer's step, even if another was named in his place later.</summary>
    public static IReadOnlySet<string> Handlers(ProcedureDefinition procedure, CaseState state)
    {
        // Several rules ask for them, some once for each person of the bureau, and most steps of a case change nothing of them.
        if (state.Handlers is not { } known || !known.AreOf(procedure, state))
        {
            state.Handlers = known = new KnownHandlers(procedure, state.Completions, state.Facts, state.EarlierHandlers, HandlersBy(procedure, state));
        }

        return known.Handlers;
    }

    private static HashSet<string> HandlersBy(ProcedureDefinition procedure, CaseState state)
    {
        var handlers = new HashSet<string>(state.Officers.Concat(state.EarlierHandlers), StringComparer.Ordinal) { state.OpenedBy };
        foreach (var done in state.Completions.Where(done => IsOfficerStep(procedure, done.Element)))
        {
            handlers.UnionWith(done.Officers);
            handlers.UnionWith(done.Signers);
            handlers.Add(done.By);
        }

        return handlers;
    }

    // A step that handlers may not do, such as the recheck of a defence, makes nobody a handler, even where an officer may do it.
    private static bool IsOfficerStep(ProcedureDefinition procedure, string element) =>
        procedure.Steps.TryGetValue(element, out var step) && IsForHandlers(step);

    private static bool IsForHandlers(StepDefinition step) =>
        step.Assignment is { } assignment && assignment.Roles.Contains(Roles.Officer) && !assignment.DistinctFrom.Contains(Vocabulary.Handlers);

    private static Refused? HeldByAnother(CaseSetting setting, StepDefinition step, string? holder, Actor by) =>
        holder is not null && holder != by.Id
            ? new Refused("task.claimed", $"「{step.Name}」已由{NameOf(setting, holder)}签收，须由其办理或退回后再办。")
            : null;

    private static Refused? NotNamed(CaseSetting setting, CaseState state, StepDefinition step, Actor by)
    {
        if (!IsForHandlers(step) || !by.Is(Roles.Officer))
        {
            return null;
        }

        return state.Officers.Length > 0 && !state.Officers.Contains(by.Id)
            ? new Refused(
                "task.not-handler",
                $"本案承办人为{string.Join("、", state.Officers.Select(officer => NameOf(setting, officer)))}，「{step.Name}」须由承办人办理。",
                TwoOfficers)
            : null;
    }

    private static Refused? Separation(CaseSetting setting, CaseState state, StepDefinition step, Actor by)
    {
        var handlers = Handlers(setting.Procedure, state);
        if (handlers.Contains(by.Id) && HandlerBan(setting, step) is { } ban)
        {
            return new Refused("separation.handler", $"{by.Name}是本案承办人，「{step.Name}」须由承办人以外的人员办理。", ban);
        }

        foreach (var word in step.Assignment!.DistinctFrom)
        {
            if (Performers(state, handlers, word).Contains(by.Id))
            {
                var other = word == Vocabulary.Handlers ? "承办案件" : $"「{setting.Procedure.NodeAt(word)!.Name}」";
                return new Refused("separation.distinct", $"{by.Name}已办理{other}，「{step.Name}」须由另一人办理。", ApprovalSource);
            }
        }

        return null;
    }

    private static Refused? OtherHand(CaseSetting setting, CaseState state, StepDefinition step, Actor by)
    {
        var handlers = Handlers(setting.Procedure, state);
        foreach (var word in step.Assignment!.SameAs)
        {
            var performers = Performers(state, handlers, word);
            if (performers.Count > 0 && !performers.Contains(by.Id))
            {
                return new Refused("separation.same", $"「{step.Name}」须由{string.Join("、", performers.Select(id => NameOf(setting, id)))}继续办理。");
            }
        }

        return null;
    }

    // Holds whatever the flow says: who submits does not approve.
    private static Refused? Submitted(StepDefinition step, OpenTask task, Actor by) =>
        (task.SubmittedBy == by.Id || task.CoSubmitters.Contains(by.Id)) && step.Assignment!.Roles.Any(Roles.Approving.Contains)
            ? new Refused("separation.submitter", $"{by.Name}是上一环节的提交人，「{step.Name}」须由另一人办理。", ApprovalSource)
            : null;

    // These bans hold whatever the flow says; a drawn flow can only add to them.
    private static LegalSource? HandlerBan(CaseSetting setting, StepDefinition step)
    {
        if (step.Documents.Any(document => HearingGuards.IsRecord(document.Code)))
        {
            return setting.Procedure.Kind == "licensing" ? LicensingHearingSource : HearingSource;
        }

        if (step.Assignment!.Roles.Any(role => role is Roles.Reviewer or Roles.LegalHead))
        {
            return ReviewSource;
        }

        if (step.Documents.Any(document => document.Code == "C24"))
        {
            return RecheckSource;
        }

        if (step.Documents.Any(document => document.Code == "G18"))
        {
            return ArchiveSource;
        }

        return step.Assignment.Roles.Any(Roles.Approving.Contains) ? ApprovalSource : null;
    }

    private static IReadOnlySet<string> Performers(CaseState state, IReadOnlySet<string> handlers, string word) =>
        word == Vocabulary.Handlers ? handlers
        : state.Completions.FindLast(done => done.Element == word && !done.Undone) is { } last ? new HashSet<string>(last.Signers, StringComparer.Ordinal) { last.By }
        : new HashSet<string>();

    private static string NameOf(CaseSetting setting, string user) => Seating.NameOf(setting, user);
}
