using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A person in the HTTP interface.</summary>
public sealed record PersonJson(string UserName, string Name)
{
    public static PersonJson Of(NamedPerson person) => new(person.Id, person.Name);
}

/// <summary>A written delegation in the HTTP interface.</summary>
/// <param name="Grantor">Who is represented.</param>
/// <param name="Proxy">Who acts.</param>
/// <param name="Procedures">Keys of the procedures to which it is limited; empty for all.</param>
/// <param name="Roles">Roles of the grantor that are delegated; empty for all.</param>
/// <param name="SignedOn">Date of the paper.</param>
/// <param name="From">First day, included.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Number">Number of the paper (委托书文号).</param>
/// <param name="State">ahead, inForce, ended or revoked.</param>
/// <param name="Entry">Hash of its entry in the register; events that relied on it name it.</param>
/// <param name="MayRevoke">True when the user may revoke it now.</param>
public sealed record ProxyJson(
    Guid Id,
    PersonJson Grantor,
    PersonJson Proxy,
    IReadOnlyList<string> Procedures,
    IReadOnlyList<string> Roles,
    DateOnly SignedOn,
    DateOnly From,
    DateOnly Until,
    string Number,
    string Title,
    string State,
    PersonJson EnteredBy,
    DateTimeOffset EnteredAt,
    PersonJson? RevokedBy,
    DateTimeOffset? RevokedAt,
    string? RevokedBecause,
    string Entry,
    bool MayRevoke)
{
    public static ProxyJson Of(WrittenProxy written, DateOnly today, bool mayKeep)
    {
        var state = written.StateOn(today);
        return new ProxyJson(
            written.Id,
            PersonJson.Of(written.Grantor),
            PersonJson.Of(written.Proxy),
            written.Procedures,
            written.Roles,
            written.SignedOn,
            written.From,
            written.Until,
            written.Number,
            written.Title,
            state switch { ProxyState.Ahead => "ahead", ProxyState.InForce => "inForce", ProxyState.Ended => "ended", _ => "revoked" },
            PersonJson.Of(written.EnteredBy),
            written.EnteredAt,
            written.Revoked is { } revoked ? PersonJson.Of(revoked.By) : null,
            written.Revoked?.At,
            written.Revoked?.Reason,
            written.Entry,
            mayKeep && state is ProxyState.Ahead or ProxyState.InForce);
    }
}

/// <summary>A written delegation to be entered.</summary>
/// <param name="Grantor">User name of who is represented; the user where it is left out.</param>
/// <param name="Proxy">User name of who acts.</param>
/// <param name="Procedures">Keys of procedures; none for all.</param>
/// <param name="Roles">Roles of the grantor; none for all the grantor holds.</param>
/// <param name="SignedOn">Date of the paper, local to the bureau.</param>
/// <param name="From">First day, included.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Number">Number of the paper.</param>
/// <param name="Title">Its title.</param>
public sealed record ProxyRequest(
    string? Grantor,
    string? Proxy,
    IReadOnlyList<string>? Procedures,
    IReadOnlyList<string>? Roles,
    DateOnly? SignedOn,
    DateOnly? From,
    DateOnly? Until,
    string? Number,
    string? Title);
