using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>What became of a command.</summary>
public abstract record CaseOutcome;

/// <summary>The command was taken.</summary>
/// <param name="Events">What happened, in order; never empty.</param>
/// <param name="State">The state after them.</param>
public sealed record Accepted(ImmutableArray<CaseEvent> Events, CaseState State) : CaseOutcome;

/// <summary>State or law forbids what was asked; nothing changed.</summary>
/// <param name="Code">Stable code, <c>area.reason</c>.</param>
/// <param name="Message">A plain sentence in Chinese: what was expected, what was found, what to do.</param>
/// <param name="Source">The law that speaks, where it does.</param>
public sealed record Refused(string Code, string Message, LegalSource? Source = null) : CaseOutcome
{
    /// <summary>Faults by field of the form; empty where the refusal concerns no field.</summary>
    public ImmutableArray<FieldFault> Fields { get; init; } = [];
}

/// <summary>What is wrong with one entry of a form.</summary>
/// <param name="Key">Key of the fact.</param>
/// <param name="Message">A plain sentence in Chinese.</param>
public sealed record FieldFault(string Key, string Message);
