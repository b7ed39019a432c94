namespace WorkflowEnforcement.Engine.Model;

/// <summary>Takes the first outgoing flow, in the order of the file, whose condition holds; else the default.</summary>
public sealed record ExclusiveGateway : FlowNode
{
    /// <summary>Id of the flow taken when no condition holds; null where none is drawn.</summary>
    public string? Default { get; init; }
}

/// <summary>Waits for one token from each incoming flow and takes every outgoing flow.</summary>
public sealed record ParallelGateway : FlowNode;
