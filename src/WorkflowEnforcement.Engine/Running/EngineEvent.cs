using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Something that happened in a process instance. Stored forever: never renamed, never given another meaning.</summary>
public abstract record EngineEvent;

/// <summary>A scope opened: the process itself (no host), a subprocess, a called process, an instance of a loop or a handler of a compensation (their token is the host).</summary>
public sealed record ScopeOpened(long Scope, string Element, long? Host, FeelContext Variables) : EngineEvent
{
    /// <summary>Id of the called process to whose definition its elements belong; null for the process the instance began with.</summary>
    public string? Definition { get; init; }

    /// <summary>Which time it is, where the scope is one instance of a loop; else null.</summary>
    public int? Counter { get; init; }
}

/// <summary>A scope closed, with all that was in it.</summary>
public sealed record ScopeClosed(long Scope) : EngineEvent;

/// <summary>A token came to an element.</summary>
/// <param name="Token">Its number; a new one at a start or after a fork.</param>
/// <param name="Scope">The scope it lives in.</param>
/// <param name="Element">The element it came to.</param>
/// <param name="Flow">The sequence flow by which it came, null at a start or boundary event.</param>
public sealed record ElementEntered(long Token, long Scope, string Element, string? Flow) : EngineEvent
{
    /// <summary>The token it comes from, which was completed or cancelled just before or is being watched; null where a scope begins.</summary>
    public long? After { get; init; }

    /// <summary>Where a step is done again: the visit that is undone; null on the way forward.</summary>
    public long? Again { get; init; }
}

/// <summary>A token now waits, joins, hosts or is queued at its element.</summary>
public sealed record TokenRested(long Token, TokenState State) : EngineEvent;

/// <summary>A token that was queued goes on: it is its turn.</summary>
public sealed record TurnCame(long Token) : EngineEvent;

/// <summary>An element was finished and its token consumed; successors are entered by new tokens.</summary>
public sealed record ElementCompleted(long Token, string Element) : EngineEvent
{
    /// <summary>Whether it was an activity: a step that can be returned to.</summary>
    public bool Step { get; init; }

    /// <summary>Whether the token only held together what was completed by others: the instances of a loop, handlers that nobody waited for. It is no part of the trace.</summary>
    public bool Frame { get; init; }
}

/// <summary>A token was taken up by a join together with its siblings; the one that goes on is completed right after.</summary>
public sealed record TokenJoined(long Token, string Element) : EngineEvent;

/// <summary>A token was taken away before its element was finished, by an interrupting event or the end of its scope; its incidents went with it.</summary>
public sealed record TokenCancelled(long Token, string Element) : EngineEvent;

/// <summary>Variables were written to a scope.</summary>
public sealed record VariablesWritten(long Scope, FeelContext Variables) : EngineEvent;

/// <summary>A timer was set on a token.</summary>
public sealed record TimerSet(long Timer, long Token, string Element, DateTimeOffset DueAt) : EngineEvent
{
    /// <summary>How often it is due again after that; -1 for ever.</summary>
    public int Left { get; init; }

    /// <summary>ISO 8601 length of time to the next moment; null where this is the only one.</summary>
    public string? Every { get; init; }

    /// <summary>The moment from which the months of a cycle are counted; null where each time is counted from the last.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A timer was set that starts an event subprocess of a scope.</summary>
public sealed record ScopeTimerSet(long Timer, long Scope, string Element, DateTimeOffset DueAt) : EngineEvent
{
    /// <summary>How often it is due again after that; -1 for ever.</summary>
    public int Left { get; init; }

    /// <summary>ISO 8601 length of time to the next moment; null where this is the only one.</summary>
    public string? Every { get; init; }

