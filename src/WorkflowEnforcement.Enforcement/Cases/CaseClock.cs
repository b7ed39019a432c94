using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>A statutory clock of the case.</summary>
public sealed record CaseClock(
    string Id, string Name, DateOnly StartedOn, DateOnly Due, DateOnly Internal, bool Provisional, string Basis, ClockState State, DateOnly? StoppedOn)
{
    /// <summary>The minute in which a clock of hours ends; null for clocks that are counted in dates.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>First day that is not counted, while it stands still; kept where it ended standing still. Null while it runs.</summary>
    public DateOnly? SuspendedFrom { get; init; }

    /// <summary>What stopped it last; empty where nothing did.</summary>
    public string Ground { get; init; } = string.Empty;

    /// <summary>Spans that stood still and are over.</summary>
    public ValueList<ExcludedSpan> Excluded { get; init; } = [];

    /// <summary>Id of the step in which it was extended; null where it was not.</summary>
    public string? ExtendedIn { get; init; }

    /// <summary>Natural days that the leaders granted beyond, when they discussed it together.</summary>
    public int AgreedDays { get; init; }

    /// <summary>True while it runs or stands still.</summary>
    public bool IsOpen => State is ClockState.Running or ClockState.Suspended;

    /// <summary>What happened to it so far, as counting needs it.</summary>
    public ClockStanding Standing => new(ExtendedIn is not null, Excluded) { AgreedDays = AgreedDays };

    internal CaseClock Resume(ClockResumed resumed) => this with
    {
        State = ClockState.Running,
        Excluded = [.. Excluded, new ExcludedSpan(SuspendedFrom!.Value, resumed.Until, Ground)],
        SuspendedFrom = null,
        Due = resumed.Due,
        Internal = resumed.Internal,
        Provisional = resumed.Provisional,
    };

    internal CaseClock Extend(ClockExtended extended) => this with
    {
        Due = extended.Due,
        Internal = extended.Internal,
        Provisional = extended.Provisional,
        ExtendedIn = extended.AgreedDays is null ? extended.Element : ExtendedIn,
        AgreedDays = AgreedDays + (extended.AgreedDays ?? 0),
    };

    internal CaseClock RunAgain() => this with { State = SuspendedFrom is null ? ClockState.Running : ClockState.Suspended, StoppedOn = null };
}
