using System.Globalization;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>How far a last day is away, in Chinese as officers read it.</summary>
public static class DeadlinePhrase
{
    /// <summary>For example 剩余 5 个工作日, 今日到期, 已超期 2 天.</summary>
    /// <param name="unit">Decides between 个工作日 and 天.</param>
    /// <param name="daysLeft">What <see cref="DaysLeft.Of"/> gave for the same unit.</param>
    public static string For(ClockUnit unit, int daysLeft) => daysLeft switch
    {
        0 => "今日到期",
        > 0 => $"剩余 {Count(unit, daysLeft)}",
        _ => $"已超期 {Count(unit, -daysLeft)}",
    };

    /// <summary>The phrase for a last day, seen from today.</summary>
    public static string For(ClockUnit unit, DateOnly today, DateOnly due, HolidayCalendar calendar) =>
        For(unit, DaysLeft.Of(unit, today, due, calendar));

    private static string Count(ClockUnit unit, int days) =>
        days.ToString(CultureInfo.InvariantCulture) + (unit == ClockUnit.WorkingDays ? " 个工作日" : " 天");
}
