using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Something that happened in a case. Stored forever: never edited, renamed or given another meaning.</summary>
public abstract record CaseEvent;

/// <summary>A case was opened on a clue.</summary>
/// <param name="Procedure">Key of the procedure, for example <c>penalty.ordinary</c>.</param>
/// <param name="Definition">SHA-256 of the definition (flow and forms) the case stays on, lower-case hex.</param>
/// <param name="ClueNumber">Number in the clue register.</param>
/// <param name="Title">Working title.</param>
/// <param name="Unit">Section that handles it.</param>
public sealed record CaseOpened(string Procedure, string Definition, string ClueNumber, string Title, string Unit) : CaseEvent;

/// <summary>A case was opened from another. The facts recorded next are taken over from it.</summary>
/// <param name="Origin">Id of the first case.</param>
/// <param name="Procedure">Key of its procedure.</param>
/// <param name="Number">Its number as shown then.</param>
/// <param name="Title">Its cause as shown then.</param>
/// <param name="Label">What the new case is for.</param>
/// <param name="Basis">Law and article as cited.</param>
public sealed record CaseLinked(Guid Origin, string Procedure, string Number, string Title, string Label, string Basis) : CaseEvent;

/// <summary>Facts were entered or changed.</summary>
/// <param name="Element">Step in which they were entered; empty when at opening or by the system.</param>
/// <param name="Facts">Keys of the facts dictionary and their values; null takes a value away.</param>
public sealed record FactsRecorded(string Element, ImmutableSortedDictionary<string, FeelValue> Facts) : PersonalAct;

/// <summary>A task waits for a person.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="Name">Name of the step as drawn.</param>
public sealed record TaskOffered(long Task, string Element, string Name) : CaseEvent;

/// <summary>A person took a task on.</summary>
public sealed record TaskClaimed(long Task, string Element) : PersonalAct;

/// <summary>A person gave a task back to its pool.</summary>
public sealed record TaskReleased(long Task, string Element) : PersonalAct;

/// <summary>A person finished a task.</summary>
/// <param name="Task">Token number of the task.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="Outcome">Key of the outcome chosen.</param>
/// <param name="Label">Its label as shown, so that the record reads without the definition.</param>
/// <param name="Comment">Opinion given; empty for none.</param>
/// <param name="Officers">User names of the two officers who acted, where the law asks for two; else empty.</param>
public sealed record TaskCompleted(long Task, string Element, string Outcome, string Label, string Comment, ImmutableArray<string> Officers) : PersonalAct
{
    /// <inheritdoc/>
    public bool Equals(TaskCompleted? other) =>
        other is not null && (Task, Element, Outcome, Label, Comment) == (other.Task, other.Element, other.Outcome, other.Label, other.Comment)
        && Officers.SequenceEqual(other.Officers) && OnBehalfOf == other.OnBehalfOf;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Task, Element, Outcome);
}

/// <summary>登记来件: something came for which the flow waited.</summary>
/// <param name="Element">Id of the event that waited.</param>
/// <param name="Name">Its name as drawn, so that the record reads without the definition.</param>
/// <param name="Comment">What was said of it; empty for nothing.</param>
public sealed record MessageReceived(string Element, string Name, string Comment) : CaseEvent;

/// <summary>What the law lets follow by itself has followed (拟制效果), such as an application that counts as accepted. The facts recorded next say what holds.</summary>
/// <param name="Element">Id of the event of the flow.</param>
/// <param name="Name">Its name as drawn.</param>
/// <param name="Basis">Law and article as cited.</param>
public sealed record EffectFollowed(string Element, string Name, string Basis) : CaseEvent;

/// <summary>The legal review ended with an opinion.</summary>
/// <param name="Passed">True for 同意.</param>
/// <legal>行政处罚法 (2021) art. 58.</legal>
public sealed record LegalReviewConcluded(bool Passed) : CaseEvent;

