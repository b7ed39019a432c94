using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>退回 and 撤回: the flow goes back, what was made stays, and what was signed is asked for again.</summary>
/// <legal>行政处罚法 (2021) art. 44, 45: a period of the party is not cut short by going back; art. 61: what was served binds.</legal>
public static class GoingBack
{
    private static readonly string[] Decisions = ["C31", "C33"];

    private static readonly LegalSource AnswerSource = LegalSource.PenaltyLaw("第四十五条第一款");
    private static readonly LegalSource ServedSource = LegalSource.ProductDefault("决定送达后依法变更或者撤销，不以流程退回改变（系统默认规则）");
    private static readonly LegalSource ClockSource = LegalSource.ProductDefault("期限的中止、恢复、延长一经作出不因撤回而改变（系统默认规则）");
    private static readonly LegalSource OwnSource = LegalSource.ProductDefault("撤回由办理人本人提出（系统默认规则）");
    private static readonly LegalSource ServiceSource = LegalSource.PenaltyLaw("第六十一条");

    /// <summary>The user tasks to which a task can be sent back, the latest first.</summary>
    public static IReadOnlyList<StepDefinition> ReturnableTo(CaseSetting setting, CaseState state, OpenTask task) =>
    [
        .. Behind(state, task.Task).Where(step => step.Visit > 0 && setting.Procedure.NodeAt(step.Element) is UserTask)
            .OrderByDescending(step => step.Visit)
            .Select(step => setting.Procedure.Steps[step.Element]),
    ];

    /// <summary>Says why nothing may be sent back in a case as it stands.</summary>
    /// <param name="state">The case.</param>
    /// <param name="today">Local day.</param>
    public static Refused? WhyNotReturn(CaseState state, DateOnly today)
    {
        if (state.Documents.FindLast(document => Decisions.Contains(document.Code) && document.ServedOn is not null) is { } served)
        {
            return new Refused("return.served", $"《{served.Name}》已于{served.ServedOn:yyyy年M月d日}送达当事人，对决定的改变须依法另行作出，不能退回。", ServedSource);
        }

        return state.Clocks.Values.FirstOrDefault(clock => clock.State == ClockState.Running && CaseWords.IsPartyPeriod(clock.Id) && clock.Due >= today) is { } running
            ? new Refused(
                "return.party-period",
                $"当事人的「{running.Name}」期限至{running.Due:yyyy年M月d日}届满，届满或者当事人答复前不能退回。",
                running.Id == "T13" ? AnswerSource : ClockBook.Official.Find(running.Id, running.StartedOn)?.Source)
            : null;
    }

    /// <summary>Says why a person may not take a finished task back.</summary>
    public static Refused? WhyNotWithdraw(CaseSetting setting, CaseState state, Completion done, Actor by)
    {
        if ((done.OnBehalfOf?.Id ?? done.By) != by.Id)
        {
            return new Refused("withdraw.not-own", $"「{done.NameIn(setting.Procedure)}」由{done.SignedAs}办理，只能由其本人撤回。", OwnSource);
        }

        // What it did to clocks and documents is told by the version in which it was finished.
        if (done.NameThen is { } left)
        {
            return new Refused("withdraw.migrated", $"「{left}」是在流程的旧版本中办理的，案件迁移到新版本后不能撤回；确需更正的，请由下一环节退回。", OwnSource);
        }

        var step = setting.Procedure.Steps[done.Element];

        if (TaskRules.WhyNotAdministrator(step, by) is { } refused)
        {
            return refused;
        }

        if (step.Clocks.Any(action => action.Action is "suspend" or "resume" or "extend" && (action.Outcomes.Length == 0 || action.Outcomes.Contains(done.Outcome)) && state.Clocks.ContainsKey(action.Clock)))
        {
            return new Refused("withdraw.clock", $"「{step.Name}」已使期限中止、恢复或者延长，不能撤回；确需更正的，请由下一环节退回。", ClockSource);
        }

        return step.Documents.Any(document => document.ProvesService && (document.Outcomes.Length == 0 || document.Outcomes.Contains(done.Outcome)))
            || state.Documents.Any(document => document.Element == done.Element && document.ServedOn >= DateOnly.FromDateTime(done.At.DateTime))
            ? new Refused("withdraw.served", $"「{step.Name}」的文书已经送达，送达已发生效力，不能撤回。", ServiceSource)
            : null;
    }

    internal static CaseOutcome Return(CaseSetting setting, CaseState state, OpenTask task, ReturnTask command)
    {
        var item = Seating.WorkAt(state, task.Task);
        if (Seating.SeatOf(item, command.By.Id) is { } seat && (Seating.IsAsked(seat) || seat.Worker != command.By.Id || !item!.IsDue(seat)))
        {
            return new Refused("return.not-due", $"「{setting.Procedure.Steps[task.Element].Name}」须由轮到办理的主要签署人退回。", LegalSource.ProductDefault("退回由主要签署人作出（系统默认规则）"));
        }

        if (WhyNotReturn(state, command.Today) is { } unlawful)
        {
            return unlawful;
        }

        if (setting.Procedure.NodeAt(command.To) is not UserTask)
        {
            return new Refused("return.not-behind", "所选环节不在本任务之前已经办理的环节之中，不能退回到该环节。", LegalSource.ProductDefault("只退回到已经办理的人工环节（系统默认规则）"));
        }

        var reason = StoredText.Normal(command.Reason);
        var draft = new CaseDraft(setting, state, command);
        draft.Add(new TaskReturned(task.Task, task.Element, command.To, reason, Undone(state, task.Task, command.To)));
        return draft.Advance(new ReturnToStep(task.Task, command.To, reason) { Now = command.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    internal static CaseOutcome Withdraw(CaseSetting setting, CaseState state, WithdrawTask command)
    {
        if (state.Completions.Find(done => done.Task == command.Task && !done.Undone) is not { } done)
        {
            return new Refused("withdraw.unknown", "没有可以撤回的办理记录，可能已经撤回或者退回，请刷新页面。", OwnSource);
        }

        if (WhyNotWithdraw(setting, state, done, command.By) is { } refused)
        {
            return refused;
        }

        var draft = new CaseDraft(setting, state, command);
        draft.Add(new TaskWithdrawn(done.Task, done.Element));
        draft.RunAgain(setting.Procedure.Steps[done.Element], done);
        return draft.Advance(new WithdrawStep(done.Task) { Now = command.At, Inputs = draft.Inputs() }) ?? draft.Done();
    }

    /// <summary>Numbers of the finished tasks that are asked for again when a task is sent back to a step.</summary>
    internal static ValueList<long> Undone(CaseState state, long task, string to)
    {
        var behind = Behind(state, task).ToList();
        var from = behind.Where(step => step.Element == to).Select(step => Math.Abs(step.Visit)).FirstOrDefault(long.MaxValue);
        var visits = behind.Select(step => Math.Abs(step.Visit)).Where(visit => visit >= from).ToHashSet();
        return [.. state.Completions.Where(done => !done.Undone && visits.Contains(done.Task)).Select(done => done.Task)];
    }

    // The steps behind a token and behind those around it.
    private static IEnumerable<TrailStep> Behind(CaseState state, long token)
    {
        var instance = state.Instance!;
        for (var at = instance.Tokens.GetValueOrDefault(token); at is not null; at = instance.Scopes[at.Scope].Host is { } host ? instance.Tokens[host] : null)
        {
            foreach (var step in at.Trail.Steps)
            {
                yield return step;
            }
        }
    }
}
