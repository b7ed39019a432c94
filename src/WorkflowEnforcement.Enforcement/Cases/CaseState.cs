using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>A task that waits for a person.</summary>
/// <param name="Task">Token number.</param>
/// <param name="Element">Id of the step.</param>
/// <param name="Holder">User name of who took it on; null while it is in its pool.</param>
public sealed record OpenTask(long Task, string Element, string? Holder)
{
    /// <summary>User name of who finished a task last before this one was offered: he submitted what is decided here. Null where nobody did.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>User names of those who signed there with him; empty where he signed alone.</summary>
    public ValueList<string> CoSubmitters { get; init; } = [];
}

/// <summary>A finished task, as later steps and documents cite it.</summary>
public sealed record Completion(long Task, string Element, string Outcome, string Label, string Comment, string By, string ByName, DateTimeOffset At)
{
    /// <summary>User names of the two officers who acted, where the law asks for two; else empty.</summary>
    public ImmutableArray<string> Officers { get; init; } = [];

    /// <summary>User names of those who signed before the last one and took part in the decision, and of all whom a proxy represented; empty where one person finished it alone.</summary>
    public ValueList<string> Signers { get; init; } = [];

    /// <summary>代理: for whom it was finished; null where the person acted for himself.</summary>
    public Represented? OnBehalfOf { get; init; }

    /// <summary>The name of who finished it, with that of the person represented: 乙（代甲）.</summary>
    public string SignedAs => Represented.BothNames(ByName, OnBehalfOf);

    /// <summary>True once the step was taken back or returned, so that this no longer stands.</summary>
    public bool Undone { get; init; }

    /// <summary>Name of the step as drawn in the version in which it was finished; null while the case is still on that version.</summary>
    public string? NameThen { get; init; }

    /// <summary>Name of the step: as drawn when it was finished.</summary>
    /// <param name="procedure">The definition on which the case stays now.</param>
    public string NameIn(ProcedureDefinition procedure) => NameThen ?? procedure.Steps.GetValueOrDefault(Element)?.Name ?? Element;

    /// <inheritdoc/>
    public bool Equals(Completion? other) =>
        other is not null && (Task, Element, Outcome, Label, Comment) == (other.Task, other.Element, other.Outcome, other.Label, other.Comment)
        && (By, ByName, At) == (other.By, other.ByName, other.At) && Officers.SequenceEqual(other.Officers)
        && Signers.Equals(other.Signers) && OnBehalfOf == other.OnBehalfOf && (Undone, NameThen) == (other.Undone, other.NameThen);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Task, Element, Outcome, By);
}

/// <summary>How a document stands.</summary>
public enum DocumentState
{
    /// <summary>Asked for, not yet made.</summary>
    Requested,

    /// <summary>Could not be made; an incident says why.</summary>
    Failed,

    /// <summary>Made and numbered.</summary>
    Issued,

    /// <summary>Served on the party.</summary>
    Served,
}

/// <summary>A document of the case.</summary>
/// <param name="AtVersion">Version of the case at which it was asked for: it is made from the state as it was then.</param>
public sealed record CaseDocument(
    Guid Id, string Code, string Name, string Number, string Element, long Token, Guid? Serves, bool Required, DocumentState State, string? Sha256, int AtVersion, DateOnly On)
{
    /// <summary>Local day on which it counts as served; null before.</summary>
    public DateOnly? ServedOn { get; init; }
}

/// <summary>The case from which another was opened.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Procedure">Key of its procedure.</param>
/// <param name="Number">Its number as shown then.</param>
/// <param name="Title">Its cause as shown then.</param>
public sealed record CaseOrigin(Guid Case, string Procedure, string Number, string Title);

/// <summary>A document that could not be made.</summary>
public sealed record CaseIncident(int Id, string Code, string Message, Guid Document);

/// <summary>The state of a case: what its events add up to. Equal by content.</summary>
public sealed partial record CaseState
{
    /// <summary>Key of the procedure.</summary>
    public required string Procedure { get; init; }

    /// <summary>Hash of the definition it stays on.</summary>
    public required string Definition { get; init; }

    /// <summary>Number in the clue register.</summary>
    public required string ClueNumber { get; init; }

    /// <summary>Working title.</summary>
    public required string Title { get; init; }

    /// <summary>Section that handles it.</summary>
    public required string Unit { get; init; }

    /// <summary>User name of who opened it.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Number of events so far.</summary>
    public required int Version { get; init; }

    /// <summary>Case number; null before filing.</summary>
    public string? Number { get; init; }

