using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How a process instance stands.</summary>
public enum InstanceStatus
{
    /// <summary>Tokens are alive.</summary>
    Active,

    /// <summary>The last token reached an end.</summary>
    Completed,

    /// <summary>A terminate end event was reached, or a person ended it.</summary>
    Terminated,
}

/// <summary>What a token is doing at its element.</summary>
public enum TokenState
{
    /// <summary>On its way; never seen between two commands.</summary>
    Moving,

    /// <summary>Waiting for a command: a user task, a service task's report, a catch event.</summary>
    Waiting,

    /// <summary>At a join, waiting for its siblings.</summary>
    Joining,

    /// <summary>At a subprocess, waiting for the scope it opened.</summary>
    Hosting,

    /// <summary>Stopped by a fault; an incident tells which.</summary>
    Faulted,
}

/// <summary>Where control is: one token of the flow.</summary>
/// <param name="Id">Number within the instance, from 1, never used twice.</param>
/// <param name="Scope">Id of the scope instance it lives in.</param>
/// <param name="Element">Id of the flow node it is at.</param>
/// <param name="Flow">Id of the sequence flow by which it came, null at a start.</param>
/// <param name="State">What it does there.</param>
public sealed record Token(long Id, long Scope, string Element, string? Flow, TokenState State);

/// <summary>One running process or subprocess: its variables and, for a subprocess, the token that waits for it.</summary>
public sealed record ScopeInstance(long Id, string Element, long? Host, FeelContext Variables);

/// <summary>A promise to fire at a moment: a timer catch event or a timer on an activity's boundary.</summary>
/// <param name="Id">Number within the instance.</param>
/// <param name="Token">The token that waits, or that sits in the guarded activity.</param>
/// <param name="Element">Id of the timer event.</param>
/// <param name="DueAt">The moment; the timer may fire at it or later, never before.</param>
public sealed record TimerSubscription(long Id, long Token, string Element, DateTimeOffset DueAt);

/// <summary>A fault at which a token stands still until a person resolves it.</summary>
/// <param name="Id">Number within the instance.</param>
/// <param name="Token">The token that stands still.</param>
/// <param name="Element">Id of the element.</param>
/// <param name="Code">Stable code, for example <c>gateway.no-flow</c>.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record EngineIncident(long Id, long Token, string Element, string Code, string Message)
{
    /// <summary>What the token was about when it stopped, and what is tried again when the incident is resolved.</summary>
    public IncidentPhase Phase { get; init; }
}

/// <summary>What a token was about when a fault stopped it.</summary>
public enum IncidentPhase
{
    /// <summary>Coming in: nothing of the element has begun; it is entered anew.</summary>
    Entering,

    /// <summary>At work: the work was reported failed; it is asked for anew, timers go on.</summary>
    Working,

    /// <summary>Going out: the work is done and its results are written; only the ways out are tried anew.</summary>
    Leaving,
}

/// <summary>The state of one run of a process: tokens in scopes, and nothing else. Equal by content.</summary>
public sealed partial record ProcessInstance
{
    /// <summary>How it stands.</summary>
    public InstanceStatus Status { get; init; } = InstanceStatus.Active;

    /// <summary>The next number for a token, scope, timer or incident.</summary>
    public long NextId { get; init; } = 1;

    /// <summary>Live tokens by number.</summary>
    public ImmutableSortedDictionary<long, Token> Tokens { get; init; } = ImmutableSortedDictionary<long, Token>.Empty;

    /// <summary>Open scopes by number; the process itself is the one without a host.</summary>
    public ImmutableSortedDictionary<long, ScopeInstance> Scopes { get; init; } = ImmutableSortedDictionary<long, ScopeInstance>.Empty;

    /// <summary>Open timers by number.</summary>
    public ImmutableSortedDictionary<long, TimerSubscription> Timers { get; init; } = ImmutableSortedDictionary<long, TimerSubscription>.Empty;

    /// <summary>Open incidents by number.</summary>
    public ImmutableSortedDictionary<long, EngineIncident> Incidents { get; init; } = ImmutableSortedDictionary<long, EngineIncident>.Empty;
}
