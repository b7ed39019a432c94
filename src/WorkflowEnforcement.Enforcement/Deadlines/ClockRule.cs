namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>One statutory period as the law fixes it from a date on.</summary>
/// <param name="Id">Number in the clock table, for example <c>T11</c>.</param>
/// <param name="Name">Chinese name shown to officers.</param>
/// <param name="StartsWith">The happening whose day is day 0 and is not counted.</param>
/// <param name="Length">How many units; the last one is included. Always positive.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="RollsOver">True where a last day on a rest day moves to the first working day after it.</param>
/// <param name="Source">The law that fixes the period.</param>
/// <param name="ValidFrom">First day of starts to which this wording applies.</param>
/// <param name="Extension">The one extension of fixed length; null where the law knows none.</param>
public sealed record ClockRule(
    string Id,
    string Name,
    string StartsWith,
    int Length,
    ClockUnit Unit,
    bool RollsOver,
    LegalSource Source,
    DateOnly ValidFrom,
    ClockExtension? Extension)
{
    /// <summary>What stops the clock, in the law's words; null where nothing does.</summary>
    public string? StoppedBy { get; init; }
}

/// <summary>An extension that somebody may grant once.</summary>
/// <param name="Length">Further units, counted through from the start together with the first ones.</param>
/// <param name="ApprovedBy">Who must grant it, in the law's words.</param>
public sealed record ClockExtension(int Length, string ApprovedBy);
