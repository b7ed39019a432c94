using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A process or subprocess: the flow nodes whose tokens live and die together.</summary>
/// <param name="ElementId">Id of the process or subprocess element.</param>
/// <param name="Parent">Id of the enclosing scope's element; null for the process.</param>
/// <param name="Start">The none start event that is entered when the scope opens; null where none is drawn, in an event subprocess and in a process that only events start.</param>
/// <param name="Nodes">Ids of the nodes directly within.</param>
public sealed record ScopeModel(string ElementId, string? Parent, string? Start, ImmutableArray<string> Nodes)
{
    /// <summary>Ids of all start events directly within, in the order of the file.</summary>
    public ImmutableArray<string> Starts { get; init; } = [];

    /// <summary>Ids of the event subprocesses directly within, in the order of the file.</summary>
    public ImmutableArray<string> EventSubprocesses { get; init; } = [];

    /// <summary>Where no start event is drawn: ids of the nodes without a way in, with which the scope begins; in an ad hoc subprocess people may begin them again. Else empty.</summary>
    public ImmutableArray<string> Begins { get; init; } = [];

    /// <summary>Names of the variables that belong to the scope: its data objects and properties. Always empty for the process, to which every other name belongs.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ScopeModel? other) =>
        other is not null
        && (ElementId, Parent, Start) == (other.ElementId, other.Parent, other.Start)
        && Nodes.SequenceEqual(other.Nodes)
        && Starts.SequenceEqual(other.Starts)
        && EventSubprocesses.SequenceEqual(other.EventSubprocesses)
        && Begins.SequenceEqual(other.Begins)
        && Variables.SequenceEqual(other.Variables);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ElementId, Parent, Start);
}
