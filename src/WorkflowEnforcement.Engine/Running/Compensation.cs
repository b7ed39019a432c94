using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>A completed activity that can be compensated.</summary>
/// <param name="Id">Number within the instance; a larger one was completed later.</param>
/// <param name="Scope">The scope in which it was completed.</param>
/// <param name="Element">Id of the activity.</param>
/// <param name="Variables">Variables of a subprocess as they were at its end, and the item and counter of an instance of a loop; else empty.</param>
/// <param name="Inner">What was completed within a subprocess and can be compensated, oldest first.</param>
public sealed record CompensationRecord(long Id, long Scope, string Element, FeelContext Variables, ImmutableArray<CompensationRecord> Inner)
{
    /// <summary>The token that did it; 0 in what was saved before this was kept.</summary>
    public long Visit { get; init; }

    /// <summary>Whether the step was returned to since: what is then done again is compensated once.</summary>
    public bool Returned { get; init; }

    /// <inheritdoc/>
    public bool Equals(CompensationRecord? other) =>
        other is not null
        && (Id, Scope, Element, Visit, Returned) == (other.Id, other.Scope, other.Element, other.Visit, other.Returned)
        && Variables.Equals(other.Variables)
        && Inner.SequenceEqual(other.Inner);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Scope, Element);
}

/// <summary>What an event that throws compensation still has to undo.</summary>
/// <param name="Token">The token at the event.</param>
/// <param name="Records">Numbers of the records, the next one first.</param>
public sealed record Compensating(long Token, ImmutableArray<long> Records)
{
    /// <inheritdoc/>
    public bool Equals(Compensating? other) => other is not null && Token == other.Token && Records.SequenceEqual(other.Records);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Token, Records.Length);
}
