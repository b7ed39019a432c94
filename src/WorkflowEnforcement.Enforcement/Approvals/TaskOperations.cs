using System.Diagnostics;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Decides the approval operations at a waiting task: what the law forbids first, then what the work itself makes impossible.</summary>
internal static class TaskOperations
{
    private const int MaxPersons = 20;

    private static readonly LegalSource UrgeSource = LegalSource.ProductDefault("催办由承办人、办案机构负责人和行政执法监督人员提出（系统默认规则）");
    private static readonly LegalSource CopySource = LegalSource.ProductDefault("抄送由本案的办理人员和办案机构负责人作出（系统默认规则）");
    private static readonly LegalSource ReaderSource = LegalSource.ProductDefault("案件只抄送给职责上可以查阅该类案件的人员（系统默认规则）");

    // Who works in a bureau's enforcement and may therefore learn of a case that is not their own.
    private static readonly string[] MayRead =
    [
        Roles.Officer, Roles.UnitHead, Roles.Reviewer, Roles.LegalHead, Roles.Deputy, Roles.Director,
        Roles.Archivist, Roles.Publisher, Roles.Evaluator, Roles.Supervisor, Roles.Auditor,
    ];

    public static CaseOutcome Decide(CaseSetting setting, CaseState state, TaskOperation operation)
    {
        if (operation is WithdrawTask withdraw)
        {
            return GoingBack.Withdraw(setting, state, withdraw);
        }

        if (TaskDecisions.Find(setting, state, operation.Task) is not { } task)
        {
            return TaskDecisions.Settled(setting, state, operation.Task);
        }

        if (WhyNot(setting, state, task, operation) is { } refused)
        {
            return refused;
        }

        if (operation is ReturnTask back)
        {
            return GoingBack.Return(setting, state, task, back);
        }

        var draft = new CaseDraft(setting, state, operation);
        return TakeUp(draft, task, operation) ?? Record(setting, draft, task, operation) ?? draft.Done();
    }

    /// <summary>Says why a person may not do this to a task, before the work at it is looked at.</summary>
    public static Refused? WhyNot(CaseSetting setting, CaseState state, OpenTask task, TaskOperation operation) => operation switch
    {
        TransferTask c => Words(c.Reason, "reason", needed: true) ?? TaskRules.WhyNot(setting, state, task, c.By)
            ?? Seating.WhyNotGiven(setting, state, task, c.To, Asked(state, task, c.By)) ?? (Asked(state, task, c.By) ? null : Seating.WhyNotTwo(setting, state, task, c.To, c.Today)),
        DelegateTask c => Words(c.Reason, "reason", needed: true) ?? TaskRules.WhyNot(setting, state, task, c.By)
            ?? Seating.WhyNotGiven(setting, state, task, c.To, Asked(state, task, c.By)),
        HandBackTask c => Words(c.Note, "note", needed: true) ?? TaskRules.WhyNot(setting, state, task, c.By),
        RecallTask c => Words(c.Reason, "reason", needed: true) ?? TaskRules.WhyNot(setting, state, task, c.By),
        AddTaskSigners c => Words(c.Reason, "reason", needed: true) ?? TooMany(c.Persons) ?? TaskRules.WhyNot(setting, state, task, c.By)
            ?? c.Persons.Select(person => Seating.WhyNotGiven(setting, state, task, person, c.Position != SignerPosition.Beside || Asked(state, task, c.By)))
                .FirstOrDefault(refused => refused is not null),
        RemoveTaskSigners c => Words(c.Reason, "reason", needed: true) ?? TooMany(c.Persons) ?? TaskRules.WhyNotAdministrator(setting.Procedure.Steps[task.Element], c.By),
        TakeBackTaskSignature c => TaskRules.WhyNotAdministrator(setting.Procedure.Steps[task.Element], c.By),
        UrgeTask c => Words(c.Note, "note", needed: false) ?? WhyNotUrge(setting, state, task, c.By) ?? WhyNobodyToUrge(setting, state, task, c),
        CopyTask c => Words(c.Note, "note", needed: false) ?? TooMany(c.Persons) ?? WhyNotCopy(setting, state, task, c.By)
            ?? c.Persons.Select(person => WhyNotRead(setting, person)).FirstOrDefault(refused => refused is not null),
        ReturnTask c => Words(c.Reason, "reason", needed: true) ?? TaskRules.WhyNot(setting, state, task, c.By),
        _ => throw new UnreachableException($"{operation.GetType().Name} has no arm in WhyNot"),
    };

