using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Who may delegate what to whom, in writing, with a date and an end.</summary>
/// <legal>职责规则 D13 (系统默认规则); D12: an administrator has no part in cases, but keeps accounts and registers.</legal>
public static class ProxyRules
{
    private const int MaxReason = 200;

    internal static readonly LegalSource Source = LegalSource.ProductDefault("授权代理须有载明日期、范围和期限的书面委托（系统默认规则 D13）");
    private static readonly LegalSource Outside = LegalSource.ProductDefault("系统管理员、行政执法监督和审计人员不参与案件办理（系统默认规则 D12、R15）");

    /// <summary>Decides what a command makes of the register.</summary>
    public static ProxyOutcome Decide(ProxySetting setting, ProxyCommand command) => command switch
    {
        EnterProxy enter => Enter(setting, enter),
        RevokeProxy revoke => Revoke(setting, revoke),
        _ => throw new ArgumentException($"Expected a known command, but found {command.GetType().Name}", nameof(command)),
    };

    /// <summary>True where a person may enter delegations of that grantor and revoke them: the grantor, the head of the section, the administrator.</summary>
    public static bool MayKeep(Actor by, StaffMember grantor) =>
        by.Id == grantor.Id
        || by.Is(Roles.Administrator)
        || ((by.Is(Roles.UnitHead) || by.Is(Roles.LegalHead)) && by.Unit.Length > 0 && by.Unit == grantor.Unit);

    /// <summary>True where a person has to do with cases and can therefore represent and be represented.</summary>
    public static bool TakesPart(StaffMember person) =>
        person.Roles.Count > 0 && !person.Roles.Contains(Roles.Administrator) && !person.Roles.Contains(Roles.Supervisor) && !person.Roles.Contains(Roles.Auditor);

    private static ProxyOutcome Enter(ProxySetting setting, EnterProxy enter)
    {
        if (setting.Staff.GetValueOrDefault(enter.Grantor) is not { } grantor)
        {
            return No("proxy.person", "委托人不在本机关人员名册中，请重新选择。", "grantor");
        }

        if (setting.Staff.GetValueOrDefault(enter.Proxy) is not { } proxy)
        {
            return No("proxy.person", "受托人不在本机关人员名册中，请重新选择。", "proxy");
        }

        if ((WhyNotPeople(enter, grantor, proxy) ?? ProxyFields.WhyNot(setting, enter) ?? WhyNotRoles(setting, enter, grantor)) is { } refused)
        {
            return new ProxyOutcome(null, refused);
        }

        var written = new WrittenProxy
        {
            Id = enter.Id,
            Grantor = new NamedPerson(grantor.Id, grantor.Name),
            Proxy = new NamedPerson(proxy.Id, proxy.Name),
            Procedures = Ordered(enter.Procedures),
            Roles = Ordered(enter.Roles),
            SignedOn = enter.SignedOn!.Value,
            From = enter.From!.Value,
            Until = enter.Until!.Value,
            Number = StoredText.Normal(enter.Number),
            Title = StoredText.Normal(enter.Title),
            EnteredBy = new NamedPerson(enter.By.Id, enter.By.Name),
            EnteredAt = enter.At,
        };
        return (WhyNotNumber(setting.Register, written) ?? WhyNotBeside(setting.Register, written)) is { } taken
            ? new ProxyOutcome(null, taken)
            : new ProxyOutcome(new ProxyGranted(written), null);
    }

    private static Refused? WhyNotPeople(EnterProxy enter, StaffMember grantor, StaffMember proxy)
    {
        if (!MayKeep(enter.By, grantor) || (enter.By.Id == proxy.Id && proxy.Id != grantor.Id))
        {
            return new Refused("proxy.keeper", $"{grantor.Name}的委托书须由其本人、所在科室负责人或者系统管理员登记，受托人不得自行登记，{enter.By.Name}不能登记。", Source);
        }

        if (grantor.Id == proxy.Id)
        {
            return Refusal("proxy.self", $"受托人须为委托人以外的人员，现均为{grantor.Name}。", "proxy");
        }

        return new[] { (Person: grantor, Field: "grantor"), (Person: proxy, Field: "proxy") }.Where(part => !TakesPart(part.Person)).Select(part =>
            new Refused("proxy.outside", $"{part.Person.Name}不参与案件办理，不能委托他人或者受托代理。", Outside)
            {
                Fields = [new FieldFault(part.Field, "不参与案件办理，请另选人员。")],
            }).FirstOrDefault();
    }

