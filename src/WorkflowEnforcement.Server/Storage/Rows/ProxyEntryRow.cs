namespace WorkflowEnforcement.Server.Storage.Rows;

/// <summary>A stored entry of the register of written delegations. The database refuses to change it; a revocation is an entry of its own.</summary>
public sealed class ProxyEntryRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    /// <summary>Place in the bureau's register, contiguous from 1.</summary>
    public long Place { get; set; }

    /// <summary>The delegation concerned.</summary>
    public Guid Proxy { get; set; }

    /// <summary>granted or revoked; each once for a delegation.</summary>
    public required string Kind { get; set; }

    /// <summary>Command that made it: a repeated one finds it.</summary>
    public required string CommandId { get; set; }

    /// <summary>SHA-256 of who asked for what, without the moment.</summary>
    public required byte[] RequestHash { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Canonical bytes, with the hash of the entry before it; what is hashed is what is stored.</summary>
    public required byte[] Body { get; set; }
}
