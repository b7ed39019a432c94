using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what starting, suspending, resuming, extending and counting anew make of the clocks of a case.</summary>
internal static class ClockDecisions
{
    /// <summary>Starts a clock on a day; a clock of hours in the minute of the act, or with that day where a fact names it.</summary>
    public static ClockStarted Start(CaseSetting setting, string id, DateOnly start, DateTimeOffset at)
    {
        var rule = setting.Clocks.Find(id, start) ?? throw new InvalidOperationException($"Expected a clock {id} in force on {start:O}, but there is none");
        if (rule.Unit != ClockUnit.Hours)
        {
            var deadline = DeadlineCalculator.Compute(rule, start, setting.Calendar);
            return new ClockStarted(id, rule.Name, start, deadline.Due, deadline.Internal, deadline.Provisional, rule.Source.ToString());
        }

        var moment = DateOnly.FromDateTime(at.DateTime) == start ? at : new DateTimeOffset(start.ToDateTime(TimeOnly.MinValue), at.Offset);
        var ends = DeadlineCalculator.ComputeMoment(rule, moment);
        var day = DateOnly.FromDateTime(ends.DateTime);
        return new ClockStarted(id, rule.Name, start, day, day, false, rule.Source.ToString()) { EndsAt = ends };
    }

    /// <summary>The clocks that begin with the service of a document, whatever the flow draws.</summary>
    public static List<CaseEvent> BegunByService(CaseSetting setting, string document, DateOnly servedOn, DateTimeOffset at) =>
        CaseWords.ClockOfService(document) is { } clock ? [Start(setting, clock, servedOn, at)] : [];

    /// <summary>True for a clock that the service of that day began: where a flow draws it too, it is the same one.</summary>
    public static bool HasBegunByService(CaseState state, string clock, DateOnly on) =>
        state.Clocks.GetValueOrDefault(clock) is { IsOpen: true } running && running.StartedOn == on
        && state.Documents.Exists(document => document.ServedOn == on && CaseWords.ClockOfService(document.Code) == clock);

    /// <summary>Suspends a clock that runs. One that stands still since that day already is left alone.</summary>
    public static (CaseEvent? Happened, Refused? Refused) Suspend(CaseSetting setting, CaseState state, StepClock action, DateOnly from)
    {
        if (Open(state, action.Clock) is not { } clock || clock.SuspendedFrom == from)
        {
            return default;
        }

        if (clock.SuspendedFrom is { } since)
        {
            return (null, new Refused("clock.suspended", $"「{clock.Name}」期限自{since:yyyy年M月d日}起已经中止，恢复以前不能再次中止。", Source(setting, clock)));
        }

        if (Rule(setting, clock) is not { Unit: not ClockUnit.Hours } rule)
        {
            return (null, NotStopped(clock, Source(setting, clock)));
        }

        var document = action.Document.Length == 0 ? null : state.Documents.FindLast(made => made.Code == action.Document);
        var ground = document is { Number.Length: > 0 } ? $"{action.Ground}（{document.Number}）" : action.Ground;
        return DeadlineCalculator.WhyNotSuspend(rule, clock.StartedOn, clock.Standing, new ExcludedSpan(from, from, ground), setting.Calendar) is { } refused
            ? (null, Told(refused, clock, from))
            : (new ClockSuspended(clock.Id, from, ground, document?.Id, rule.Source.ToString()), null);
    }

    /// <summary>Lets a clock run again; one that does not stand still is left alone.</summary>
    public static (CaseEvent? Happened, Refused? Refused) Resume(CaseSetting setting, CaseState state, StepClock action, DateOnly until)
    {
        if (Open(state, action.Clock) is not { SuspendedFrom: { } from } clock || Rule(setting, clock) is not { } rule)
        {
            return default;
        }

        if (until < from)
        {
            return (null, new Refused(
                "span.backwards", $"「{clock.Name}」期限自{from:yyyy年M月d日}起中止，恢复之日（{until:yyyy年M月d日}）不得更早。", rule.Source));
        }

        var standing = clock.Standing with { Excluded = [.. clock.Excluded, new ExcludedSpan(from, until, string.Empty)] };
        var deadline = DeadlineCalculator.Recount(rule, clock.StartedOn, standing, setting.Calendar);
        return (new ClockResumed(clock.Id, until, deadline.Due, deadline.Internal, deadline.Provisional), null);
    }

