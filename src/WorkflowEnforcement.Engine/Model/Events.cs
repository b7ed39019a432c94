namespace WorkflowEnforcement.Engine.Model;

/// <summary>A node that is an event; what it waits for or throws is its trigger.</summary>
public abstract record EventNode : FlowNode
{
    /// <summary>Its event definition; <see cref="NoTrigger"/> where it has none.</summary>
    public EventTrigger Trigger { get; init; } = NoTrigger.Instance;
}

/// <summary>Where a scope begins. With a trigger it begins an instance, or an event subprocess.</summary>
public sealed record StartEvent : EventNode
{
    /// <summary>In an event subprocess: whether the enclosing scope is cancelled (<c>isInterrupting</c>) or goes on beside it.</summary>
    public bool Interrupting { get; init; } = true;
}

/// <summary>Where a token ends, and what it throws then.</summary>
public sealed record EndEvent : EventNode;

/// <summary>Waits within the flow for a message, signal, timer or condition, or is where a link arrives.</summary>
public sealed record CatchEvent : EventNode;

/// <summary>Throws a message, signal, escalation or compensation within the flow, passes, or is where a link departs.</summary>
public sealed record ThrowEvent : EventNode;

/// <summary>Watches an activity and starts a branch when its trigger comes while the activity goes on.</summary>
public sealed record BoundaryEvent : EventNode
{
    /// <summary>Id of the activity it is attached to.</summary>
    public required string AttachedTo { get; init; }

    /// <summary>Whether the activity is cancelled (<c>cancelActivity</c>) or goes on.</summary>
    public required bool Interrupting { get; init; }
}