    /// <summary>The moment from which the months of a cycle are counted; null where each time is counted from the last.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>A timer fired.</summary>
public sealed record TimerFired(long Timer, string Element) : EngineEvent;

/// <summary>A timer was put away unfired, because what it guarded is over.</summary>
public sealed record TimerDropped(long Timer) : EngineEvent;

/// <summary>The flow sent a message; who outside is to have it reads it here.</summary>
public sealed record MessageThrown(string Element, string Name) : EngineEvent;

/// <summary>A message reached who waited for it.</summary>
public sealed record MessageCaught(string Element, string Name) : EngineEvent;

/// <summary>The flow, or somebody outside, gave a signal.</summary>
/// <param name="Element">Id of the event that gave it; empty where it came from outside.</param>
/// <param name="Name">Name of the signal.</param>
public sealed record SignalThrown(string Element, string Name) : EngineEvent;

/// <summary>An error of the business was thrown and found who catches it.</summary>
public sealed record ErrorThrown(string Element, string Code, string CaughtBy) : EngineEvent;

/// <summary>An escalation was thrown.</summary>
/// <param name="Element">Id of the element that threw it.</param>
/// <param name="Code">Its code; empty for none.</param>
/// <param name="CaughtBy">Id of the event that caught it; null where nobody did.</param>
public sealed record EscalationThrown(string Element, string Code, string? CaughtBy) : EngineEvent
{
    /// <summary>The token at whose work it was thrown; null where an event threw it.</summary>
    public long? By { get; init; }
}

/// <summary>A condition became true where an event waited for it.</summary>
/// <param name="Owner">The token or scope that was watched.</param>
/// <param name="Element">Id of the conditional event.</param>
/// <param name="Again">Whether the watch goes on, so that the condition must be false before it can count again.</param>
public sealed record ConditionHeld(long Owner, string Element, bool Again) : EngineEvent;

/// <summary>A condition that had held is false again.</summary>
public sealed record ConditionCleared(long Owner, string Element) : EngineEvent;

/// <summary>A decision was worked out.</summary>
/// <param name="Element">Id of the business rule task.</param>
/// <param name="Decision">Id of the decision.</param>
/// <param name="Rules">Rules that held, in the order of the tables: the id of the decision and the number of the rule from 1, as in <c>discretion#3</c>.</param>
public sealed record DecisionMade(string Element, string Decision, ImmutableArray<string> Rules) : EngineEvent
{
    /// <inheritdoc/>
    public bool Equals(DecisionMade? other) => other is not null && (Element, Decision) == (other.Element, other.Decision) && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Element, Decision, Rules.Length);
}

/// <summary>A loop began.</summary>
/// <param name="Token">The token at its activity.</param>
/// <param name="Total">Number of instances; null for a standard loop.</param>
/// <param name="Items">Items of the collection; empty where there is none.</param>
public sealed record LoopBegun(long Token, int? Total, FeelList Items) : EngineEvent;

/// <summary>One instance of a loop was completed.</summary>
/// <param name="Loop">The token at the loop's activity.</param>
/// <param name="Counter">Which time it was, from 1.</param>
/// <param name="Token">The token that did it.</param>
public sealed record LoopInstanceCompleted(long Loop, int Counter, long Token) : EngineEvent;

/// <summary>One instance of a loop was cancelled while others went on.</summary>
public sealed record LoopInstanceTerminated(long Loop, int Counter) : EngineEvent;

/// <summary>An instance of a loop that nobody had begun to work on was put off again.</summary>
public sealed record LoopInstanceRecalled(long Loop, int Counter) : EngineEvent;

/// <summary>One completed instance of a loop was taken back; it is begun again right after.</summary>
public sealed record LoopInstanceReopened(long Loop, int Counter, long Token) : EngineEvent;

/// <summary>An activity was completed that can be compensated.</summary>
/// <param name="Record">Number of the record.</param>
/// <param name="Scope">The scope in which it was completed.</param>
/// <param name="Element">Id of the activity.</param>
/// <param name="From">The scope within it, whose records and variables are kept with it; null for none.</param>
public sealed record CompensationKept(long Record, long Scope, string Element, long? From) : EngineEvent
{
    /// <summary>The token that did it; null in what was stored before this was kept.</summary>
    public long? Token { get; init; }