    /// <summary>Extends a clock. A step that was taken back or returned and is done again grants nothing twice.</summary>
    public static (CaseEvent? Happened, Refused? Refused) Extend(CaseSetting setting, CaseState state, StepDefinition step, StepClock action, DateOnly asked, CaseCommand command)
    {
        if (Open(state, action.Clock) is not { } clock || GrantedBefore(state, clock, step))
        {
            return default;
        }

        var rule = Rule(setting, clock);
        if (WhyNotExtend(clock, rule, asked, command.By) is { } refused)
        {
            return (null, refused);
        }

        var deadline = DeadlineCalculator.Recount(rule!, clock.StartedOn, clock.Standing with { Extended = true }, setting.Calendar);
        return (new ClockExtended(
            clock.Id, step.Id, new NamedPerson(command.By.Id, command.By.Name), clock.Due, deadline.Due, deadline.Internal, deadline.Provisional, rule!.Source.ToString()), null);
    }

    /// <summary>Extends a clock to the day on which the leaders agreed together; where that is its last day already, nothing happens.</summary>
    public static (CaseEvent? Happened, Refused? Refused) ExtendTo(CaseSetting setting, CaseState state, StepDefinition step, StepClock action, DateOnly until, CaseCommand command)
    {
        if (Open(state, action.Clock) is not { } clock || until == clock.Due)
        {
            return default;
        }

        var rule = Rule(setting, clock);
        if (WhyNotExtendTo(clock, rule, until, command.Today) is { } refused)
        {
            return (null, refused);
        }

        var days = until.DayNumber - clock.Due.DayNumber;
        var deadline = Longer(days);
        while (deadline.Due < until)
        {
            deadline = Longer(++days);
        }

        return (new ClockExtended(
            clock.Id, step.Id, new NamedPerson(command.By.Id, command.By.Name), clock.Due, deadline.Due, deadline.Internal, deadline.Provisional, rule!.Source.ToString())
        { AgreedDays = days }, null);

        // The last day may have rolled over before, so that some more days are needed.
        Deadline Longer(int more) => DeadlineCalculator.Recount(rule!, clock.StartedOn, clock.Standing with { AgreedDays = clock.AgreedDays + more }, setting.Calendar);
    }

    /// <summary>Counts the open clocks of a case anew.</summary>
    public static CaseOutcome Recompute(CaseSetting setting, CaseState state, RecomputeClocks command)
    {
        var moved = Moved(setting, state);
        if (moved.Count == 0)
        {
            return new Refused("clocks.unchanged", "本案没有因节假日安排变更而须调整的期限。");
        }

        var draft = new CaseDraft(setting, state, command);
        draft.Add(new ClocksRecomputed(command.Calendar, [.. moved]));
        return draft.Done();
    }

    /// <summary>The clock on which a timer counts, while it stands still: its last day is not known before it runs again.</summary>
    public static CaseClock? StandsStill(CaseSetting setting, CaseState state, string element) =>
        setting.Procedure.Model.Nodes.GetValueOrDefault(element) is EventNode { Trigger: TimerTrigger { Timer: TimerExpression timer } }
            ? state.Clocks.Values.FirstOrDefault(clock => clock.State == ClockState.Suspended && timer.Text.Contains($"clocks.{clock.Id}.", StringComparison.Ordinal))
            : null;

    /// <summary>The moment for which a timer that reads a clock waits now, where that moment is still ahead: the clock moved since the timer was set.</summary>
    public static DateTimeOffset? Postponed(CaseSetting setting, string element, FeelContext inputs, DateTimeOffset now) =>
        setting.Procedure.Model.Nodes.GetValueOrDefault(element) is EventNode { Trigger: TimerTrigger { Timer: TimerExpression timer } }
        && timer.Text.Contains("clocks.", StringComparison.Ordinal)
        && timer.Expression.Evaluate(FeelSurroundings.Of(inputs, now)).Value is FeelDateTime { Value: var due } && due > now
            ? due
            : null;

