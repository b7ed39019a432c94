using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>What a case is opened with.</summary>
public sealed record OpenCaseRequest(string Procedure, string Title, System.Text.Json.JsonElement? Facts);

/// <summary>A case in the HTTP interface.</summary>
/// <param name="Number">Case number; before filing the number in the clue register.</param>
/// <param name="Version">Version of the procedure on which the case stays.</param>
/// <param name="State">open or ended.</param>
/// <param name="Revision">Number of events of the case so far.</param>
public sealed record CaseJson(
    Guid Id,
    string Number,
    string Procedure,
    int Version,
    string State,
    string Stage,
    string Title,
    string? Party,
    DateTimeOffset OpenedAt,
    DateOnly? FiledOn,
    DateOnly? NextDue,
    string? Result,
    int Revision)
{
    public static CaseJson Of(CaseRow row, int procedureVersion) => new(
        row.Id, row.Number ?? row.ClueNumber, row.Procedure, procedureVersion, StateOf(row.EndedAt), row.Stage, row.Cause ?? row.Title, row.PartyName,
        row.OpenedAt, row.FiledOn, row.NextDue, row.Result, row.Version);

    /// <summary>The case as it stood in a state, which may be an earlier one.</summary>
    public static CaseJson Of(Guid id, CaseState state, int procedureVersion) => new(
        id, state.Number ?? state.ClueNumber, state.Procedure, procedureVersion, StateOf(state.EndedAt), state.Stage, DocumentFacts.Cause(state),
        state.Text("party.name") is { Length: > 0 } party ? party : null, state.OpenedAt, state.FiledOn,
        state.Clocks.Values.Where(clock => clock.State == ClockState.Running).Select(clock => (DateOnly?)clock.Due).Min(), state.Result, state.Version);

    public static string StateOf(DateTimeOffset? endedAt) => endedAt is null ? "open" : "ended";
}

/// <summary>A piece of evidence in the HTTP interface.</summary>
public sealed record EvidenceJson(Guid Id, string Name, string Kind, string Sha256);

/// <summary>Something in a case that stands still until a person resolves it.</summary>
/// <param name="InFlow">True for an incident of the flow, false for one of a document; with the number it names the incident.</param>
public sealed record IncidentJson(long Id, bool InFlow, string Code, string Message, string ElementId, Guid? Document, DateTimeOffset RaisedAt);

/// <summary>How an incident was resolved.</summary>
public sealed record ResolveIncidentRequest(string? Reason, bool InFlow = false);

/// <summary>The case after a command.</summary>
/// <param name="Revision">Number of events of the case after it.</param>
public sealed record DoneJson(Guid CaseId, int Revision, string Stage, string State);

/// <summary>A page of a list.</summary>
public sealed record PageJson<T>(IReadOnlyList<T> Items, int? Total, string? Next);

/// <summary>A clock in the HTTP interface.</summary>
public sealed record ClockJson(
    string Id, string Name, string State, DateOnly StartedOn, DateOnly Due, DateOnly Internal, int? DaysLeft, string Basis, bool Provisional)
{
    public static ClockJson Of(CaseClock clock, DateOnly today) => new(
        clock.Id, clock.Name, clock.State switch
        {
            ClockState.Met => "met",
            ClockState.Late => "late",
            ClockState.Lapsed => "lapsed",
            ClockState.Suspended => "suspended",
            _ => "running",
        },
        clock.StartedOn, clock.Due, clock.Internal, clock.State == ClockState.Running ? DeadlineViews.DaysLeft(clock.Id, clock.Due, today) : null, clock.Basis, clock.Provisional);
}

/// <summary>A document in the HTTP interface. One that could not be made stays a draft; the incident of the case says why.</summary>
public sealed record DocumentJson(Guid Id, string Catalogue, string Name, string Number, string State, string? Sha256)
{
    public static DocumentJson Of(CaseDocument document) => new(
        document.Id, document.Code, document.Name, document.Number, document.State switch
        {
            DocumentState.Issued => "issued",
            DocumentState.Served => "served",
            _ => "draft",
        },
        document.Sha256);
}

/// <summary>A line of the record in the HTTP interface.</summary>
public sealed record TimelineJson(long Seq, DateTimeOffset At, string Type, string Stage, string Actor, string Text, string Basis, string Comment);

/// <summary>How far a case has gone through its drawing.</summary>
/// <param name="Done">How often each element was completed.</param>
/// <param name="Current">Where tokens wait.</param>
/// <param name="Flows">Arrows that were taken.</param>
public sealed record DiagramJson(IReadOnlyDictionary<string, int> Done, IReadOnlyList<DiagramToken> Current, IReadOnlyList<string> Flows);

/// <summary>A token of the drawing.</summary>
public sealed record DiagramToken(string Element, string Label);
