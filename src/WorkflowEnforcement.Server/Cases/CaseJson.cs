using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>What a case is opened with.</summary>
public sealed record OpenCaseRequest(string Procedure, string Title, System.Text.Json.JsonElement? Facts);

/// <summary>A case in the HTTP interface.</summary>
public sealed record CaseJson(
    Guid Id,
    string Number,
    string Procedure,
    int ProcedureVersion,
    int Version,
    string State,
    string Stage,
    string Title,
    string? Party,
    DateTimeOffset OpenedAt,
    DateOnly? FiledOn,
    DateOnly? NextDue,
    string? Result)
{
    /// <param name="row">The case.</param>
    /// <param name="procedureVersion">Version of the definition it stays on.</param>
    public static CaseJson Of(CaseRow row, int procedureVersion) => new(
        row.Id, row.Number ?? row.ClueNumber, row.Procedure, procedureVersion, row.Version, row.EndedAt is null ? "open" : "ended",
        row.Stage, row.Cause ?? row.Title, row.PartyName, row.OpenedAt, row.FiledOn, row.NextDue, row.Result);
}

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
            _ => "running",
        },
        clock.StartedOn, clock.Due, clock.Internal, clock.State == ClockState.Running ? DeadlineViews.DaysLeft(clock.Id, clock.Due, today) : null, clock.Basis, clock.Provisional);
}

/// <summary>A document in the HTTP interface.</summary>
public sealed record DocumentJson(Guid Id, string Catalogue, string Name, string Number, string State, string? Sha256)
{
    public static DocumentJson Of(CaseDocument document) => new(
        document.Id, document.Code, document.Name, document.Number, document.State switch
        {
            DocumentState.Issued => "issued",
            DocumentState.Served => "served",
            DocumentState.Failed => "failed",
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
