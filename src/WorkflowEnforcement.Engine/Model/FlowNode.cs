using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>A node of the flow. Each kind of BPMN element is a record of its own.</summary>
public abstract record FlowNode
{
    /// <summary>Id as drawn, ASCII.</summary>
    public required string Id { get; init; }

    /// <summary>Name as drawn; the id where there is none.</summary>
    public required string Name { get; init; }

    /// <summary>Element id of the scope it lies in.</summary>
    public required string Scope { get; init; }

    /// <summary>Ids of the incoming sequence flows, in the order of the file.</summary>
    public required ImmutableArray<string> Incoming { get; init; }

    /// <summary>Ids of the outgoing sequence flows, in the order of the file.</summary>
    public required ImmutableArray<string> Outgoing { get; init; }

    /// <summary>Its extension elements, unread by the engine.</summary>
    public required ImmutableArray<ExtensionElement> Extensions { get; init; }

    /// <summary>Attributes of the namespace <c>urn:workflow-enforcement:bpmn:1</c> on the element itself, by local name.</summary>
    public ImmutableDictionary<string, string> ExtensionAttributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Line in the file, from 1.</summary>
    public required int Line { get; init; }
}

/// <summary>Work of a person; waits for a command.</summary>
public sealed record UserTask : FlowNode;

/// <summary>Work of the system; asked for by an event, reported by a command.</summary>
public sealed record ServiceTask : FlowNode;
