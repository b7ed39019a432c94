using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What became of a command: events, or a refusal that changed nothing.</summary>
public abstract record EngineOutcome;

/// <summary>The command was taken.</summary>
/// <param name="Events">What happened, in order; never empty.</param>
/// <param name="State">The state after them, equal to applying <see cref="ProcessEngine.Evolve"/> to each.</param>
public sealed record EngineAccepted(ImmutableArray<EngineEvent> Events, ProcessInstance State) : EngineOutcome;

/// <summary>The state forbids the command; nothing changed.</summary>
/// <param name="Code">Stable code, for example <c>token.unknown</c>.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record EngineRefused(string Code, string Message) : EngineOutcome;
