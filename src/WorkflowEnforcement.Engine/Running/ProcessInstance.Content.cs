namespace WorkflowEnforcement.Engine.Running;

public sealed partial record ProcessInstance
{
    /// <summary>Equal when all tokens, scopes and what hangs on them are, however the two states were reached.</summary>
    public bool Equals(ProcessInstance? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && (Status, NextId) == (other.Status, other.NextId)
            && Tokens.Values.SequenceEqual(other.Tokens.Values)
            && Scopes.Values.SequenceEqual(other.Scopes.Values)
            && Timers.Values.SequenceEqual(other.Timers.Values)
            && Incidents.Values.SequenceEqual(other.Incidents.Values)
            && Loops.Values.SequenceEqual(other.Loops.Values)
            && Work.Values.SequenceEqual(other.Work.Values)
            && Compensations.Values.SequenceEqual(other.Compensations.Values)
            && Compensating.Values.SequenceEqual(other.Compensating.Values)
            && Held.SequenceEqual(other.Held)
            && Calls.SequenceEqual(other.Calls)
            && Fresh.SequenceEqual(other.Fresh)
            && Kept.Values.SequenceEqual(other.Kept.Values));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Status, NextId, Tokens.Count, Scopes.Count, Timers.Count, Incidents.Count);
}
