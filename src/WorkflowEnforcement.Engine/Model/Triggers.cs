using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>What an event waits for or throws: its event definition.</summary>
public abstract record EventTrigger;

/// <summary>No event definition: the event is passed at once.</summary>
public sealed record NoTrigger : EventTrigger
{
    /// <summary>The one instance.</summary>
    public static readonly NoTrigger Instance = new();
}

/// <summary>A moment, a length of time or a cycle.</summary>
public sealed record TimerTrigger(TimerDefinition Timer) : EventTrigger;

/// <summary>A message of one receiver.</summary>
/// <param name="Name">Name of the message; its id where it has none.</param>
/// <param name="Id">Id of the message element.</param>
public sealed record MessageTrigger(string Name, string Id) : EventTrigger;

/// <summary>A signal to all who wait for it.</summary>
/// <param name="Name">Name of the signal; its id where it has none.</param>
/// <param name="Id">Id of the signal element.</param>
public sealed record SignalTrigger(string Name, string Id) : EventTrigger;

/// <summary>A condition over variables that becomes true.</summary>
public sealed record ConditionalTrigger(FeelExpression Condition) : EventTrigger;

/// <summary>An error, which interrupts the scope that it leaves.</summary>
/// <param name="Code">Error code; null catches every error and throws the empty code.</param>
public sealed record ErrorTrigger(string? Code) : EventTrigger;

/// <summary>An escalation, which goes outwards without having to interrupt.</summary>
/// <param name="Code">Escalation code; null catches every escalation and throws the empty code.</param>
public sealed record EscalationTrigger(string? Code) : EventTrigger;

/// <summary>Undoing what was completed.</summary>
/// <param name="Activity">Id of the activity that is compensated; null for all of the scope. Always null where it is caught.</param>
/// <param name="Waits">Whether the thrower waits until the handlers are done (<c>waitForCompletion</c>).</param>
public sealed record CompensationTrigger(string? Activity, bool Waits) : EventTrigger;

/// <summary>A jump within one scope: the thrower leads to the catcher of the same name.</summary>
public sealed record LinkTrigger(string Name) : EventTrigger;

/// <summary>The end of a transaction that is taken back; thrown by an end event, caught on the transaction's boundary.</summary>
public sealed record CancelTrigger : EventTrigger;

/// <summary>The end of a scope with all that is open in it; only on end events.</summary>
public sealed record TerminateTrigger : EventTrigger;
