namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>How far a last day is away.</summary>
public static class DaysLeft
{
    /// <summary>Days from today to the last day.</summary>
    /// <param name="unit">Working days are counted for clocks of working days, days of the calendar for all others.</param>
    /// <param name="today">Local day; not counted.</param>
    /// <param name="due">Last day of the period; counted.</param>
    /// <param name="calendar">Holidays and make-up working days.</param>
    /// <returns>
    /// Zero exactly on the last day; negative by the days it is past. The sign never lies: a rest day right after the last day is already
    /// one day late, and before a last day that turned into a rest day at least one day is left.
    /// </returns>
    public static int Of(ClockUnit unit, DateOnly today, DateOnly due, HolidayCalendar calendar)
    {
        var natural = due.DayNumber - today.DayNumber;
        if (unit != ClockUnit.WorkingDays)
        {
            return natural;
        }

        var working = calendar.WorkingDaysBetween(today, due);
        return working == 0 ? Math.Sign(natural) : working;
    }
}
