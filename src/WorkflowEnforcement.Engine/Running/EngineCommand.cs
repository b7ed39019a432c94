using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Something a process instance is asked to do. Whatever it needs from outside comes in with it.</summary>
public abstract record EngineCommand
{
    /// <summary>The moment of the command; timers count from it, and its offset is the local time of the flow.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Facts that expressions may read beside the flow's own variables; they are looked up last and are not stored in the state.</summary>
    public FeelContext Inputs { get; init; } = FeelContext.Empty;
}

/// <summary>Starts an instance.</summary>
/// <param name="Variables">The first variables of the process.</param>
public sealed record StartInstance(FeelContext Variables) : EngineCommand
{
    /// <summary>Id of the start event that came; null for the one without a trigger.</summary>
    public string? Element { get; init; }
}

/// <summary>Finishes what a token waits for: a user task was done, a service task reports success.</summary>
/// <param name="Token">Number of the waiting token.</param>
/// <param name="Variables">Results, each written to the nearest scope that has the name, else to the process.</param>
public sealed record CompleteElement(long Token, FeelContext Variables) : EngineCommand;

/// <summary>Reports that the work of a waiting service task failed; the token stands still with an incident.</summary>
public sealed record FailElement(long Token, string Code, string Message) : EngineCommand;

/// <summary>Throws an error of the business from the activity at which a token waits; who is nearest catches it, and an error that nobody catches is an incident.</summary>
/// <param name="Token">Number of the waiting token.</param>
/// <param name="Code">Error code, as the catching event names it.</param>
public sealed record ThrowError(long Token, string Code) : EngineCommand;

/// <summary>Throws an escalation from the activity at which a token waits; one that nobody catches changes nothing but is recorded.</summary>
/// <param name="Token">Number of the waiting token.</param>
/// <param name="Code">Escalation code, as the catching event names it.</param>
public sealed record ThrowEscalation(long Token, string Code) : EngineCommand;

/// <summary>Gives a message to one that waits for it; refused when nobody does.</summary>
/// <remarks>Who waits within what another one watches comes before it; of the rest a token that waits or is guarded before an event subprocess, and then who has waited longest.</remarks>
/// <param name="Name">Name or id of the message.</param>
/// <param name="Variables">What it brings, written as results are.</param>
public sealed record PublishMessage(string Name, FeelContext Variables) : EngineCommand
{
    /// <summary>Id of the event or receive task that is meant; null for whichever waits for the name.</summary>
    public string? Element { get; init; }
}

/// <summary>Gives a signal to all that wait for one of that name; refused when nobody does.</summary>
/// <param name="Name">Name or id of the signal.</param>
/// <param name="Variables">What it brings, written as results are.</param>
public sealed record BroadcastSignal(string Name, FeelContext Variables) : EngineCommand;

/// <summary>Fires a timer; refused before it is due.</summary>
public sealed record FireTimer(long Timer) : EngineCommand;

/// <summary>Begins an activity of an open ad hoc subprocess once more.</summary>
/// <param name="Token">Number of the token that hosts the ad hoc subprocess.</param>
/// <param name="Element">Id of an activity in it without a way in.</param>
public sealed record BeginAdHoc(long Token, string Element) : EngineCommand;

/// <summary>An approval operation at a waiting user task: claiming, handing on, adding and removing signers, signing, urging, copying.</summary>
/// <param name="Token">Number of the waiting token.</param>
/// <param name="Act">What a person does. A signature that decides completes the task, or sends the flow back.</param>
/// <param name="Variables">Results, written when the task is completed by it.</param>
public sealed record ActOnWork(long Token, WorkCommand Act, FeelContext Variables) : EngineCommand
{
    /// <summary>Name of the variable that takes the key of the outcome when the task is completed; null for none.</summary>
    public string? OutcomeVariable { get; init; }
}

/// <summary>Goes back to an earlier step (退回): what came of that step since is taken away, and it is done again.</summary>
/// <param name="Token">Number of the token that is sent back.</param>
/// <param name="Element">Id of an activity that lies behind it, in its own scope or in one around it.</param>
/// <param name="Reason">Why.</param>
public sealed record ReturnToStep(long Token, string Element, string Reason) : EngineCommand;

/// <summary>Takes a completed step back (撤回), while nobody has done anything that followed from it.</summary>
/// <param name="Visit">Number of the token that did it.</param>
public sealed record WithdrawStep(long Visit) : EngineCommand;

/// <summary>Tries again where an incident stopped a token: the element is entered or left anew with today's facts.</summary>
public sealed record ResolveIncident(long Incident) : EngineCommand;

/// <summary>Writes variables to the process scope.</summary>
public sealed record SetVariables(FeelContext Variables) : EngineCommand;

/// <summary>Ends the instance, whatever is open.</summary>
public sealed record TerminateInstance(string Reason) : EngineCommand;
