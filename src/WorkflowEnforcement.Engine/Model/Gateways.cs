namespace WorkflowEnforcement.Engine.Model;

/// <summary>Takes the first outgoing flow, in the order of the file, whose condition holds; else the default.</summary>
public sealed record ExclusiveGateway : FlowNode
{
    /// <summary>Id of the flow taken when no condition holds; null where none is drawn.</summary>
    public string? Default { get; init; }
}

/// <summary>Waits for one token from each incoming flow and takes every outgoing flow.</summary>
public sealed record ParallelGateway : FlowNode;

/// <summary>Waits for the tokens that can still come to it, and takes every outgoing flow whose condition holds; else the default.</summary>
public sealed record InclusiveGateway : FlowNode
{
    /// <summary>Id of the flow taken when no condition holds; null where none is drawn.</summary>
    public string? Default { get; init; }
}

/// <summary>Waits until one of the events that follow it comes, and takes that way.</summary>
public sealed record EventBasedGateway : FlowNode;