/// <summary>The case was filed and got its number.</summary>
public sealed record CaseFiled(string Number) : CaseEvent;

/// <summary>The case entered a stage of the whole-process record.</summary>
public sealed record StageEntered(string Stage) : CaseEvent;

/// <summary>The flow moved.</summary>
/// <param name="Steps">What the engine decided, in order.</param>
public sealed record ProcessAdvanced(ImmutableArray<EngineEvent> Steps) : CaseEvent
{
    /// <inheritdoc/>
    public bool Equals(ProcessAdvanced? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Length;
}

/// <summary>A statutory clock began to run.</summary>
/// <param name="Clock">Id of the clock, for example T11.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="StartedOn">Local day of the event that starts it; not counted.</param>
/// <param name="Due">Statutory last day, included.</param>
/// <param name="Internal">Day on which the bureau warns itself.</param>
/// <param name="Provisional">True where a year without a published calendar was touched.</param>
/// <param name="Basis">Law and article as cited.</param>
public sealed record ClockStarted(string Clock, string Name, DateOnly StartedOn, DateOnly Due, DateOnly Internal, bool Provisional, string Basis) : CaseEvent
{
    /// <summary>The minute in which a clock of hours ends; null for clocks that are counted in dates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>True where a clock that had stopped runs again as it stood, with its extension and the spans that stood still.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Again { get; init; }
}

/// <summary>A statutory clock stopped.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="On">Local day of the event that stopped it.</param>
/// <param name="How">How it ended.</param>
public sealed record ClockStopped(string Clock, DateOnly On, ClockState How) : CaseEvent;

/// <summary>A document of the catalogue was asked for; a job makes it and reports.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Code">Catalogue number, for example C31.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Number">Its number, for example 辽太工信罚决字〔2026〕第1号; empty for internal forms.</param>
/// <param name="Element">Step that asks for it.</param>
/// <param name="Token">Token that waits for it; 0 where none does.</param>
/// <param name="Serves">Id of the document whose service it proves; null for other documents.</param>
/// <param name="Required">True where the following steps may not act without it.</param>
public sealed record DocumentRequested(
    Guid Document, string Code, string Name, string Number, string Element, long Token, Guid? Serves, bool Required) : CaseEvent;

/// <summary>A document was made.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Template">Hash of the template it was made with, lower-case hex.</param>
public sealed record DocumentIssued(Guid Document, string Sha256, long Size, string Template) : CaseEvent;

/// <summary>A document was served on the party.</summary>
public sealed record DocumentServed(Guid Document, DateOnly On, string Mode) : CaseEvent;

/// <summary>Something outside the flow stands still until a person resolves it; faults of the flow itself are in <see cref="ProcessAdvanced"/>.</summary>
/// <param name="Incident">Number of the incident in the case.</param>
/// <param name="Code">Stable code, for example <c>template.unknown-name</c>.</param>
/// <param name="Message">A plain sentence.</param>
/// <param name="Document">The document concerned.</param>
public sealed record DocumentFailed(int Incident, string Code, string Message, Guid Document) : CaseEvent;

/// <summary>A person resolved an incident; the work is tried again.</summary>
/// <param name="Incident">Number of the document incident, or of the engine's incident when <paramref name="InFlow"/>.</param>
/// <param name="InFlow">True for an incident of the flow.</param>
/// <param name="Reason">What the person did about it.</param>
public sealed record IncidentResolved(long Incident, bool InFlow, string Reason) : CaseEvent;

/// <summary>The flow reached its end: the case is over.</summary>
public sealed record CaseEnded(string Result) : CaseEvent;

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>Runs.</summary>
    Running,

    /// <summary>已中止: stands still; the days are not counted.</summary>
    Suspended,

    /// <summary>Stopped in time.</summary>
    Met,

    /// <summary>Stopped after its last day.</summary>
    Late,

    /// <summary>A right of the party that was not used in time.</summary>
    Lapsed,
}
