using System.Collections.Immutable;
using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions of dates, times, moments and durations. A moment written without an offset is taken at that of the command.</summary>
internal static class FeelDateFunctions
{
    private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("date", 1, 3, (_, a) => Date(a)),
        new("time", 1, 3, (_, a) => Time(a)),
        new("date and time", 1, 2, DateAndTime),
        new("duration", 1, 1, (_, a) => a is [FeelText t] ? IsoDuration.ReadFeel(t.Value) ?? FeelValue.Null : a[0] is FeelDuration or FeelMonths ? a[0] : FeelValue.Null),
        new("years and months duration", 2, 2, (_, a) => Day(a[0]) is { } from && Day(a[1]) is { } to ? new FeelMonths(Months(from, to)) : FeelValue.Null),
        new("day of year", 1, 1, (_, a) => Day(a[0]) is { } day ? FeelValue.Of(day.DayOfYear) : FeelValue.Null),
        new("day of week", 1, 1, (_, a) => Day(a[0]) is { } day ? FeelValue.Of(English.GetDayName(day.DayOfWeek)) : FeelValue.Null),
        new("month of year", 1, 1, (_, a) => Day(a[0]) is { } day ? FeelValue.Of(English.GetMonthName(day.Month)) : FeelValue.Null),
        new("week of year", 1, 1, (_, a) => Day(a[0]) is { } day ? FeelValue.Of(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))) : FeelValue.Null),
        new("is", 2, 2, (run, a) => FeelValue.Of(Is(run, a[0], a[1]))),
        new("now", 0, 0, (run, _) => FeelValue.Of(run.Now)),
        new("today", 0, 0, (run, _) => FeelValue.Of(DateOnly.FromDateTime(run.Now.DateTime))),
    ];

    private static FeelValue Date(ImmutableArray<FeelValue> a) => a switch
    {
        [FeelText text] => IsoText.Date(text.Value) is { } date ? FeelValue.Of(date) : FeelValue.Null,
        [FeelDate or FeelDateTime] => FeelValue.Of(Day(a[0])!.Value),
        [FeelNumber year, FeelNumber month, FeelNumber day] when AreWhole(year, month, day) =>
            FeelValue.Of(new DateOnly((int)year.Value, (int)month.Value, (int)day.Value)),
        _ => FeelValue.Null,
    };

    private static FeelValue Time(ImmutableArray<FeelValue> a) => a switch
    {
        [FeelText text] => IsoText.Time(text.Value) is { } time ? new FeelTime(time) : FeelValue.Null,
        [FeelTime time] => time,
        [FeelDateTime moment] => new FeelTime(TimeOnly.FromDateTime(moment.Value.DateTime)),
        [FeelNumber hour, FeelNumber minute, FeelNumber { Value: >= 0 and < 60 } second] when AreWhole(hour, minute) =>
            new FeelTime(new TimeOnly((int)hour.Value, (int)minute.Value).Add(TimeSpan.FromTicks((long)(second.Value * TimeSpan.TicksPerSecond)))),
        _ => FeelValue.Null,
    };

    private static FeelValue DateAndTime(FeelRun run, ImmutableArray<FeelValue> a) => a switch
    {
        [FeelText text] => Of(IsoText.Moment(text.Value, run.Now.Offset) ?? MidnightOf(text.Value, run)),
        [FeelDateTime moment] => moment,
        [FeelDate date] => Of(IsoText.Midnight(date.Value, run.Now.Offset)),
        [FeelDate date, FeelTime time] => Of(IsoText.At(date.Value, time.Value, run.Now.Offset)),
        [FeelDateTime moment, FeelTime time] => Of(IsoText.At(DateOnly.FromDateTime(moment.Value.DateTime), time.Value, moment.Value.Offset)),
        _ => FeelValue.Null,
    };

    private static DateTimeOffset? MidnightOf(string text, FeelRun run) =>
        IsoText.Date(text) is { } date ? IsoText.Midnight(date, run.Now.Offset) : null;

    private static FeelValue Of(DateTimeOffset? moment) => moment is { } known ? FeelValue.Of(known) : FeelValue.Null;

    private static bool AreWhole(params ReadOnlySpan<FeelNumber> numbers)
    {
        foreach (var number in numbers)
        {
            if (decimal.Truncate(number.Value) != number.Value)
            {
                return false;
            }
        }

        return true;
    }

    private static DateOnly? Day(FeelValue value) => value switch
    {
        FeelDate date => date.Value,
        FeelDateTime moment => DateOnly.FromDateTime(moment.Value.DateTime),
        _ => null,
    };

    /// <summary>Whole months between two days, towards zero.</summary>
    private static int Months(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Months(to, from);
        }

        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return to.Day < from.Day ? months - 1 : months;
    }

    // Unlike =, which asks for the same moment, this asks for the same writing of it.
    private static bool Is(FeelRun run, FeelValue a, FeelValue b) =>
        (a, b) is (FeelDateTime x, FeelDateTime y) ? x.Value.EqualsExact(y.Value) : a.GetType() == b.GetType() && FeelCompare.Same(run, a, b);
}
