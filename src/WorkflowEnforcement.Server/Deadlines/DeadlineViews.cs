using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Components;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>Clocks as pages show them.</summary>
public static class DeadlineViews
{
    private const int SoonDays = 3;

    /// <summary>Days from today to the last day: 0 = due today, negative = overdue; working days where the clock counts those.</summary>
    public static int DaysLeft(string clock, DateOnly due, DateOnly today) => Enforcement.Deadlines.DaysLeft.Of(UnitOf(clock, due), today, due, HolidayCalendar.Official);

    /// <summary>The badge of a clock.</summary>
    public static DeadlineView Of(string clock, ClockState state, DateOnly due, DateOnly today) => state switch
    {
        ClockState.Met => new DeadlineView(DeadlineLevel.Met, "按期完成", due),
        ClockState.Late => new DeadlineView(DeadlineLevel.Overdue, "超期完成", due),
        ClockState.Lapsed => new DeadlineView(DeadlineLevel.Met, "期限届满", due),
        ClockState.Suspended => new DeadlineView(DeadlineLevel.Suspended, "已中止", due),
        _ => Running(clock, due, today),
    };

    private static DeadlineView Running(string clock, DateOnly due, DateOnly today)
    {
        var left = DaysLeft(clock, due, today);
        var level = left switch
        {
            < 0 => DeadlineLevel.Overdue,
            0 => DeadlineLevel.Today,
            <= SoonDays => DeadlineLevel.Soon,
            _ => DeadlineLevel.Normal,
        };
        return new DeadlineView(level, DeadlinePhrase.For(UnitOf(clock, due), left), due);
    }

    private static ClockUnit UnitOf(string clock, DateOnly on) => ClockBook.Official.Find(clock, on)?.Unit ?? ClockUnit.NaturalDays;
}
