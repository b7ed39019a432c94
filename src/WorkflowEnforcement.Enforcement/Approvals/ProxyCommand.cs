using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Something the register of written delegations is asked to do.</summary>
public abstract record ProxyCommand
{
    /// <summary>Who asks.</summary>
    public required Actor By { get; init; }

    /// <summary>The moment, with the bureau's offset.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The local day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(At.DateTime);
}

/// <summary>Enters a written delegation. What is missing is told by the law.</summary>
public sealed record EnterProxy : ProxyCommand
{
    /// <summary>Id that the delegation gets.</summary>
    public required Guid Id { get; init; }

    /// <summary>User name of who is represented.</summary>
    public required string Grantor { get; init; }

    /// <summary>User name of who acts.</summary>
    public required string Proxy { get; init; }

    /// <summary>Keys of procedures; empty for all.</summary>
    public ValueList<string> Procedures { get; init; } = [];

    /// <summary>Roles of the grantor; empty for all the grantor holds.</summary>
    public ValueList<string> Roles { get; init; } = [];

    /// <summary>Date of the written delegation.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>First day, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Number of the written delegation.</summary>
    public string Number { get; init; } = string.Empty;

    /// <summary>Its title.</summary>
    public string Title { get; init; } = string.Empty;
}

/// <summary>Revokes a delegation, at once.</summary>
public sealed record RevokeProxy(Guid Proxy, string Reason) : ProxyCommand;

/// <summary>What the register is asked against: the people of the bureau and its procedures.</summary>
/// <param name="Register">The register as it stands.</param>
/// <param name="Staff">People by user name.</param>
/// <param name="Procedures">Keys of the procedures in use.</param>
public sealed record ProxySetting(ProxyRegister Register, ImmutableDictionary<string, StaffMember> Staff, ImmutableHashSet<string> Procedures);

/// <summary>What became of a command: an entry, or a refusal.</summary>
/// <param name="Entry">The entry; null where it was refused.</param>
/// <param name="Refused">The refusal; null where it was taken.</param>
public sealed record ProxyOutcome(ProxyEntry? Entry, Refused? Refused);
