using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A process as it was drawn, read once, found sound and never changed.</summary>
public sealed class ProcessModel
{
    /// <summary>Id of the process element.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the process as drawn, or its id.</summary>
    public required string Name { get; init; }

    /// <summary>The process itself as the outermost scope.</summary>
    public required ScopeModel Root { get; init; }

    /// <summary>Every flow node of every scope, by id.</summary>
    public required FrozenDictionary<string, FlowNode> Nodes { get; init; }

    /// <summary>Every sequence flow of every scope, by id.</summary>
    public required FrozenDictionary<string, SequenceFlow> Flows { get; init; }

    /// <summary>Every scope (the process and its subprocesses) by the id of its element.</summary>
    public required FrozenDictionary<string, ScopeModel> Scopes { get; init; }

    /// <summary>Extension elements of the process element itself.</summary>
    public required ImmutableArray<ExtensionElement> Extensions { get; init; }

    /// <summary>Lanes in the order drawn, with the ids of the nodes each holds.</summary>
    public required ImmutableArray<Lane> Lanes { get; init; }
}

/// <summary>A lane: who acts in it, and which nodes lie in it.</summary>
public sealed record Lane(string Id, string Name, ImmutableArray<string> Nodes);

/// <summary>A process or subprocess: the flow nodes whose tokens live and die together.</summary>
/// <param name="ElementId">Id of the process or subprocess element.</param>
/// <param name="Parent">Id of the enclosing scope's element; null for the process.</param>
/// <param name="Start">The none start event that is entered when the scope opens.</param>
/// <param name="Nodes">Ids of the nodes directly within.</param>
public sealed record ScopeModel(string ElementId, string? Parent, string Start, ImmutableArray<string> Nodes);
