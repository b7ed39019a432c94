namespace WorkflowEnforcement.Server.Storage.Rows;

/// <summary>A row belongs to one bureau; nobody sees across.</summary>
public interface IBureauRow
{
    /// <summary>Key of the bureau; the context fills it in where it is empty.</summary>
    string Bureau { get; set; }
}

/// <summary>A stored event: the canonical bytes of its ledger entry, and what is needed to find it. The database refuses to change it.</summary>
public sealed class EventRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    /// <summary>Place in the bureau's ledger, contiguous from 0.</summary>
    public long Seq { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>Place in the case, contiguous from 1.</summary>
    public int CaseVersion { get; set; }

    public required string CommandId { get; set; }

    public required string Type { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Canonical bytes; what is hashed is what is stored.</summary>
    public required byte[] Body { get; set; }

    public required byte[] LeafHash { get; set; }
}

/// <summary>A command that was taken: its id makes a repetition have one effect. The database refuses to change it.</summary>
public sealed class CommandRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public required string CommandId { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>User name of who asked.</summary>
    public required string Actor { get; set; }

    /// <summary>SHA-256 of who asked for what; the same id with another request is refused.</summary>
    public required byte[] RequestHash { get; set; }

    public DateTimeOffset At { get; set; }

    public int FirstVersion { get; set; }

    public int LastVersion { get; set; }
}