    /// <summary>The scope of the instance of a loop that it was, whose item and counter are kept with it; null for none.</summary>
    public long? Instance { get; init; }
}

/// <summary>What was completed in a scope that is about to be cancelled will be undone with the scope around it.</summary>
/// <param name="From">The scope that is cancelled, whose variables are kept with its records.</param>
/// <param name="Into">The scope that holds the records from now on.</param>
public sealed record CompensationHandedUp(long From, long Into) : EngineEvent;

/// <summary>A compensation began.</summary>
/// <param name="Token">The token at the event that threw it.</param>
/// <param name="Records">What is to be undone, the next one first.</param>
public sealed record CompensationBegun(long Token, ImmutableArray<long> Records) : EngineEvent
{
    /// <inheritdoc/>
    public bool Equals(CompensationBegun? other) => other is not null && Token == other.Token && Records.SequenceEqual(other.Records);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Token, Records.Length);
}

/// <summary>The next record of a compensation was taken up.</summary>
/// <param name="Token">The token at the event that threw it.</param>
/// <param name="Record">Number of the record.</param>
/// <param name="Into">The scope that its handler runs in and that now holds what was completed within it; null where that is undone one by one.</param>
public sealed record CompensationTaken(long Token, long Record, long? Into) : EngineEvent;

/// <summary>A compensation is over.</summary>
public sealed record CompensationEnded(long Token) : EngineEvent;

/// <summary>The work at a waiting user task was opened: its first seats follow right after.</summary>
/// <param name="Token">The waiting token.</param>
/// <param name="Veto">Persons with a veto.</param>
/// <param name="Presiding">The person who presides; null for nobody.</param>
public sealed record WorkBegun(long Token, ValueList<string> Veto, string? Presiding) : EngineEvent;

/// <summary>A person did something at a waiting user task, or its signers have decided.</summary>
public sealed record WorkChanged(long Token, WorkEvent Change) : EngineEvent;

/// <summary>Work was sent back to an earlier step, which is entered again right after; what came of it since is cancelled in between.</summary>
/// <param name="Token">The token that was sent back.</param>
/// <param name="Element">Where it stood.</param>
/// <param name="To">The step that is done again.</param>
/// <param name="Visit">The visit that is undone.</param>
/// <param name="Reason">Why.</param>
public sealed record StepReturned(long Token, string Element, string To, long Visit, string Reason) : EngineEvent;

/// <summary>A completed step was taken back and is entered again right after; what waited on it is cancelled in between.</summary>
public sealed record StepWithdrawn(long Visit, string Element) : EngineEvent;

/// <summary>What the last step within an activity had closed is open again as it was before, under the same numbers; the step is entered again right after.</summary>
/// <param name="Visit">The step that is undone.</param>
/// <param name="Host">The outermost token that goes on again.</param>
public sealed record ScopesReopened(long Visit, long Host) : EngineEvent;

/// <summary>The versions of the called definitions to which the instance is bound.</summary>
public sealed record CallsBound(ImmutableSortedDictionary<string, string> Versions) : EngineEvent
{
    /// <inheritdoc/>
    public bool Equals(CallsBound? other) => other is not null && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => Versions.Count;
}

/// <summary>The instance stands in another version of its definition from now on.</summary>
/// <param name="From">Version before.</param>
/// <param name="To">Version afterwards.</param>
/// <param name="Process">Id of the process element afterwards.</param>
/// <param name="Moved">New ids of elements and flows by called element (empty for the process itself); every other one stays under its own id.</param>
public sealed record InstanceMigrated(
    string From, string To, string Process, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Moved) : EngineEvent
{
    /// <summary>Versions of what is called, to which the instance is bound from now on.</summary>
    public ImmutableSortedDictionary<string, string> Calls { get; init; } = ProcessInstance.NoCalls;

    /// <summary>Steps that were done and are not drawn any more, by called element (empty for the process itself).</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Forgotten { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Equals(InstanceMigrated? other) =>
        other is not null
        && (From, To, Process) == (other.From, other.To, other.Process)
        && Moved.Keys.SequenceEqual(other.Moved.Keys)
        && Moved.Values.Zip(other.Moved.Values).All(pair => pair.First.SequenceEqual(pair.Second))
        && Calls.SequenceEqual(other.Calls)
        && Forgotten.Keys.SequenceEqual(other.Forgotten.Keys)
        && Forgotten.Values.Zip(other.Forgotten.Values).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Process);
}

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
