using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Something a process instance is asked to do. Whatever it needs from outside comes in with it.</summary>
public abstract record EngineCommand
{
    /// <summary>The moment of the command; timers count from it, and its offset is the local time of the flow.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Facts that expressions may read beside the flow's own variables; they are looked up last and are not stored in the state.</summary>
    public FeelContext Inputs { get; init; } = FeelContext.Empty;
}

/// <summary>Starts an instance at its none start event.</summary>
public sealed record StartInstance(FeelContext Variables) : EngineCommand;

/// <summary>Finishes what a token waits for: a user task was done, a service task reports success.</summary>
/// <param name="Token">Number of the waiting token.</param>
/// <param name="Variables">Results, written to the scope of the element.</param>
public sealed record CompleteElement(long Token, FeelContext Variables) : EngineCommand;

/// <summary>Reports that the work of a waiting service task failed; the token stands still with an incident.</summary>
public sealed record FailElement(long Token, string Code, string Message) : EngineCommand;

/// <summary>Fires a timer; refused before it is due.</summary>
public sealed record FireTimer(long Timer) : EngineCommand;

/// <summary>Tries again where an incident stopped a token: the element is entered or left anew with today's facts.</summary>
public sealed record ResolveIncident(long Incident) : EngineCommand;

/// <summary>Writes variables to the process scope.</summary>
public sealed record SetVariables(FeelContext Variables) : EngineCommand;

/// <summary>Ends the instance, whatever is open.</summary>
public sealed record TerminateInstance(string Reason) : EngineCommand;
