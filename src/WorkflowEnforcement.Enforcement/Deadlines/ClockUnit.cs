namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>What a period is counted in.</summary>
public enum ClockUnit
{
    /// <summary>工作日: days on which the bureau works, make-up weekends included.</summary>
    WorkingDays,

    /// <summary>日: every day of the calendar.</summary>
    NaturalDays,

    /// <summary>月: ends on the corresponding day, or on the last day of a shorter month.</summary>
    Months,

    /// <summary>年: ends on the corresponding day; 29 February ends on 28 February of a common year.</summary>
    Years,

    /// <summary>小时: from the minute of the act, through nights and holidays.</summary>
    Hours,

    /// <summary>日期: nothing is counted; the period ends on a fixed date.</summary>
    Date,
}
