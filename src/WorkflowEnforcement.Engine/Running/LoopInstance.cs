using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>An activity that is done several times, while it goes on.</summary>
/// <param name="Token">The token at the activity; each instance has a scope of its own that it hosts.</param>
/// <param name="Total">Number of instances; null for a standard loop, which does not know it.</param>
/// <param name="Items">The items of the collection; empty where there is none.</param>
public sealed record LoopInstance(long Token, int? Total, FeelList Items)
{
    /// <summary>Instances begun so far.</summary>
    public int Started { get; init; }

    /// <summary>Instances completed so far.</summary>
    public int Completed { get; init; }

    /// <summary>Instances cancelled so far while others went on.</summary>
    public int Terminated { get; init; }

    /// <summary>Counter of each completed instance by the number of the token that did it.</summary>
    public ImmutableSortedDictionary<long, int> Done { get; init; } = ImmutableSortedDictionary<long, int>.Empty;

    /// <summary>Instances that go on.</summary>
    public int Active => Started - Completed - Terminated;

    /// <summary>The same with a completed instance that goes on again.</summary>
    internal LoopInstance Without(long done) => this with { Completed = Completed - 1, Done = Done.Remove(done) };

    /// <inheritdoc/>
    public bool Equals(LoopInstance? other) =>
        other is not null
        && (Token, Total, Started, Completed, Terminated) == (other.Token, other.Total, other.Started, other.Completed, other.Terminated)
        && Items.Equals(other.Items)
        && Done.SequenceEqual(other.Done);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Token, Total, Started, Completed);
}