    /// <summary>The open clocks that end on another day, or are no longer provisional, by the setting's calendar.</summary>
    public static List<RecomputedClock> Moved(CaseSetting setting, CaseState state)
    {
        var moved = new List<RecomputedClock>();
        foreach (var clock in state.Clocks.Values.Where(clock => clock.IsOpen))
        {
            if (Rule(setting, clock) is not { Unit: not ClockUnit.Hours } rule)
            {
                continue;
            }

            var deadline = DeadlineCalculator.Recount(rule, clock.StartedOn, clock.Standing, setting.Calendar);
            if (deadline != new Deadline(clock.Due, clock.Internal, clock.Provisional))
            {
                moved.Add(new RecomputedClock(clock.Id, clock.Due, clock.Internal, deadline.Due, deadline.Internal, deadline.Provisional));
            }
        }

        return moved;
    }

    private static Refused? WhyNotExtend(CaseClock clock, ClockRule? rule, DateOnly asked, Actor by) => rule switch
    {
        null or { Extension: null } => new Refused("clock.no-extension", $"「{clock.Name}」期限依法不得延长。", rule?.Source),
        _ when clock.ExtendedIn is not null => new Refused("clock.extended", $"「{clock.Name}」期限已经延长过一次，现至{clock.Due:yyyy年M月d日}届满，不得再次延长。", rule.Source),
        { Extension: var extension } when !extension.Roles.Any(by.Is) => new Refused(
            "clock.extension-role",
            $"延长「{clock.Name}」期限须经{extension.ApprovedBy}批准{(extension.Roles.Length == 0 ? "，本机关不能自行批准" : $"（{string.Join("、", extension.Roles.Select(Roles.NameOf))}），{by.Name}不具有该职务")}。",
            rule.Source),
        _ when asked > clock.Due => new Refused("clock.expired", $"「{clock.Name}」期限已于{clock.Due:yyyy年M月d日}届满，届满以后（{asked:yyyy年M月d日}）不得延长。", rule.Source),
        _ => null,
    };

    private static Refused? WhyNotExtendTo(CaseClock clock, ClockRule? rule, DateOnly until, DateOnly today) =>
        rule is not { Extension: not null, Unit: ClockUnit.NaturalDays } ? new Refused("clock.no-extension", $"「{clock.Name}」期限依法不得延长。", rule?.Source)
        : today > clock.Due ? new Refused("clock.expired", $"「{clock.Name}」期限已于{clock.Due:yyyy年M月d日}届满，届满以后不得延长。", rule.Source)
        : until < clock.Due ? new Refused("clock.shortened", $"「{clock.Name}」期限现至{clock.Due:yyyy年M月d日}届满，延长后的期限不得更早。", rule.Source)
        : null;

    private static bool GrantedBefore(CaseState state, CaseClock clock, StepDefinition step) =>
        clock.ExtendedIn == step.Id && state.Completions.Any(done => done.Element == step.Id && done.Undone);

    private static CaseClock? Open(CaseState state, string id) => state.Clocks.GetValueOrDefault(id) is { IsOpen: true } clock ? clock : null;

    private static ClockRule? Rule(CaseSetting setting, CaseClock clock) => setting.Clocks.Find(clock.Id, clock.StartedOn);

    private static LegalSource? Source(CaseSetting setting, CaseClock clock) => Rule(setting, clock)?.Source;

    private static Refused NotStopped(CaseClock clock, LegalSource? source) => new("clock.no-exclusion", $"「{clock.Name}」期限没有依法不予计算的期间，不得中止。", source);

    private static Refused Told(DeadlineOutcome.Refused refused, CaseClock clock, DateOnly from) => refused.Code switch
    {
        "clock.no-exclusion" => NotStopped(clock, refused.Source),
        "span.before-start" => new Refused(refused.Code, $"「{clock.Name}」期限自{clock.StartedOn:yyyy年M月d日}起算，中止须在其后开始，现为{from:yyyy年M月d日}。", refused.Source),
        "span.overlaps" => new Refused(refused.Code, $"「{clock.Name}」期限在{from:yyyy年M月d日}已经不予计算，同一日不得重复扣除。", refused.Source),
        _ => new Refused(refused.Code, $"「{clock.Name}」期限已届满，{from:yyyy年M月d日}起不得中止。", refused.Source),
    };
}
