using System.Diagnostics;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>Counts a period from its start to its last day.</summary>
/// <remarks>
/// The start is day 0 and not counted; the last day is included whole. An extension is counted through from the start and there is one
/// roll-over, at the very end. What is asked for some days before an event is counted back from it. An answer is provisional where any year
/// from the start to the last day lacks its notice.
/// </remarks>
/// <legal>民法典 第二百零一至二百零三条; 行政处罚法 第八十五条; 行政许可法 第八十二条; 行政强制法 第六十九条.</legal>
public static partial class DeadlineCalculator
{
    /// <summary>The last day of a period without extension and without days that stand still.</summary>
    /// <param name="rule">A clock counted in days, months or years.</param>
    /// <param name="start">Local day of the happening that starts it; not counted.</param>
    /// <param name="calendar">Holidays and make-up working days.</param>
    /// <exception cref="ArgumentException">The clock is counted in hours.</exception>
    public static Deadline Compute(ClockRule rule, DateOnly start, HolidayCalendar calendar)
    {
        RequireDates(rule);
        return rule.Method == ClockMethod.Before
            ? CountBack(rule, start, calendar)
            : Finish(rule, start, CountPlain(rule, start, rule.Length, [], calendar), calendar);
    }

    /// <summary>The last day of a period with what happened on the way.</summary>
    /// <param name="rule">A clock counted in days, months or years.</param>
    /// <param name="start">Local day of the happening that starts it; not counted.</param>
    /// <param name="calendar">Holidays and make-up working days.</param>
    /// <param name="extensionGranted">True once whoever may extend has done so.</param>
    /// <param name="excluded">Spans that stand still, both ends among them, in any order.</param>
    /// <returns>
    /// The deadline, or a refusal: <c>clock.no-extension</c>, <c>clock.no-exclusion</c>, <c>span.backwards</c>, <c>span.before-start</c> (it
    /// begins on or before the start), <c>span.overlaps</c> (it shares a day with another), <c>span.after-end</c> (it begins
    /// after the last day that counting reached before it).
    /// </returns>
    /// <exception cref="ArgumentException">The clock is counted in hours.</exception>
    public static DeadlineOutcome Compute(
        ClockRule rule, DateOnly start, HolidayCalendar calendar, bool extensionGranted, IReadOnlyList<ExcludedSpan> excluded)
    {
        RequireDates(rule);
        if (extensionGranted && rule.Extension is null)
        {
            return Refuse(rule, "clock.no-extension", $"Expected {rule.Id} to be a clock that may be extended, but it is not");
        }

        if (excluded.Count > 0 && rule.StoppedBy is null)
        {
            return Refuse(rule, "clock.no-exclusion", $"Expected {rule.Id} to be a clock that may be stopped, but it is not");
        }

        if (rule.Method == ClockMethod.Before)
        {
            return new DeadlineOutcome.Computed(CountBack(rule, start, calendar));
        }

        var length = rule.Length + (extensionGranted ? rule.Extension!.Length : 0);
        return Count(rule, start, length, [.. excluded.OrderBy(s => s.First)], calendar);
    }

