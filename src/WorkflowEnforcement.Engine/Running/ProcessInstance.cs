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

    /// <summary>Waiting for a command: a user task, a service task's report, a catch event, an event gateway.</summary>
    Waiting,

    /// <summary>At a join, waiting for its siblings.</summary>
    Joining,

    /// <summary>Waiting for the scopes it opened: a subprocess, the instances of a loop, the handlers of a compensation.</summary>
    Hosting,

    /// <summary>Stopped by a fault; an incident tells which.</summary>
    Faulted,

    /// <summary>At an activity of a sequential ad hoc subprocess that begins when nothing else is performed there.</summary>
    Queued,
}

/// <summary>Where control is: one token of the flow.</summary>
/// <param name="Id">Number within the instance, from 1, never used twice.</param>
/// <param name="Scope">Id of the scope instance it lives in.</param>
/// <param name="Element">Id of the flow node it is at.</param>
/// <param name="Flow">Id of the sequence flow by which it came, null at a start.</param>
/// <param name="State">What it does there.</param>
public sealed record Token(long Id, long Scope, string Element, string? Flow, TokenState State)
{
    /// <summary>The steps behind it in its scope.</summary>
    public Trail Trail { get; init; } = Trail.Empty;
}

/// <summary>One running process, subprocess, instance of a loop or handler of a compensation: its variables and the token that waits for it.</summary>
/// <param name="Id">Number within the instance.</param>
/// <param name="Element">Id of the process, of the activity, or of the event that compensates.</param>
/// <param name="Host">The token that waits for it; null for the process itself.</param>
/// <param name="Variables">Its own variables.</param>
public sealed record ScopeInstance(long Id, string Element, long? Host, FeelContext Variables)
{
    /// <summary>Id of the called process to whose definition its elements belong; null for the process the instance began with.</summary>
    public string? Definition { get; init; }

    /// <summary>Which time it is, from 1, where the scope is one instance of a loop; else null.</summary>
    public int? Counter { get; init; }
}

/// <summary>A promise to fire at a moment: a timer catch event, a timer on an activity's boundary, or one that starts an event subprocess.</summary>
/// <param name="Id">Number within the instance.</param>
/// <param name="Token">The token that waits, or that sits in the guarded activity; 0 where a scope is watched.</param>
/// <param name="Element">Id of the timer event.</param>
/// <param name="DueAt">The moment; the timer may fire at it or later, never before.</param>
public sealed record TimerSubscription(long Id, long Token, string Element, DateTimeOffset DueAt)
{
    /// <summary>The scope whose event subprocess it starts; 0 where a token is watched.</summary>
    public long Scope { get; init; }

    /// <summary>How often it is due again after this time; -1 for ever.</summary>
    public int Left { get; init; }

    /// <summary>ISO 8601 length of time to the next moment; null where this is the only one.</summary>
    public string? Every { get; init; }

    /// <summary>The moment from which the months of a cycle are counted; null where each time is counted from the last.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A conditional event that has fired without interrupting, and waits for its condition to be false before it may fire again.</summary>
/// <param name="Owner">The token or scope that is watched.</param>
/// <param name="Element">Id of the conditional event.</param>
public sealed record HeldCondition(long Owner, string Element);

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

    /// <summary>All within is done, but what it leads to could not be worked out; the closing of the scope is tried anew.</summary>
    Closing,
}

/// <summary>The state of one run of a process: tokens in scopes, and what hangs on them. Equal by content.</summary>
public sealed partial record ProcessInstance
{
    /// <summary>How it stands.</summary>
    public InstanceStatus Status { get; init; } = InstanceStatus.Active;

    /// <summary>The next number for a token, scope, timer, incident or record of compensation.</summary>
    public long NextId { get; init; } = 1;

    /// <summary>Live tokens by number.</summary>
    public ImmutableSortedDictionary<long, Token> Tokens { get; init; } = ImmutableSortedDictionary<long, Token>.Empty;

    /// <summary>Open scopes by number; the process itself is the one without a host.</summary>
    public ImmutableSortedDictionary<long, ScopeInstance> Scopes { get; init; } = ImmutableSortedDictionary<long, ScopeInstance>.Empty;

    /// <summary>Open timers by number.</summary>
    public ImmutableSortedDictionary<long, TimerSubscription> Timers { get; init; } = ImmutableSortedDictionary<long, TimerSubscription>.Empty;

    /// <summary>Open incidents by number.</summary>
    public ImmutableSortedDictionary<long, EngineIncident> Incidents { get; init; } = ImmutableSortedDictionary<long, EngineIncident>.Empty;

    /// <summary>Loops that go on, by the token at their activity.</summary>
    public ImmutableSortedDictionary<long, LoopInstance> Loops { get; init; } = ImmutableSortedDictionary<long, LoopInstance>.Empty;

    /// <summary>What people have done at waiting user tasks, by token; nobody has touched a task that is not here.</summary>
    public ImmutableSortedDictionary<long, OpenWork> Work { get; init; } = ImmutableSortedDictionary<long, OpenWork>.Empty;

    /// <summary>What can be compensated, in order of completion.</summary>
    public ImmutableSortedDictionary<long, CompensationRecord> Compensations { get; init; } = ImmutableSortedDictionary<long, CompensationRecord>.Empty;

    /// <summary>Compensations that go on, by the token at the event that threw them.</summary>
    public ImmutableSortedDictionary<long, Compensating> Compensating { get; init; } = ImmutableSortedDictionary<long, Compensating>.Empty;

    /// <summary>Conditional events that must see their condition false before they fire again, in order of firing.</summary>
    public ImmutableList<HeldCondition> Held { get; init; } = [];

    /// <summary>Version of each called definition to which the instance was bound when it started, by called element.</summary>
    public ImmutableSortedDictionary<string, string> Calls { get; init; } = NoCalls;

    /// <summary>Visits since which nothing has happened that follows from them, and instances that follow on another one in a loop and in which nothing has happened: only these can be withdrawn.</summary>
    /// <remarks>A state that was saved before this was kept has none: what was done before it cannot be withdrawn.</remarks>
    public ImmutableSortedSet<long> Fresh { get; init; } = [];

    /// <summary>By the number of a step: what it closed behind it as the last one within an activity, so that it can be withdrawn alone.</summary>
    public ImmutableSortedDictionary<long, KeptStep> Kept { get; init; } = ImmutableSortedDictionary<long, KeptStep>.Empty;

    // Of no meaning between two commands.
    internal Ending? Ending { get; init; }

    // What a withdrawal puts back, while what came of it is taken away; of no meaning between two commands.
    internal KeptStep? Reopening { get; init; }

    // Of no meaning between two commands.
    internal Passing Passing { get; init; } = Passing.Nothing;

    // The scope that just opened, while it is entered; of no meaning between two commands.
    internal long Opening { get; init; }

    // What the tokens taken up by a join leave to the one that goes on; null where none was.
    internal Merging? Merging { get; init; }

    internal static readonly ImmutableSortedDictionary<string, string> NoCalls = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
