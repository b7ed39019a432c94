using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>What a day is, beside the rhythm of the week.</summary>
public enum CalendarDayKind
{
    /// <summary>As its day of the week: worked from Monday to Friday.</summary>
    Plain,

    /// <summary>休: not worked.</summary>
    Rest,

    /// <summary>班: a Saturday or Sunday that is worked.</summary>
    Work,
}

/// <summary>A day that another version of a year takes for something else.</summary>
public sealed record CalendarDayChange(DateOnly Day, CalendarDayKind Was, CalendarDayKind Becomes);

/// <summary>Who may enter another version of a calendar year, and what it must hold.</summary>
/// <legal>国务院办公厅 yearly notice; law.md 3.4.</legal>
public static class CalendarEditing
{
    /// <summary>Longest reason and name of a notice, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>First and last year that may be entered.</summary>
    public const int FirstYear = 2000;

    /// <inheritdoc cref="FirstYear"/>
    public const int LastYear = 2100;

    private static readonly LegalSource Keeper = LegalSource.ProductDefault("节假日安排和期限参数由系统管理员维护（系统默认规则）");
    private static readonly LegalSource Notice = LegalSource.ProductDefault("国务院办公厅年度节假日安排通知");

    /// <summary>Says why a person may not keep calendars and parameters of clocks; null where they may.</summary>
    public static Refused? WhyNotBy(Actor by) =>
        by.Is(Roles.Administrator) ? null : new Refused("law.keeper", $"节假日安排和期限参数由系统管理员维护，{by.Name}不具有该身份。", Keeper);

    /// <summary>Says why a version of a year cannot be kept; null where it can.</summary>
    /// <param name="current">The version that holds now; null for none.</param>
    /// <param name="year">The new one.</param>
    /// <param name="reason">Why it is entered.</param>
    public static Refused? WhyNot(CalendarYear? current, CalendarYear year, string reason)
    {
        ImmutableArray<FieldFault> faults =
        [
            .. year.Year is < FirstYear or > LastYear ? [new FieldFault("year", $"年度须在{FirstYear}年至{LastYear}年之间。")] : Array.Empty<FieldFault>(),
            .. Wrong("notice", "通知名称和文号", year.Source.Law),
            .. Wrong("reason", "变更理由", reason),
            .. DayFaults(year).Select(text => new FieldFault("days", text)),
        ];
        return faults.Length > 0 ? new Refused("calendar.entry", $"有{faults.Length}处填写须更正。", Notice) { Fields = faults }
            : current is { Official: true } && !year.Official ? new Refused("calendar.published", $"{year.Year}年的节假日安排已经公布，不能改回暂定。", Notice)
            : current is not null && IsSame(current, year) ? new Refused("calendar.unchanged", $"{year.Year}年的节假日安排没有变化。", Notice)
            : null;
    }

    /// <summary>The days that a version takes for something else than the one before it, earliest first.</summary>
    /// <param name="before">The version before; null where only weekends were known.</param>
    /// <param name="after">The version after.</param>
    public static ImmutableArray<CalendarDayChange> Changes(CalendarYear? before, CalendarYear after) =>
    [
        .. after.RestDays.Concat(after.WorkingWeekendDays).Concat(before is null ? [] : before.RestDays.Concat(before.WorkingWeekendDays)).Distinct().Order()
            .Select(day => new CalendarDayChange(day, KindOf(before, day), KindOf(after, day)))
            .Where(change => change.Was != change.Becomes),
    ];

    /// <summary>What a day is in a year; plain where nothing is held of the year.</summary>
    public static CalendarDayKind KindOf(CalendarYear? year, DateOnly day) =>
        year?.RestDays.Contains(day) == true ? CalendarDayKind.Rest
        : year?.WorkingWeekendDays.Contains(day) == true ? CalendarDayKind.Work
        : CalendarDayKind.Plain;

    /// <summary>The year with one day taken for something else.</summary>
    public static CalendarYear WithDay(this CalendarYear year, DateOnly day, CalendarDayKind kind) => year with
    {
        RestDays = kind == CalendarDayKind.Rest ? year.RestDays.Append(day).ToHashSet() : year.RestDays.Where(other => other != day).ToHashSet(),
        WorkingWeekendDays = kind == CalendarDayKind.Work ? year.WorkingWeekendDays.Append(day).ToHashSet() : year.WorkingWeekendDays.Where(other => other != day).ToHashSet(),
    };

    private static IEnumerable<string> DayFaults(CalendarYear year)
    {
        foreach (var day in year.RestDays.Concat(year.WorkingWeekendDays).Where(day => day.Year != year.Year).Order())
        {
            yield return $"{day:yyyy年M月d日}不在{year.Year}年内。";
        }

        foreach (var day in year.WorkingWeekendDays.Where(day => !HolidayCalendar.IsWeekend(day)).Order())
        {
            yield return $"{day:yyyy年M月d日}不是周六或者周日，本来就上班，不能定为调休上班。";
        }

        foreach (var day in year.WorkingWeekendDays.Where(year.RestDays.Contains).Order())
        {
            yield return $"{day:yyyy年M月d日}不能既是休息日又是调休上班日。";
        }
    }

    private static IEnumerable<FieldFault> Wrong(string field, string label, string text) =>
        StoredText.WhyNot(text) is { } unstorable ? [new FieldFault(field, $"{label}{unstorable}")]
        : StoredText.Normal(text).Length is var length and (0 or > MaxText) ? [new FieldFault(field, $"{label}须为1至{MaxText}字，现为{length}字。")]
        : [];

    private static bool IsSame(CalendarYear one, CalendarYear other) =>
        one.Official == other.Official && one.Source == other.Source && one.RestDays.SetEquals(other.RestDays) && one.WorkingWeekendDays.SetEquals(other.WorkingWeekendDays);
}