    /// <summary>The minute in which a period of hours ends.</summary>
    /// <param name="rule">A clock counted in hours.</param>
    /// <param name="start">Moment of the act; seconds are dropped, the offset is kept.</param>
    /// <exception cref="ArgumentException">The clock is not counted in hours.</exception>
    /// <legal>民法典 第二百零一条第二款: hours run from the moment the law fixes, through nights and holidays.</legal>
    public static DateTimeOffset ComputeMoment(ClockRule rule, DateTimeOffset start) =>
        rule.Unit == ClockUnit.Hours
            ? start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute)).AddHours(rule.Length)
            : throw new ArgumentException($"Expected a clock counted in hours, but {rule.Id} is counted in {rule.Unit}", nameof(rule));

    /// <summary>The working day whose end stands beside a period of hours.</summary>
    /// <param name="start">Moment of the act.</param>
    /// <param name="calendar">Holidays and make-up working days.</param>
    /// <returns>The first working day after the local day of <paramref name="start"/>; the whole day still counts.</returns>
    public static DateOnly NextWorkingDay(DateTimeOffset start, HolidayCalendar calendar) => calendar.AddWorkingDays(DateOnly.FromDateTime(start.DateTime), 1);

    /// <summary>How many units a period counts: its length, or the days up to a fixed date.</summary>
    /// <param name="rule">The clock.</param>
    /// <param name="start">Local day on which it starts; not counted.</param>
    /// <param name="due">Its last day.</param>
    /// <param name="extensionGranted">True once it was extended.</param>
    public static int Counted(ClockRule rule, DateOnly start, DateOnly due, bool extensionGranted) => rule.Method == ClockMethod.FixedDate
        ? due.DayNumber - start.DayNumber
        : rule.Length + (extensionGranted ? rule.Extension!.Length : 0);

    // X 日前: neither the day of the notice nor that of the event is among the days between them.
    private static Deadline CountBack(ClockRule rule, DateOnly before, HolidayCalendar calendar)
    {
        var leaves = calendar.AddWorkingDays(before, -(rule.Length + 1));
        var due = rule.Unit == ClockUnit.WorkingDays ? leaves : before.AddDays(-rule.Length);
        return new(due, leaves, Provisional: !AllCovered(calendar, leaves, before));
    }

    private static bool AllCovered(HolidayCalendar calendar, DateOnly first, DateOnly last) =>
        Enumerable.Range(first.Year, last.Year - first.Year + 1).All(calendar.Covers);

    private static DateOnly NextOn((int Month, int Day) date, DateOnly after)
    {
        var day = new DateOnly(after.Year, date.Month, date.Day);
        return day > after ? day : day.AddYears(1);
    }

    private static DeadlineOutcome Count(
        ClockRule rule, DateOnly start, int length, List<ExcludedSpan> spans, HolidayCalendar calendar)
    {
        var plain = CountPlain(rule, start, length, [], calendar);
        for (var i = 0; i < spans.Count; i++)
        {
            if (Fault(rule, start, plain, i == 0 ? null : spans[i - 1], spans[i]) is { } refused)
            {
                return refused;
            }

            plain = CountPlain(rule, start, length, spans[..(i + 1)], calendar);
        }

        return new DeadlineOutcome.Computed(Finish(rule, start, plain, calendar));
    }

    private static DeadlineOutcome.Refused? Fault(
        ClockRule rule, DateOnly start, DateOnly plain, ExcludedSpan? before, ExcludedSpan span) => span switch
        {
            _ when span.Last < span.First =>
                Refuse(rule, "span.backwards", $"Expected a span to end on or after {span.First:O}, but it ends on {span.Last:O}"),
            _ when span.First <= start =>
                Refuse(rule, "span.before-start", $"Expected a span to begin after {start:O}, but it begins on {span.First:O}"),
            _ when before is not null && span.First <= before.Last =>
                Refuse(rule, "span.overlaps", $"Expected a span to begin after {before.Last:O}, but it begins on {span.First:O}"),
            _ when span.First > plain =>
                Refuse(rule, "span.after-end", $"Expected a span to begin by {plain:O}, but it begins on {span.First:O}"),
            _ => null,
        };

    private static DateOnly CountPlain(
        ClockRule rule, DateOnly start, int length, List<ExcludedSpan> spans, HolidayCalendar calendar) => rule.Unit switch
        {
            ClockUnit.WorkingDays => CountDays(start, length, day => calendar.IsWorkingDay(day) && !spans.Exists(s => s.Holds(day))),
            ClockUnit.NaturalDays => CountDays(start, length, day => !spans.Exists(s => s.Holds(day))),
            ClockUnit.Months => start.AddMonths(length),
            ClockUnit.Years => start.AddYears(length),
            ClockUnit.Date => NextOn(rule.FixedDate!.Value, start),
            _ => throw new UnreachableException($"{rule.Unit} is not counted in dates"),
        };

    private static DateOnly CountDays(DateOnly start, int length, Func<DateOnly, bool> counts)
    {
        var day = start;
        for (var left = length; left > 0;)
        {
            day = day.AddDays(1);
            left -= counts(day) ? 1 : 0;
        }

        return day;
    }

    private static Deadline Finish(ClockRule rule, DateOnly start, DateOnly plain, HolidayCalendar calendar)
    {
        var due = rule.RollsOver ? calendar.NextWorkingDayOrSame(plain) : plain;
        return new(due, calendar.PreviousWorkingDayOrSame(plain), Provisional: !AllCovered(calendar, start, due));
    }

    private static void RequireDates(ClockRule rule)
    {
        if (rule.Unit == ClockUnit.Hours)
        {
            throw new ArgumentException($"Expected a clock counted in dates, but {rule.Id} is counted in hours", nameof(rule));
        }
    }

    private static DeadlineOutcome.Refused Refuse(ClockRule rule, string code, string text) => new(code, text, rule.Source);
}
