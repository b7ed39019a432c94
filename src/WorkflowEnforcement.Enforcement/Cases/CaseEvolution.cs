namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>An event with who made it happen and when.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">The moment, with the bureau's offset.</param>
/// <param name="By">User name.</param>
/// <param name="ByName">Name as shown then.</param>
public sealed record RecordedEvent(CaseEvent Event, DateTimeOffset At, string By, string ByName);

/// <summary>Applies events to the state of a case. Holds no rule and asks nothing.</summary>
public static class CaseEvolution
{
    /// <summary>The state after one more event.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="recorded">The event.</param>
    public static CaseState Evolve(CaseState? state, RecordedEvent recorded) => throw new NotSupportedException();
}
