using System.Collections.Frozen;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>Which days the bureau works, as the State Council's yearly notices say.</summary>
/// <remarks>A year without a notice is answered from the weekends alone; <see cref="Covers"/> tells such years apart.</remarks>
/// <legal>国务院办公厅 yearly notices; 民法典 第二百零三条: a rest day is a 法定休假日.</legal>
public sealed class HolidayCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> years;

    private HolidayCalendar(IEnumerable<CalendarYear> years) => this.years = years.ToFrozenDictionary(y => y.Year);

    /// <summary>The notices this version of the program carries.</summary>
    public static HolidayCalendar Official { get; } = Read(LawData.Embedded("Deadlines.calendar.json"));

    /// <summary>The years held, earliest first.</summary>
    public IEnumerable<CalendarYear> Years => years.Values.OrderBy(y => y.Year);

    /// <summary>Reads calendar data in the form of <c>calendar.json</c>: an array <c>years</c>, dates as text.</summary>
    /// <exception cref="FormatException">
    /// A year or a day stands twice, a day lies outside its year, or a worked day is no weekend day.
    /// </exception>
    public static HolidayCalendar Read(ReadOnlySpan<byte> utf8Json)
    {
        var years = LawData.Member(LawData.Parse(utf8Json), "years", JsonValueKind.Array)
            .EnumerateArray().Select(CalendarYear.Read).ToList();
        var twice = years.GroupBy(y => y.Year).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? new(years) : throw new FormatException($"Expected each year once, but found {twice.Key} twice");
    }

    /// <summary>What is held of a year; null where nothing is, so that only its weekends are known.</summary>
    public CalendarYear? Find(int year) => years.GetValueOrDefault(year);

    /// <summary>The calendar with other days of some years. Of a year that is given more than once the last counts.</summary>
    public HolidayCalendar With(IEnumerable<CalendarYear> others)
    {
        var changed = years.ToDictionary(held => held.Key, held => held.Value);
        foreach (var other in others)
        {
            changed[other.Year] = other;
        }

        return new(changed.Values);
    }

    /// <summary>True where the notice of that year is out, so that answers about it are final.</summary>
    public bool Covers(int year) => years.TryGetValue(year, out var held) && held.Official;

    /// <summary>True on days the bureau works: weekdays outside holidays, and make-up weekend days.</summary>
    public bool IsWorkingDay(DateOnly day)
    {
        if (years.TryGetValue(day.Year, out var year))
        {
            return year.WorkingWeekendDays.Contains(day) || (!IsWeekend(day) && !year.RestDays.Contains(day));
        }

        return !IsWeekend(day);
    }

    /// <summary>The working day that is <paramref name="days"/> working days away.</summary>
    /// <param name="from">Day 0, not counted; it may be a rest day.</param>
    /// <param name="days">Working days; 0 gives <paramref name="from"/> itself, a negative number counts back.</param>
    public DateOnly AddWorkingDays(DateOnly from, int days)
    {
        var step = Math.Sign(days);
        var day = from;
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.AddDays(step);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>How many working days lie after one day, up to another.</summary>
    /// <param name="after">Not counted.</param>
    /// <param name="until">Counted; where it is before <paramref name="after"/> the mirrored answer, negative.</param>
    public int WorkingDaysBetween(DateOnly after, DateOnly until)
    {
        if (until < after)
        {
            return -WorkingDaysBetween(until, after);
        }

        var count = 0;
        for (var day = after; day < until;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The day itself where it is worked, else the first working day after it.</summary>
    /// <legal>民法典 第二百零三条第一款.</legal>
    public DateOnly NextWorkingDayOrSame(DateOnly day) => IsWorkingDay(day) ? day : AddWorkingDays(day, 1);

    /// <summary>The day itself where it is worked, else the last working day before it.</summary>
    public DateOnly PreviousWorkingDayOrSame(DateOnly day) => IsWorkingDay(day) ? day : AddWorkingDays(day, -1);

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
