using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>A flow node while the file is being read: what it bears is known, its flows not all yet.</summary>
internal sealed class NodeDraft(XmlItem item, FlowNode node)
{
    public XmlItem Item => item;

    /// <summary>The node without its flows and boundary events.</summary>
    public FlowNode Node => node;

    public string Id => node.Id;

    public string Scope => node.Scope;

    public string Kind => item.Name;

    public EventTrigger? Trigger => (node as EventNode)?.Trigger;

    public List<FlowDraft> Incoming { get; } = [];

    public List<FlowDraft> Outgoing { get; } = [];

    /// <summary>All boundary events attached to it.</summary>
    public List<NodeDraft> BoundaryEvents { get; } = [];

    /// <summary>Id of the handler that undoes it.</summary>
    public string? CompensatedBy { get; set; }

    public bool IsGateway => node is ExclusiveGateway or ParallelGateway or InclusiveGateway or EventBasedGateway;

    /// <summary>Whether it chooses among its ways out by conditions.</summary>
    public bool TakesConditions => node is Activity or ExclusiveGateway or InclusiveGateway;

    public bool IsForCompensation => node is Activity { IsForCompensation: true };
}

/// <summary>A sequence flow while the file is being read.</summary>
internal sealed record FlowDraft(XmlItem Item, SequenceFlow Flow);

/// <summary>Stands where a fault was found in an event definition, so that no second fault is made of it.</summary>
internal sealed record UnreadTrigger : EventTrigger
{
    public static readonly UnreadTrigger Instance = new();
}
