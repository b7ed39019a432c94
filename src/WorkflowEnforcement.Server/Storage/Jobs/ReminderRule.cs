using System.Globalization;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Which reminder a running clock calls for on a day, and its words.</summary>
public static class ReminderRule
{
    /// <summary>The reminder due on a day; null for none.</summary>
    /// <param name="due">Last day of the clock, included.</param>
    /// <param name="internalDay">Day on which the bureau warns itself.</param>
    /// <param name="workingDaysBefore">Working days before the internal day from which the first reminder is sent.</param>
    /// <param name="today">The local day.</param>
    /// <param name="calendar">Holidays and make-up working days.</param>
    public static ReminderKind? On(DateOnly due, DateOnly internalDay, int workingDaysBefore, DateOnly today, HolidayCalendar calendar) =>
        today > due ? ReminderKind.After
        : today == due ? ReminderKind.Due
        : today >= calendar.AddWorkingDays(internalDay, -workingDaysBefore) ? ReminderKind.Before
        : null;

    /// <summary>The words of a reminder.</summary>
    public static string Text(ReminderKind kind, CaseRow of, ClockRow clock, DateOnly today)
    {
        var day = clock.Due.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        var when = kind switch
        {
            ReminderKind.Before => $"期限将于{day}到期，还有{clock.Due.DayNumber - today.DayNumber}天",
            ReminderKind.Due => $"期限今日到期（{day}）",
            _ => $"期限已于{day}届满，现已超过{today.DayNumber - clock.Due.DayNumber}天",
        };
        var basis = clock.Basis.Length == 0 ? string.Empty : $"，依据{clock.Basis}";
        var provisional = clock.Provisional ? "。该年度节假日安排尚未公布，日期以国务院通知为准" : string.Empty;
        return $"{of.Number ?? of.ClueNumber}「{of.Title.TrimEnd('案')}」案「{clock.Name}」{when}{basis}{provisional}。";
    }
}