    private static Refused? WhyNotRoles(ProxySetting setting, EnterProxy enter, StaffMember grantor)
    {
        if (enter.Roles.FirstOrDefault(role => !grantor.Roles.Contains(role)) is not { } lacking)
        {
            return null;
        }

        // Power that one has only by another's delegation cannot be passed on.
        var received = setting.Register.Proxies.FirstOrDefault(other => other.Proxy.Id == grantor.Id && other.StateOn(enter.Today) is ProxyState.InForce or ProxyState.Ahead
            && setting.Staff.GetValueOrDefault(other.Grantor.Id) is { } first && other.Principal(first).Is(lacking));
        return received is null
            ? Refusal("proxy.role", $"{grantor.Name}不具有{Roles.NameOf(lacking)}的身份，不能委托他人行使。", "roles")
            : Refusal("proxy.chain", $"{grantor.Name}的{Roles.NameOf(lacking)}职权来自{received.Grantor.Name}的委托，不得转委托；须由{received.Grantor.Name}另行书面委托。", "roles");
    }

    private static Refused? WhyNotNumber(ProxyRegister register, WrittenProxy written) =>
        register.Proxies.Any(other => other.Number == written.Number && other.Grantor.Id == written.Grantor.Id && other.Proxy.Id == written.Proxy.Id)
            ? Refusal("proxy.number", $"{written.Grantor.Name}委托{written.Proxy.Name}的{written.Number}委托书已经登记；撤销后再委托的，须另行出具委托书。", "number")
            : null;

    private static Refused? WhyNotBeside(ProxyRegister register, WrittenProxy written)
    {
        var other = register.Proxies.FirstOrDefault(other => other.Revoked is null && other.Grantor.Id == written.Grantor.Id
            && other.From <= written.Until && written.From <= other.Until
            && Meet(other.Procedures, written.Procedures) && Meet(other.Roles, written.Roles));
        return other is null
            ? null
            : Refusal(
                "proxy.overlap",
                $"{written.Grantor.Name}已在{other.From:yyyy年M月d日}至{other.Until:yyyy年M月d日}就同一范围委托{other.Proxy.Name}（{other.Number}），须先撤销该委托，或者错开期限、范围。",
                "from");
    }

    private static ProxyOutcome Revoke(ProxySetting setting, RevokeProxy revoke)
    {
        if (setting.Register.Find(revoke.Proxy) is not { } written)
        {
            return No("proxy.unknown", "没有这份委托，或者无权查看。");
        }

        var keeps = written.Grantor.Id == revoke.By.Id || (setting.Staff.GetValueOrDefault(written.Grantor.Id) is { } grantor ? MayKeep(revoke.By, grantor) : revoke.By.Is(Roles.Administrator));
        if (!keeps)
        {
            return No("proxy.keeper", $"{written.Grantor.Name}的委托须由其本人、所在科室负责人或者系统管理员撤销，{revoke.By.Name}不能撤销。");
        }

        if (written.Revoked is { } revoked)
        {
            return No("proxy.settled", $"该委托已由{revoked.By.Name}于{revoked.At:yyyy年M月d日 HH:mm}撤销。");
        }

        if (written.StateOn(revoke.Today) == ProxyState.Ended)
        {
            return No("proxy.settled", $"该委托已于{written.Until:yyyy年M月d日}到期，无须撤销。");
        }

        return ProxyFields.WhyNotText(revoke.Reason, "reason", MaxReason, needed: false) is { } fault
            ? new ProxyOutcome(null, new Refused("proxy.entry", fault.Message, Source) { Fields = [fault] })
            : new ProxyOutcome(new ProxyRevoked(written.Id, StoredText.Normal(revoke.Reason), new NamedPerson(revoke.By.Id, revoke.By.Name), revoke.At), null);
    }

    // No limit meets every limit.
    private static bool Meet(ValueList<string> one, ValueList<string> other) => one.Count == 0 || other.Count == 0 || one.Any(other.Contains);

    private static ValueList<string> Ordered(ValueList<string> texts) => [.. texts.Distinct().Order(StringComparer.Ordinal)];

    private static ProxyOutcome No(string code, string message, string? field = null) =>
        new(null, field is null ? new Refused(code, message, Source) : Refusal(code, message, field));

    private static Refused Refusal(string code, string message, string field) =>
        new(code, message, Source) { Fields = [new FieldFault(field, message)] };
}
