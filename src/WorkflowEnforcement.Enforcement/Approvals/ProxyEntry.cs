using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>An entry of the register of written delegations. Stored forever: never edited, renamed or given another meaning.</summary>
public abstract record ProxyEntry
{
    /// <summary>Who made the entry.</summary>
    public abstract NamedPerson By { get; }

    /// <summary>When.</summary>
    public abstract DateTimeOffset At { get; }

    /// <summary>The delegation concerned.</summary>
    public abstract Guid Subject { get; }
}

/// <summary>A delegation was entered.</summary>
public sealed record ProxyGranted(WrittenProxy Written) : ProxyEntry
{
    /// <inheritdoc/>
    public override NamedPerson By => Written.EnteredBy;

    /// <inheritdoc/>
    public override DateTimeOffset At => Written.EnteredAt;

    /// <inheritdoc/>
    public override Guid Subject => Written.Id;
}

/// <summary>A delegation was revoked.</summary>
/// <param name="Proxy">Id of the delegation.</param>
/// <param name="Reason">Why; empty for none.</param>
/// <param name="RevokedBy">Who revoked it.</param>
/// <param name="RevokedAt">When.</param>
public sealed record ProxyRevoked(Guid Proxy, string Reason, NamedPerson RevokedBy, DateTimeOffset RevokedAt) : ProxyEntry
{
    /// <inheritdoc/>
    public override NamedPerson By => RevokedBy;

    /// <inheritdoc/>
    public override DateTimeOffset At => RevokedAt;

    /// <inheritdoc/>
    public override Guid Subject => Proxy;
}
