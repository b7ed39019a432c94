using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Storage.Rows;

/// <summary>A case as lists show it. Rebuilt from the events at any time, like all rows of this file.</summary>
public sealed class CaseRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid Id { get; set; }

    /// <summary>Case number; null before filing.</summary>
    public string? Number { get; set; }

    public required string ClueNumber { get; set; }

    public required string Title { get; set; }

    public string? Cause { get; set; }

    public string? PartyName { get; set; }

    public required string Procedure { get; set; }

    public required string Definition { get; set; }

    public required string Stage { get; set; }

    public required string Unit { get; set; }

    /// <summary>User name of the officer in charge; null before they are named.</summary>
    public string? Lead { get; set; }

    public string? Assist { get; set; }

    public required string OpenedBy { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateOnly? FiledOn { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Result { get; set; }

    public int Version { get; set; }

    /// <summary>Open incidents, of documents and of the flow.</summary>
    public int IncidentCount { get; set; }

    /// <summary>Last day of the running clock that is due first.</summary>
    public DateOnly? NextDue { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>User names of those who were given work or a copy, as <c>,a,b,</c>; empty for none. They may read the case.</summary>
    public required string Readers { get; set; }

    /// <summary>The case from which this one was opened; null for one that follows from none.</summary>
    public Guid? Origin { get; set; }
}

/// <summary>A task that waits for a person.</summary>
public sealed class TaskRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid CaseId { get; set; }

    /// <summary>Token number.</summary>
    public long Task { get; set; }

    public required string Element { get; set; }

    public required string Name { get; set; }

    public required string Stage { get; set; }

    /// <summary>Role keys, comma-separated; any of them is enough.</summary>
    public required string Roles { get; set; }

    /// <summary>User name of who took it on; null while it is in its pool.</summary>
    public string? Holder { get; set; }

    /// <summary>User names for whom the task is meant, one of whom must act, as <c>,a,b,</c>; empty where it waits in the pool of its roles.</summary>
    public required string OnlyFor { get; set; }

    /// <summary>User names that hold a role and may still not act in this case, as <c>,a,b,</c>; empty for none.
    /// Spares people the sight of what they would be refused; the decision on a command stays with the law.</summary>
    public required string NotFor { get; set; }

    /// <summary>User names of those whose turn it is, as <c>,a,b,</c>, where several hands work on the task; empty where one person does it alone.</summary>
    public required string DueFor { get; set; }

    /// <summary>How many officers must act together.</summary>
    public int People { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateOnly? DueOn { get; set; }

    public DateOnly? InternalOn { get; set; }

    public required string Basis { get; set; }
}

/// <summary>A statutory clock of a case.</summary>
public sealed class ClockRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid CaseId { get; set; }

    public required string Clock { get; set; }

    public required string Name { get; set; }

    public DateOnly StartedOn { get; set; }

    public DateOnly Due { get; set; }

    public DateOnly Internal { get; set; }

    public ClockState State { get; set; }

    public DateOnly? StoppedOn { get; set; }

    public required string Basis { get; set; }

    public bool Provisional { get; set; }
}

/// <summary>A document of a case.</summary>
public sealed class DocumentRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid Id { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>Place among the documents of the case, from 0.</summary>
    public int Place { get; set; }

    public required string Code { get; set; }

    public required string Name { get; set; }

    public required string Number { get; set; }

    public DocumentState State { get; set; }

    public string? Sha256 { get; set; }

    /// <summary>Length in bytes; null before it is made.</summary>
    public long? Size { get; set; }

    public required string Element { get; set; }

    public DateTimeOffset RequestedAt { get; set; }
}

/// <summary>A timer of the flow that has not fired.</summary>
public sealed class TimerRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid CaseId { get; set; }

    public long Timer { get; set; }

    public required string Element { get; set; }

    public DateTimeOffset DueAt { get; set; }
}

/// <summary>Something in a case that stands still until a person resolves it.</summary>
public sealed class IncidentRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid CaseId { get; set; }

    public long Incident { get; set; }

    /// <summary>True for an incident of the flow, false for one of a document.</summary>
    public bool InFlow { get; set; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    public required string Element { get; set; }

    public Guid? Document { get; set; }

    public DateTimeOffset RaisedAt { get; set; }
}
