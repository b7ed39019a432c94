using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>What <see cref="RecomputeClocks"/> would do, without doing it.</summary>
public static class ClockRecomputing
{
    /// <summary>The open clocks of a case that would move.</summary>
    /// <param name="setting">The setting with the other calendar.</param>
    /// <param name="state">The case.</param>
    public static ImmutableArray<RecomputedClock> WouldMove(CaseSetting setting, CaseState state) =>
        state.EndedAt is null ? [.. ClockDecisions.Moved(setting, state)] : [];
}
