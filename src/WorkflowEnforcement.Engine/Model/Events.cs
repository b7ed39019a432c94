namespace WorkflowEnforcement.Engine.Model;

/// <summary>Where a scope begins: a start event without a trigger.</summary>
public sealed record StartEvent : FlowNode;

/// <summary>Where a token ends.</summary>
public sealed record EndEvent : FlowNode;

/// <summary>Where a whole scope ends, whatever else is open in it.</summary>
public sealed record TerminateEndEvent : FlowNode;

/// <summary>Waits within the flow until a moment.</summary>
public sealed record TimerCatchEvent : FlowNode
{
    /// <summary>The moment waited for.</summary>
    public required TimerDefinition Timer { get; init; }
}

/// <summary>Watches an activity and starts a branch at a moment, when the activity still goes on.</summary>
public sealed record TimerBoundaryEvent : FlowNode
{
    /// <summary>Id of the activity it is attached to.</summary>
    public required string AttachedTo { get; init; }

    /// <summary>Whether the activity is cancelled (<c>cancelActivity</c>) or goes on.</summary>
    public required bool Interrupting { get; init; }

    /// <summary>The moment waited for, counted from the entering of the activity.</summary>
    public required TimerDefinition Timer { get; init; }
}
