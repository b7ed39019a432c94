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

    /// <summary>Attributes of the process element in the namespace <see cref="ExtensionElement.EnforcementNamespace"/>, by local name.</summary>
    public ImmutableSortedDictionary<string, string> ExtensionAttributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Data objects of all scopes, in the order of the file.</summary>
    public ImmutableArray<DataObject> DataObjects { get; init; } = [];

    /// <summary>Lanes in the order drawn, with the ids of the nodes each holds.</summary>
    public required ImmutableArray<Lane> Lanes { get; init; }
}
