using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A process or subprocess: the flow nodes whose tokens live and die together.</summary>
/// <param name="ElementId">Id of the process or subprocess element.</param>
/// <param name="Parent">Id of the enclosing scope's element; null for the process.</param>
/// <param name="Start">The none start event that is entered when the scope opens.</param>
/// <param name="Nodes">Ids of the nodes directly within.</param>
public sealed record ScopeModel(string ElementId, string? Parent, string Start, ImmutableArray<string> Nodes)
{
    /// <inheritdoc/>
    public bool Equals(ScopeModel? other) =>
        other is not null
        && (ElementId, Parent, Start) == (other.ElementId, other.Parent, other.Start)
        && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ElementId, Parent, Start);
}
