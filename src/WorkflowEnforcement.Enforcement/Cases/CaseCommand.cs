using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Something a case is asked to do: who, when, and what. Ids and the moment come in with it.</summary>
public abstract record CaseCommand
{
    /// <summary>Who asks.</summary>
    public required Actor By { get; init; }

    /// <summary>The moment, with the bureau's offset: its date is the local day of the act.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the command; ids of documents that it asks for are derived from it.</summary>
    public required string CommandId { get; init; }

    /// <summary>代理: user name of the person for whom <see cref="By"/> acts; null when acting for oneself.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Set by the law once it has found the written delegation: <see cref="By"/> is then the person represented.</summary>
    internal Acting? Acting { get; init; }

    /// <summary>Whose hands do it.</summary>
    internal Actor Doer => Acting?.Hand ?? By;

    /// <summary>The local day of the act.</summary>
    public DateOnly Today => DateOnly.FromDateTime(At.DateTime);
}

/// <summary>Whose hands act, and for whom.</summary>
internal sealed record Acting(Actor Hand, Represented For);

/// <summary>Opens a case.</summary>
/// <param name="Title">Working title, 1 to 200 characters.</param>
/// <param name="Facts">Facts known already.</param>
public sealed record OpenCase(string Title, ImmutableSortedDictionary<string, FeelValue> Facts) : CaseCommand
{
    /// <summary>由本案立案: id of the case from which it is opened, whose facts it takes over; null for one that follows from none.</summary>
    public Guid? Origin { get; init; }
}

/// <summary>Takes a task on.</summary>
public sealed record ClaimTask(long Task) : CaseCommand;

/// <summary>Gives a task back to its pool.</summary>
public sealed record ReleaseTask(long Task) : CaseCommand;

/// <summary>Finishes a task.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Outcome">Key of the outcome.</param>
/// <param name="Facts">Facts entered in its form.</param>
/// <param name="Comment">Opinion; required where the outcome asks for one.</param>
public sealed record CompleteTask(long Task, string Outcome, ImmutableSortedDictionary<string, FeelValue> Facts, string Comment) : CaseCommand;

/// <summary>登记来件: enters that something came for which the flow waits, such as an application of the party or a ruling of the court.</summary>
/// <param name="Element">Id of the event that waits.</param>
/// <param name="Facts">Facts entered in its form.</param>
/// <param name="Comment">What is to be said of it; empty for nothing.</param>
public sealed record ReceiveMessage(string Element, ImmutableSortedDictionary<string, FeelValue> Facts, string Comment) : CaseCommand;

/// <summary>Fires a timer of the flow that is due.</summary>
public sealed record FireDueTimer(long Timer) : CaseCommand;

/// <summary>Reports that a document was made.</summary>
public sealed record ReportDocument(Guid Document, string Sha256, long Size, string Template) : CaseCommand;

/// <summary>Reports that a document could not be made.</summary>
public sealed record ReportDocumentFailure(Guid Document, string Code, string Message) : CaseCommand;

/// <summary>Moves a running case to another version of its procedure.</summary>
/// <param name="From">The version it must stand on.</param>
/// <param name="To">The version it is to stay on.</param>
/// <param name="Moved">Elements and flows that get another id.</param>
/// <param name="Reason">Why; needed.</param>
public sealed record MigrateCase(DefinitionVersion From, DefinitionVersion To, ValueList<MovedElement> Moved, string Reason) : CaseCommand;

/// <summary>A definition with the number by which people call it.</summary>
/// <param name="Number">Number within the key of the procedure, from 1.</param>
/// <param name="Definition">The definition.</param>
public sealed record DefinitionVersion(int Number, ProcedureDefinition Definition);

/// <summary>Resolves an incident: the work is tried again.</summary>
public sealed record ResolveCaseIncident(long Incident, bool InFlow, string Reason) : CaseCommand;

/// <summary>Counts the open clocks of a case anew by the calendar of the setting.</summary>
/// <param name="Calendar">What changed, as people call it: year and version.</param>
public sealed record RecomputeClocks(string Calendar) : CaseCommand;