    /// <summary>Local day of filing; null before.</summary>
    public DateOnly? FiledOn { get; init; }

    /// <summary>Stage of the whole-process record.</summary>
    public string Stage { get; init; } = string.Empty;

    /// <summary>Who entered what came from outside since the last step was finished; null for nobody.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Facts by key of the dictionary.</summary>
    public ImmutableSortedDictionary<string, FeelValue> Facts { get; init; } = NoFacts;

    /// <summary>The facts as they were when the notice before penalty was made, or the party told on the spot; null before.</summary>
    public ImmutableSortedDictionary<string, FeelValue>? NoticedFacts { get; init; }

    /// <summary>The run of the flow; null before it started.</summary>
    public ProcessInstance? Instance { get; init; }

    /// <summary>Tasks that wait for people, by token number.</summary>
    public ImmutableSortedDictionary<long, OpenTask> Tasks { get; init; } = ImmutableSortedDictionary<long, OpenTask>.Empty;

    /// <summary>Finished tasks, oldest first.</summary>
    public ImmutableList<Completion> Completions { get; init; } = [];

    /// <summary>Clocks by id; a clock started again replaces its earlier run.</summary>
    public ImmutableSortedDictionary<string, CaseClock> Clocks { get; init; } = ImmutableSortedDictionary.Create<string, CaseClock>(StringComparer.Ordinal);

    /// <summary>Documents in order of request.</summary>
    public ImmutableList<CaseDocument> Documents { get; init; } = [];

    /// <summary>Open incidents of documents.</summary>
    public ImmutableList<CaseIncident> Incidents { get; init; } = [];

    /// <summary>Number of document incidents so far.</summary>
    public int IncidentCount { get; init; }

    /// <summary>True when the legal review of the present investigation passed; null before an opinion.</summary>
    public bool? ReviewPassed { get; init; }

    /// <summary>User names of those who were given work or a copy here and may therefore read the case.</summary>
    public ImmutableSortedSet<string> Readers { get; init; } = NoReaders;

    /// <summary>User names of those who handled it by versions of the procedure that it has left.</summary>
    public ImmutableSortedSet<string> EarlierHandlers { get; init; } = NoReaders;

    /// <summary>The case from which this one was opened; null where it follows from none.</summary>
    public CaseOrigin? Origin { get; init; }

    /// <summary>How the case ended; null while it runs.</summary>
    public string? Result { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>No facts, ordered by ordinal.</summary>
    public static readonly ImmutableSortedDictionary<string, FeelValue> NoFacts = ImmutableSortedDictionary.Create<string, FeelValue>(StringComparer.Ordinal);

    private static readonly ImmutableSortedSet<string> NoReaders = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The text of a fact, or an empty text.</summary>
    public string Text(string key) => Facts.GetValueOrDefault(key) is FeelText text ? text.Value : string.Empty;

    /// <summary>The date of a fact, or null.</summary>
    public DateOnly? Date(string key) => Facts.GetValueOrDefault(key) is FeelDate date ? date.Value : null;

    /// <summary>The day that a flow names: that of a fact, or the last day of a clock as in <c>clocks.T18.due</c>; null where there is none yet.</summary>
    internal DateOnly? Day(string word) => Vocabulary.ClockOfLastDay(word) is { } clock ? Clocks.GetValueOrDefault(clock)?.Due : Date(word);

    /// <summary>The number of a fact, or null.</summary>
    public decimal? Amount(string key) => Facts.GetValueOrDefault(key) is FeelNumber number ? number.Value : null;

    /// <summary>Text of a flow variable as a token sees it: of its own scope first, then of those around it, up to the border of a called procedure; empty where there is none.</summary>
    public string VariableAt(long token, string name)
    {
        if (Instance is not { } instance || !instance.Tokens.TryGetValue(token, out var at))
        {
            return string.Empty;
        }

        for (var scope = instance.Scopes[at.Scope]; ; scope = instance.Scopes[instance.Tokens[scope.Host!.Value].Scope])
        {
            if (scope.Variables[name] is FeelText text)
            {
                return text.Value;
            }

            if (scope.Host is not { } host || instance.Scopes[instance.Tokens[host].Scope].Definition != scope.Definition)
            {
                return string.Empty;
            }
        }
    }

    /// <summary>User names of the two officers named for the case, empty before.</summary>
    public ImmutableArray<string> Officers =>
        Text("officers.lead") is { Length: > 0 } lead && Text("officers.assist") is { Length: > 0 } assist ? [lead, assist] : [];
}
