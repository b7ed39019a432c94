using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Something that happened in a process instance. Stored forever: never renamed, never given another meaning.</summary>
public abstract record EngineEvent;

/// <summary>A scope opened: the process itself (no host) or a subprocess (its token is the host).</summary>
public sealed record ScopeOpened(long Scope, string Element, long? Host, FeelContext Variables) : EngineEvent;

/// <summary>A scope closed, with all that was in it.</summary>
public sealed record ScopeClosed(long Scope) : EngineEvent;

/// <summary>A token came to an element.</summary>
/// <param name="Token">Its number; a new one at a start or after a fork.</param>
/// <param name="Scope">The scope it lives in.</param>
/// <param name="Element">The element it came to.</param>
/// <param name="Flow">The sequence flow by which it came, null at a start or boundary event.</param>
public sealed record ElementEntered(long Token, long Scope, string Element, string? Flow) : EngineEvent;

/// <summary>A token now waits, joins or hosts at its element.</summary>
public sealed record TokenRested(long Token, TokenState State) : EngineEvent;

/// <summary>An element was finished and its token consumed; successors are entered by new tokens.</summary>
public sealed record ElementCompleted(long Token, string Element) : EngineEvent;

/// <summary>A token was taken up by a join together with its siblings; the one that goes on is completed right after.</summary>
public sealed record TokenJoined(long Token, string Element) : EngineEvent;

/// <summary>A token was taken away before its element was finished, by an interrupting event or the end of its scope; its incidents went with it.</summary>
public sealed record TokenCancelled(long Token, string Element) : EngineEvent;

/// <summary>Variables were written to a scope.</summary>
public sealed record VariablesWritten(long Scope, FeelContext Variables) : EngineEvent;

/// <summary>A timer was set.</summary>
public sealed record TimerSet(long Timer, long Token, string Element, DateTimeOffset DueAt) : EngineEvent;

/// <summary>A timer fired.</summary>
public sealed record TimerFired(long Timer, string Element) : EngineEvent;

/// <summary>A timer was put away unfired, because what it guarded is over.</summary>
public sealed record TimerDropped(long Timer) : EngineEvent;

/// <summary>A token stands still at a fault.</summary>
public sealed record EngineIncidentRaised(long Incident, long Token, string Element, string Code, string Message) : EngineEvent
{
    /// <summary>What the token was about when it stopped.</summary>
    public IncidentPhase Phase { get; init; }
}

/// <summary>An incident was resolved; the token tries again.</summary>
public sealed record EngineIncidentResolved(long Incident) : EngineEvent;

/// <summary>The last token reached an end.</summary>
public sealed record InstanceCompleted : EngineEvent;

/// <summary>The instance was ended with all that was open.</summary>
public sealed record InstanceTerminated(string Reason) : EngineEvent;
