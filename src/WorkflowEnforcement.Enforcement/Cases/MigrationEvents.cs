using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>迁移: the case was moved to another version of its procedure. What waits goes on waiting; clocks and documents stay as they are.</summary>
/// <param name="Procedure">Key of the procedure.</param>
/// <param name="From">SHA-256 of the definition it stood on, lower-case hex.</param>
/// <param name="FromVersion">Number of that version within the key, as shown.</param>
/// <param name="To">SHA-256 of the definition it stays on from now on.</param>
/// <param name="ToVersion">Number of that version within the key, as shown.</param>
/// <param name="Reason">Why.</param>
/// <param name="Moved">Elements and flows that got another id; every other one stays under its own.</param>
/// <param name="Finished">Steps finished so far with their names as drawn in the version left, so that the record reads without it.</param>
/// <param name="Handlers">User names of those who handled the case by the version left: who handled it once is bound for good.</param>
/// <param name="Steps">What the engine decided, in order.</param>
public sealed record CaseMigrated(
    string Procedure,
    string From,
    int FromVersion,
    string To,
    int ToVersion,
    string Reason,
    ValueList<MovedElement> Moved,
    ValueList<NamedStep> Finished,
    ValueList<string> Handlers,
    ImmutableArray<EngineEvent> Steps) : CaseEvent
{
    /// <inheritdoc/>
    public bool Equals(CaseMigrated? other) =>
        other is not null
        && (Procedure, From, FromVersion, To, ToVersion, Reason) == (other.Procedure, other.From, other.FromVersion, other.To, other.ToVersion, other.Reason)
        && Moved.Equals(other.Moved) && Finished.Equals(other.Finished) && Handlers.Equals(other.Handlers) && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Reason);
}

/// <summary>An element or flow that gets another id.</summary>
/// <param name="Called">Called element in whose definition it lies; empty for the process itself.</param>
/// <param name="From">Id before.</param>
/// <param name="To">Id afterwards.</param>
public sealed record MovedElement(string Called, string From, string To)
{
    /// <summary>An element of the process itself.</summary>
    public static MovedElement Of(string from, string to) => new(string.Empty, from, to);
}

/// <summary>A step as an event names it: the record must read the same when the drawing changes.</summary>
/// <param name="Element">Id of the step.</param>
/// <param name="Name">Name as drawn then.</param>
public sealed record NamedStep(string Element, string Name);
