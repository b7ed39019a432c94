using Microsoft.EntityFrameworkCore.Metadata;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The tables that a command writes. Everything else is left to EF Core.</summary>
internal static class WrittenTables
{
    public static readonly RowTable<EventRow> Events = new(
        "events",
        1,
        ("seq", row => row.Seq),
        ("case_id", row => row.CaseId),
        ("case_version", row => row.CaseVersion),
        ("command_id", row => row.CommandId),
        ("type", row => row.Type),
        ("at", row => Moment(row.At)),
        ("body", row => row.Body),
        ("leaf_hash", row => row.LeafHash));

    public static readonly RowTable<CommandRow> Commands = new(
        "commands",
        1,
        ("command_id", row => row.CommandId),
        ("case_id", row => row.CaseId),
        ("actor", row => row.Actor),
        ("request_hash", row => row.RequestHash),
        ("at", row => Moment(row.At)),
        ("first_version", row => row.FirstVersion),
        ("last_version", row => row.LastVersion));

    public static readonly RowTable<DocumentNumberRow> DocumentNumbers = new(
        "document_numbers",
        3,
        ("year", row => row.Year),
        ("kind", row => row.Kind),
        ("number", row => row.Number),
        ("case_id", row => row.CaseId),
        ("document", row => row.Document));

    public static readonly RowTable<JobRequestRow> JobRequests = new(
        "job_requests",
        1,
        ("id", row => row.Id),
        ("kind", row => row.Kind),
        ("case_id", row => row.CaseId),
        ("subject", row => row.Subject),
        ("created_at", row => Moment(row.CreatedAt)),
        ("attempts", row => row.Attempts),
        ("not_before", row => Moment(row.NotBefore)),
        ("done_at", row => Moment(row.DoneAt)),
        ("last_error", row => row.LastError));

    public static readonly RowTable<CaseRow> Cases = new(
        "cases",
        1,
        ("id", row => row.Id),
        ("number", row => row.Number),
        ("clue_number", row => row.ClueNumber),
        ("title", row => row.Title),
        ("cause", row => row.Cause),
        ("party_name", row => row.PartyName),
        ("procedure", row => row.Procedure),
        ("definition", row => row.Definition),
        ("stage", row => row.Stage),
        ("unit", row => row.Unit),
        ("lead", row => row.Lead),
        ("assist", row => row.Assist),
        ("opened_by", row => row.OpenedBy),
        ("opened_at", row => Moment(row.OpenedAt)),
        ("filed_on", row => row.FiledOn),
        ("ended_at", row => Moment(row.EndedAt)),
        ("result", row => row.Result),
        ("version", row => row.Version),
        ("incident_count", row => row.IncidentCount),
        ("next_due", row => row.NextDue),
        ("readers", row => row.Readers),
        ("origin", row => row.Origin),
        ("updated_at", row => Moment(row.UpdatedAt)));

    public static readonly RowTable<TaskRow> Tasks = new(
        "tasks",
        2,
        ("case_id", row => row.CaseId),
        ("task", row => row.Task),
        ("element", row => row.Element),
        ("name", row => row.Name),
        ("stage", row => row.Stage),
        ("roles", row => row.Roles),
        ("holder", row => row.Holder),
        ("due_for", row => row.DueFor),
        ("only_for", row => row.OnlyFor),
        ("not_for", row => row.NotFor),
        ("people", row => row.People),
        ("opened_at", row => Moment(row.OpenedAt)),
        ("due_on", row => row.DueOn),
        ("internal_on", row => row.InternalOn),
        ("basis", row => row.Basis));

    public static readonly RowTable<ClockRow> Clocks = new(
        "clocks",
        2,
        ("case_id", row => row.CaseId),
        ("clock", row => row.Clock),
        ("name", row => row.Name),
        ("started_on", row => row.StartedOn),
        ("due", row => row.Due),
        ("internal", row => row.Internal),
        ("state", row => row.State.ToString()),
        ("stopped_on", row => row.StoppedOn),
        ("basis", row => row.Basis),
        ("provisional", row => row.Provisional));

    public static readonly RowTable<DocumentRow> Documents = new(
        "documents",
        1,
        ("id", row => row.Id),
        ("case_id", row => row.CaseId),
        ("place", row => row.Place),
        ("code", row => row.Code),
        ("name", row => row.Name),
        ("number", row => row.Number),
        ("state", row => row.State.ToString()),
        ("sha256", row => row.Sha256),
        ("size", row => row.Size),
        ("element", row => row.Element),
        ("requested_at", row => Moment(row.RequestedAt)));

    public static readonly RowTable<TimerRow> Timers = new(
        "timers",
        2,
        ("case_id", row => row.CaseId),
        ("timer", row => row.Timer),
        ("element", row => row.Element),
        ("due_at", row => Moment(row.DueAt)));

    public static readonly RowTable<IncidentRow> Incidents = new(
        "incidents",
        3,
        ("case_id", row => row.CaseId),
        ("in_flow", row => row.InFlow),
        ("incident", row => row.Incident),
        ("code", row => row.Code),
        ("message", row => row.Message),
        ("element", row => row.Element),
        ("document", row => row.Document),
        ("raised_at", row => Moment(row.RaisedAt)));

    /// <summary>Compares all columns with those of the model.</summary>
    /// <exception cref="InvalidOperationException">A column is missing here, or unknown there.</exception>
    public static void Check(IModel model)
    {
        Events.Check(model);
        Commands.Check(model);
        DocumentNumbers.Check(model);
        JobRequests.Check(model);
        Cases.Check(model);
        Tasks.Check(model);
        Clocks.Check(model);
        Documents.Check(model);
        Timers.Check(model);
        Incidents.Check(model);
    }

    // As UnixMilliseconds tells EF Core to keep them.
    private static long? Moment(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();
}
