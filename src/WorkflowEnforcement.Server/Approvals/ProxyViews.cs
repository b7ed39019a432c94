using Microsoft.Extensions.Localization;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Resources;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>Written delegations in the words of the pages.</summary>
public static class ProxyViews
{
    /// <summary>For whom the user acts today and who acts for him; null for nobody.</summary>
    public static string? StateOf(ProxyRegister register, Actor me, DateOnly today, IStringLocalizer<Ui> words)
    {
        var acts = register.InForceFor(me.Id, today).Select(written => (written.Grantor.Name, written.Until, Word: "ProxyStateActs")).ToList();
        var given = register.InForceOf(me.Id, today).Select(written => (written.Proxy.Name, written.Until, Word: "ProxyStateGiven")).ToList();
        return acts.Count + given.Count == 0
            ? null
            : string.Join(" · ", acts.Concat(given).Select(held => words[held.Word, held.Name, Format.ShortDay(held.Until)].Value));
    }

    /// <summary>The word for how a delegation stands.</summary>
    public static string WordOf(ProxyState state) => state switch
    {
        ProxyState.Ahead => "ProxyAhead",
        ProxyState.InForce => "ProxyInForce",
        ProxyState.Ended => "ProxyEnded",
        _ => "ProxyRevoked",
    };

    /// <summary>Persons who can represent and be represented, to choose from.</summary>
    public static IReadOnlyList<Choice> People(StaffRegister staff, Func<StaffMember, bool> such) =>
    [
        .. staff.All.Values.Where(person => ProxyRules.TakesPart(person) && such(person)).OrderBy(person => person.Id, StringComparer.Ordinal).Select(person => new Choice(person.Id, Told(person))),
    ];

    // The roles tell people of one name apart, else the section.
    private static string Told(StaffMember person)
    {
        var more = string.Join('、', person.Roles.Select(Roles.NameOf).Where(role => role != person.Name).DefaultIfEmpty(person.Unit));
        return more.Length == 0 ? person.Name : $"{person.Name}（{more}）";
    }
}