    /// <summary>Brings up what the flow must know of a task before anybody acts on it: a claim that was recorded before the flow kept them, or that of who acts on a task in its pool.</summary>
    public static Refused? TakeUp(CaseDraft draft, OpenTask task, CaseCommand command)
    {
        var work = Seating.WorkAt(draft.State, task.Task);
        if (task.Holder is { } holder)
        {
            return work is null ? draft.Act(task.Task, new ClaimWork { By = holder, At = command.At }) : null;
        }

        if (command is not (CompleteTask or TransferTask or DelegateTask or AddTaskSigners) || work is { InPool: false })
        {
            return null;
        }

        draft.Add(new TaskClaimed(task.Task, task.Element));
        return draft.Act(task.Task, draft.ByHand(new ClaimWork { By = command.By.Id, At = command.At }));
    }

    /// <summary>Says why a person may not urge those whose turn it is.</summary>
    public static Refused? WhyNotUrge(CaseSetting setting, CaseState state, OpenTask task, Actor by) =>
        TaskRules.WhyNotAdministrator(setting.Procedure.Steps[task.Element], by)
        ?? (by.Is(Roles.UnitHead) || by.Is(Roles.Supervisor) || TaskRules.Handlers(setting.Procedure, state).Contains(by.Id) || Seating.SeatOf(Seating.WorkAt(state, task.Task), by.Id) is not null
            ? null
            : new Refused("task.urge", $"催办须由承办人、办案机构负责人、行政执法监督人员或者本任务的签署人提出，{by.Name}不能催办。", UrgeSource));

    // In its pool a task may be for nobody but the one who urges; the flow knows only who took it on.
    private static Refused? WhyNobodyToUrge(CaseSetting setting, CaseState state, OpenTask task, UrgeTask urge) => Urged(setting, state, task, urge).Any()
        ? null
        : new Refused("work.nobody-due", $"「{setting.Procedure.Steps[task.Element].Name}」没有轮到其他人员办理，无人可催。");

    /// <summary>Says why a person may not send copies.</summary>
    public static Refused? WhyNotCopy(CaseSetting setting, CaseState state, OpenTask task, Actor by) =>
        TaskRules.WhyNotAdministrator(setting.Procedure.Steps[task.Element], by)
        ?? (by.Is(Roles.UnitHead) || TaskRules.Handlers(setting.Procedure, state).Contains(by.Id) || TaskRules.WhyNot(setting, state, task, by) is null
            ? null
            : new Refused("task.copy", $"抄送须由本任务的办理人、承办人或者办案机构负责人作出，{by.Name}不能抄送。", CopySource));

    /// <summary>Says why a person cannot be sent a copy.</summary>
    public static Refused? WhyNotRead(CaseSetting setting, string person)
    {
        if (setting.Staff.GetValueOrDefault(person) is not { } member)
        {
            return new Refused("person.unknown", "所选人员不在本机关人员名册中，请重新选择。", ReaderSource);
        }

        return !member.Roles.Contains(Roles.Administrator) && MayRead.Any(member.Roles.Contains)
            ? null
            : new Refused("copy.reader", $"{member.Name}的职责不包括查阅该类案件，不能抄送。", ReaderSource);
    }

    private static Refused? Record(CaseSetting setting, CaseDraft draft, OpenTask task, TaskOperation operation)
    {
        var (happened, act) = Told(setting, draft.State, task, operation);
        draft.Add(happened);
        return draft.Act(task.Task, draft.ByHand(act));
    }

