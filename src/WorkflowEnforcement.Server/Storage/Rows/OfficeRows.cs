namespace WorkflowEnforcement.Server.Storage.Rows;

/// <summary>When a reminder is sent, seen from the last day of a clock.</summary>
public enum ReminderKind
{
    /// <summary>Some working days before the internal day.</summary>
    Before,

    /// <summary>On the last day.</summary>
    Due,

    /// <summary>After the last day.</summary>
    After,

    /// <summary>Of no clock: somebody urged the recipient.</summary>
    Urged,

    /// <summary>Of no clock: somebody sent the recipient a copy.</summary>
    Copied,
}

/// <summary>A reminder shown in the application.</summary>
public sealed class ReminderRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid Id { get; set; }

    /// <summary>User name.</summary>
    public required string Recipient { get; set; }

    public Guid CaseId { get; set; }

    public required string Clock { get; set; }

    public ReminderKind Kind { get; set; }

    public DateOnly Due { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>What a person has entered in a task and not yet sent.</summary>
public sealed class TaskDraftRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid CaseId { get; set; }

    public long Task { get; set; }

    public required string User { get; set; }

    public required string Json { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}

/// <summary>A number that was given. The key makes it impossible to give it twice.</summary>
public sealed class DocumentNumberRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public int Year { get; set; }

    /// <summary>Kind of document (文种), for example 罚决.</summary>
    public required string Kind { get; set; }

    public int Number { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>The document; null for numbers of the case itself.</summary>
    public Guid? Document { get; set; }
}

/// <summary>A procedure as it was read: running cases stay on the one they began with.</summary>
public sealed class DefinitionRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public required string Hash { get; set; }

    public required string Key { get; set; }

    /// <summary>Version within the key, from 1.</summary>
    public int Version { get; set; }

    public required string Name { get; set; }

    public required string Kind { get; set; }

    public required byte[] Bpmn { get; set; }

    /// <summary>Forms by name, each as base64 of its bytes, so that the hash can be computed anew.</summary>
    public required string Forms { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Work that was asked for in the same transaction as the events; a job does it and may run twice.</summary>
public sealed class JobRequestRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid Id { get; set; }

    public required string Kind { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>What it is about, for example the id of a document.</summary>
    public required string Subject { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Runs begun so far; a run that ended with the process counts.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before this moment: a run is under way, or it failed lately.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public string? LastError { get; set; }
}

/// <summary>A secret that opens one door once; only its hash is kept.</summary>
public sealed class OneTimeTokenRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public Guid Id { get; set; }

    public required string Purpose { get; set; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
