using System.Collections.Immutable;
using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions of dates, times, moments and durations. A moment written without an offset is taken at that of the command.</summary>
internal static class FeelDateFunctions
{
    private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("date", "from|year, month, day", (_, a) => Date(a)),
        new("time", "from|hour, minute, second, offset?", Time),
        new("date and time", "from|date, time|year, month, day, hour, minute, second, offset?", DateAndTime),
        new("duration", "from", (_, a) => a[0] is FeelText text
            ? IsoDuration.ReadFeel(text.Value) ?? FeelValue.Null
            : a[0] is FeelDuration or FeelMonths ? a[0] : FeelValue.Null),
        new("years and months duration", "from, to", (_, a) => Day(a[0]) is { } from && Day(a[1]) is { } to
            ? new FeelMonths(Months(from, to))
            : FeelValue.Null),
        new("day of year", "date", (_, a) => Day(a[0]) is { } day ? FeelValue.Of(day.DayOfYear) : FeelValue.Null),
        new("day of week", "date", (_, a) => Day(a[0]) is { } day ? FeelValue.Of(English.GetDayName(day.DayOfWeek)) : FeelValue.Null),
        new("month of year", "date", (_, a) => Day(a[0]) is { } day ? FeelValue.Of(English.GetMonthName(day.Month)) : FeelValue.Null),
        new("week of year", "date", (_, a) => Day(a[0]) is { } day ? FeelValue.Of(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))) : FeelValue.Null),
        new("is", "value1: item, value2: item", (run, a) => FeelValue.Of(Is(run, a[0], a[1]))),
        new("now", "", (run, _) => FeelValue.Of(run.Now)),
        new("today", "", (run, _) => FeelValue.Of(DateOnly.FromDateTime(run.Now.DateTime))),
    ];

    private static FeelValue Date(FeelValue[] a) => a switch
    {
        [FeelText text] => IsoText.Date(text.Value) is { } date ? FeelValue.Of(date) : FeelValue.Null,
        [FeelDate or FeelDateTime] => FeelValue.Of(Day(a[0])!.Value),
        [FeelNumber year, FeelNumber month, FeelNumber day] when AreWhole(year, month, day) => FeelValue.Of(Date(year, month, day)),
        _ => FeelValue.Null,
    };

    private static DateOnly Date(FeelNumber year, FeelNumber month, FeelNumber day) => new((int)year.Value, (int)month.Value, (int)day.Value);

    private static FeelValue Time(FeelRun run, FeelValue[] a) => a switch
    {
        [FeelText text] => ZonedText.Time(text.Value, run.Now) ?? FeelValue.Null,
        [FeelTime time] => time,
        [FeelDate] => new FeelTime(TimeOnly.MinValue) { Offset = TimeSpan.Zero },
        [FeelDateTime moment] => new FeelTime(TimeOnly.FromDateTime(moment.Value.DateTime))
        {
            Offset = moment.IsLocal ? null : moment.Value.Offset,
            Zone = moment.Zone,
        },
        _ => Clock(a) ?? FeelValue.Null,
    };

    /// <summary>The time of day of hour, minute, second and, where it is given, offset.</summary>
    private static FeelTime? Clock(ReadOnlySpan<FeelValue> a)
    {
        if (a is not [FeelNumber hour, FeelNumber minute, FeelNumber { Value: >= 0 and < 60 } second, ..] || !AreWhole(hour, minute)
            || (a.Length == 4 && a[3] is not FeelNull && !IsOffset(a[3])))
        {
            return null;
        }

        var time = new TimeOnly((int)hour.Value, (int)minute.Value).Add(TimeSpan.FromTicks((long)(second.Value * TimeSpan.TicksPerSecond)));
        return new FeelTime(time) { Offset = a.Length == 4 && a[3] is FeelDuration offset ? offset.Value : null };
    }

    // Offsets go by whole minutes, in .NET as in ISO 8601.
    private static bool IsOffset(FeelValue value) =>
        value is FeelDuration { Value: { TotalHours: >= -14 and <= 14 } offset } && offset.Ticks % TimeSpan.TicksPerMinute == 0;

    private static FeelValue DateAndTime(FeelRun run, FeelValue[] a) => a switch
    {
        [FeelText text] => ZonedText.Moment(text.Value, run.Now) ?? (IsoText.Date(text.Value) is { } date ? Midnight(date, run) : FeelValue.Null),
        [FeelDateTime moment] => moment,
        [FeelDate date] => Midnight(date.Value, run),
        [FeelDate or FeelDateTime, FeelTime time] => ZonedText.Join(Day(a[0])!.Value, time, run.Now) ?? FeelValue.Null,
        [FeelNumber year, FeelNumber month, FeelNumber day, _, _, _, ..] when AreWhole(year, month, day) && Clock(a.AsSpan(3)) is { } time =>
            ZonedText.Join(Date(year, month, day), time, run.Now) ?? FeelValue.Null,
        _ => FeelValue.Null,
    };

    private static FeelValue Midnight(DateOnly date, FeelRun run) =>
        ZonedText.Join(date, new FeelTime(TimeOnly.MinValue), run.Now) ?? FeelValue.Null;

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
    private static bool Is(FeelRun run, FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDateTime x, FeelDateTime y) => x.Value.EqualsExact(y.Value) && x.IsLocal == y.IsLocal && x.Zone == y.Zone,
        (FeelTime x, FeelTime y) => x == y,
        _ => a.GetType() == b.GetType() && FeelCompare.Same(run, a, b),
    };
}