    private static (CaseEvent Happened, WorkCommand Act) Told(CaseSetting setting, CaseState state, OpenTask task, TaskOperation operation)
    {
        var (id, element, by, at) = (task.Task, task.Element, operation.By.Id, operation.At);
        var me = Seating.Named(setting, by);
        return operation switch
        {
            TransferTask c => (new TaskTransferred(id, element, me, Seating.Named(setting, c.To), Kept(c.Reason)), new TransferWork(c.To) { By = by, At = at }),
            DelegateTask c => (new TaskDelegated(id, element, me, Seating.Named(setting, c.To), Kept(c.Reason)), new DelegateWork(c.To) { By = by, At = at }),
            HandBackTask c => (new TaskHandedBack(id, element, Seating.Named(setting, Before(state, task, by)), Kept(c.Note)), new HandBackWork(Kept(c.Note)) { By = by, At = at }),
            RecallTask c => (new TaskRecalled(id, element, Seating.Named(setting, Beyond(state, task, by)), Kept(c.Reason)), new RecallDelegation { By = by, At = at }),
            AddTaskSigners c => (new TaskSignersAdded(id, element, c.Position, Seating.Named(setting, c.Persons), Kept(c.Reason)), new AddSigners(c.Position, c.Persons) { By = by, At = at }),
            RemoveTaskSigners c => (new TaskSignersRemoved(id, element, Seating.Named(setting, c.Persons), Kept(c.Reason)), new RemoveSigners(c.Persons) { By = by, At = at }),
            TakeBackTaskSignature => (new TaskSignatureTakenBack(id, element), new TakeBackSignature { By = by, At = at }),
            UrgeTask c => (new TaskUrged(id, element, Seating.Named(setting, Urged(setting, state, task, c)), Kept(c.Note)), new UrgeWork(NullIfEmpty(c.Note)) { By = by, At = at }),
            CopyTask c => (new TaskCopied(id, element, Seating.Named(setting, c.Persons), Kept(c.Note)), new SendCopy(c.Persons, NullIfEmpty(c.Note)) { By = by, At = at }),
            _ => throw new UnreachableException($"{operation.GetType().Name} has no arm in Told"),
        };
    }

    private static string Before(CaseState state, OpenTask task, string by)
    {
        var seat = Seating.SeatOf(Seating.WorkAt(state, task.Task), by);
        return seat is { Delegates.Count: > 1 } ? seat.Delegates[^2] : seat?.Person ?? by;
    }

    // Those to whom the work went from a person, one after the other.
    private static IEnumerable<string> Beyond(CaseState state, OpenTask task, string by) =>
        Seating.SeatOf(Seating.WorkAt(state, task.Task), by) is { } seat ? seat.Delegates.Prepend(seat.Person).OfType<string>().SkipWhile(person => person != by).Skip(1) : [];

    private static IEnumerable<string> Urged(CaseSetting setting, CaseState state, OpenTask task, UrgeTask urge)
    {
        var work = Seating.WorkAt(state, task.Task);
        var candidates = work is null or { IsPoolDue: true }
            ? setting.Staff.Keys.Order(StringComparer.Ordinal).Where(person => Seating.WhyNotGiven(setting, state, task, person, asked: false) is null)
            : [];
        return (work?.Due ?? []).Union(candidates).Where(person => person != urge.By.Id && person != urge.Doer.Id);
    }

    // Whoever was only asked to speak passes on no more than that.
    private static bool Asked(CaseState state, OpenTask task, Actor by) =>
        Seating.SeatOf(Seating.WorkAt(state, task.Task), by.Id) is { } seat && Seating.IsAsked(seat);

    private static string Kept(string text) => StoredText.Normal(text);

    private static string? NullIfEmpty(string text) => Kept(text) is { Length: > 0 } kept ? kept : null;

    private static Refused? TooMany(ValueList<string> persons) => persons.Count > MaxPersons
        ? new Refused("operation.persons", $"一次最多选择{MaxPersons}人，现为{persons.Count}人。") { Fields = [new FieldFault("persons", $"最多{MaxPersons}人。")] }
        : null;

    private static Refused? Words(string text, string field, bool needed)
    {
        if (StoredText.WhyNot(text) is { } unstorable)
        {
            return Fault(unstorable);
        }

        var length = StoredText.Normal(text).Length;
        return length > TaskDecisions.MaxComment ? Fault($"最多{TaskDecisions.MaxComment}字，现为{length}字。")
            : needed && length == 0 ? Fault(field == "note" ? "请写明办理意见。" : "请写明理由。")
            : null;

        Refused Fault(string message) => new("operation.words", message) { Fields = [new FieldFault(field, message)] };
    }
}
