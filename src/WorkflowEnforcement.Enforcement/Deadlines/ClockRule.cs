using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>One statutory period as the law fixes it from a date on.</summary>
/// <param name="Id">Number in the clock table, for example <c>T11</c>.</param>
/// <param name="Name">Chinese name shown to officers.</param>
/// <param name="StartsWith">The happening whose day is day 0 and is not counted; for a day that is counted back, the happening before which it lies.</param>
/// <param name="Length">How many units; the last one is included. Zero only where the day itself is the last one or a date is fixed.</param>
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

    /// <summary>How the last day is found.</summary>
    public ClockMethod Method { get; init; }

    /// <summary>Month and day of a clock that ends on a fixed date; null for all others.</summary>
    public (int Month, int Day)? FixedDate { get; init; }

    /// <summary>True where the end of the next working day is shown beside the hours (law.md 3.3a no. 7).</summary>
    public bool OrNextWorkingDay { get; init; }
}

/// <summary>How the last day of a clock is found.</summary>
public enum ClockMethod
{
    /// <summary>Counted on from the start.</summary>
    On,

    /// <summary>X 日前: counted back from an event. Working days lie full and strictly between (law.md 3.3a no. 4); days of the calendar are plainly
    /// taken off, and the warning leaves as many full working days (no. 5).</summary>
    Before,

    /// <summary>The first day of that month and day after the start.</summary>
    FixedDate,
}

/// <summary>An extension that somebody may grant once.</summary>
/// <param name="Length">Further units, counted through from the start together with the first ones.</param>
/// <param name="ApprovedBy">Who must grant it, in the law's words.</param>
public sealed record ClockExtension(int Length, string ApprovedBy)
{
    /// <summary>Keys of the roles of the bureau any of which may grant it; empty where nobody within the bureau may.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ClockExtension? other) =>
        other is not null && (Length, ApprovedBy) == (other.Length, other.ApprovedBy) && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, ApprovedBy);
}
