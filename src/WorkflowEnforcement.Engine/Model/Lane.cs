using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A lane: who acts in it, and which nodes lie in it. Lanes within a lane follow it in the list.</summary>
public sealed record Lane(string Id, string Name, ImmutableArray<string> Nodes)
{
    /// <inheritdoc/>
    public bool Equals(Lane? other) =>
        other is not null && (Id, Name) == (other.Id, other.Name) && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name);
}
