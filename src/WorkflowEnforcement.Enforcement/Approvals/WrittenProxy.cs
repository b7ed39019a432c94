using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How a written delegation stands on a day.</summary>
public enum ProxyState
{
    /// <summary>将生效: its first day is yet to come.</summary>
    Ahead,

    /// <summary>生效中.</summary>
    InForce,

    /// <summary>已到期: its last day is over.</summary>
    Ended,

    /// <summary>已撤销, from the moment of the revocation on.</summary>
    Revoked,
}

/// <summary>代理: a dated written delegation by which one person acts in another's name while that one is away.</summary>
/// <legal>职责规则 D13 (系统默认规则): a dated written delegation, with scope and end.</legal>
public sealed record WrittenProxy
{
    /// <summary>Id in the register.</summary>
    public required Guid Id { get; init; }

    /// <summary>委托人: who is represented.</summary>
    public required NamedPerson Grantor { get; init; }

    /// <summary>受托人: who acts.</summary>
    public required NamedPerson Proxy { get; init; }

    /// <summary>Keys of the procedures to which it is limited, ordered; empty for all.</summary>
    public ValueList<string> Procedures { get; init; } = [];

    /// <summary>Roles of the grantor that are delegated, ordered; empty for all the grantor holds.</summary>
    public ValueList<string> Roles { get; init; } = [];

    /// <summary>Date of the written delegation.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>First local day on which it holds, included.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day on which it holds, included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>委托书文号.</summary>
    public required string Number { get; init; }

    /// <summary>Title of the written delegation; empty for none.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Who entered it.</summary>
    public required NamedPerson EnteredBy { get; init; }

    /// <summary>When it was entered: nothing done before is covered by it.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Its revocation; null while it was not revoked.</summary>
    public ProxyRevocation? Revoked { get; init; }

    /// <summary>Hash of its entry in the register, lower-case hex.</summary>
    public string Entry { get; init; } = string.Empty;

    /// <summary>How it stands on a local day.</summary>
    public ProxyState StateOn(DateOnly day) =>
        Revoked is not null ? ProxyState.Revoked
        : day < From ? ProxyState.Ahead
        : day > Until ? ProxyState.Ended
        : ProxyState.InForce;

    /// <summary>True where cases of that procedure are within its scope.</summary>
    public bool Covers(string procedure) => Procedures.Count == 0 || Procedures.Contains(procedure);

    /// <summary>The person represented, with the roles delegated of those held now.</summary>
    public Actor Principal(StaffMember grantor) => new(
        grantor.Id, grantor.Name, Roles.Count == 0 ? grantor.Roles : grantor.Roles.Intersect(Roles), grantor.Unit);
}

/// <summary>A delegation was revoked, at once.</summary>
public sealed record ProxyRevocation(NamedPerson By, DateTimeOffset At, string Reason);
