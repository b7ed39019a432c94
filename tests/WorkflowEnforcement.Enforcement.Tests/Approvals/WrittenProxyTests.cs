using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Approvals.Proxies;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>D13: 授权代理 is written, dated, limited in scope and time.</summary>
public sealed class WrittenProxyTests
{
    [Fact]
    public void A_delegation_is_entered_with_scope_dates_and_number()
    {
        var written = ProxyRegister.Empty.And(Asked() with { Roles = List(Roles.Director, Roles.Director), Title = " 授权委托书 " }).Proxies.Single();
        Assert.Equal((new NamedPerson("director", "局长"), new NamedPerson("deputy", "分管负责人")), (written.Grantor, written.Proxy));
        Assert.Equal((List(Roles.Director), "授权委托书", "辽太工信委〔2026〕1号"), (written.Roles, written.Title, written.Number));
    }

    [Fact]
    public void Both_ends_of_the_term_are_included_and_a_revocation_holds_at_once()
    {
        var register = ProxyRegister.Empty.And(Asked() with { From = Today.AddDays(1), Until = Today.AddDays(3) });
        var written = register.Proxies.Single();
        var states = Enumerable.Range(0, 5).Select(day => written.StateOn(Today.AddDays(day)));
        Assert.Equal("Ahead InForce InForce InForce Ended", string.Join(' ', states));
        var revoked = register.And(new RevokeProxy(written.Id, "提前返回。") { By = TestBureau.Actor(TestBureau.Setting, "director"), At = Morning.AddDays(2) }).Proxies.Single();
        Assert.Equal((ProxyState.Revoked, "提前返回。"), (revoked.StateOn(Today.AddDays(2)), revoked.Revoked!.Reason));
    }

    [Theory]
    [InlineData("officer1", "officer2", "officer1")]
    [InlineData("officer1", "officer2", "unithead")]
    [InlineData("director", "deputy", "admin")]
    public void The_grantor_the_head_of_the_section_or_the_administrator_enters_it(string grantor, string proxy, string by) =>
        Assert.NotNull(ProxyRegister.Empty.Decide(Asked(grantor, proxy, by)).Entry);

    [Theory]
    [InlineData("officer1", "officer2", "officer2")]
    [InlineData("director", "deputy", "deputy")]
    [InlineData("director", "deputy", "officer1")]
    [InlineData("officer1", "unithead", "unithead")]
    public void Nobody_else_does_and_the_proxy_least_of_all(string grantor, string proxy, string by)
    {
        Refused("proxy.keeper", Asked(grantor, proxy, by));
        var register = ProxyRegister.Empty.And(Asked(grantor, proxy));
        if (by != "unithead")
        {
            Refused("proxy.keeper", new RevokeProxy(register.Proxies[0].Id, "") { By = TestBureau.Actor(TestBureau.Setting, by), At = Morning }, register);
        }
    }

    [Fact]
    public void A_head_of_another_section_does_not_enter_it() => Refused(
        "proxy.keeper", Asked("officer1", "officer2") with { By = TestBureau.Actor(TestBureau.Setting, "unithead") with { Unit = "办公室" } });

    [Fact]
    public void A_proxy_is_another_person() => Refused("proxy.self", Asked("director", "director"), field: "proxy");

    [Theory]
    [InlineData("nobody", "deputy", "grantor")]
    [InlineData("director", "nobody", "proxy")]
    public void Both_are_people_of_the_bureau(string grantor, string proxy, string field) =>
        Refused("proxy.person", Asked() with { Grantor = grantor, Proxy = proxy }, field: field);

    [Theory]
    [InlineData("admin", "deputy")]
    [InlineData("director", "admin")]
    [InlineData("director", "supervisor")]
    [InlineData("auditor", "deputy")]
    public void Who_has_no_part_in_cases_neither_delegates_nor_represents(string grantor, string proxy) =>
        Refused("proxy.outside", Asked(grantor, proxy));

    [Fact]
    public void A_term_ends_after_it_begins() => Refused("proxy.entry", Asked() with { From = Today.AddDays(5), Until = Today.AddDays(4) }, field: "until");

    [Fact]
    public void What_was_done_is_not_covered_afterwards() =>
        Refused("proxy.entry", Asked() with { SignedOn = Today.AddDays(-9), From = Today.AddDays(-9), Until = Today.AddDays(-1) }, field: "until");

    [Fact]
    public void The_paper_comes_before_the_power()
    {
        Refused("proxy.entry", Asked() with { SignedOn = Today.AddDays(1), From = Today.AddDays(1) }, field: "signedOn");
        Refused("proxy.entry", Asked() with { From = Today.AddDays(-1) }, field: "from");
    }

    [Fact]
    public void Without_date_end_or_number_it_is_no_written_delegation()
    {
        Refused("proxy.entry", Asked() with { SignedOn = null }, field: "signedOn");
        Refused("proxy.entry", Asked() with { From = null }, field: "from");
        Refused("proxy.entry", Asked() with { Until = null }, field: "until");
        Refused("proxy.entry", Asked() with { Number = " \u3000" }, field: "number");
        Refused("proxy.entry", Asked() with { Number = new string('号', 61) }, field: "number");
        Refused("proxy.entry", Asked() with { Title = "甲\uD800" }, field: "title");
    }

    [Fact]
    public void Scope_names_procedures_and_roles_that_there_are()
    {
        Refused("proxy.entry", Asked() with { Procedures = List("penalty.unheard") }, field: "procedures");
        Refused("proxy.entry", Asked() with { Roles = List("king") }, field: "roles");
    }

    [Fact]
    public void Nobody_delegates_a_role_they_do_not_hold() => Refused("proxy.role", Asked("deputy", "unithead") with { Roles = List(Roles.Director) }, field: "roles");

    [Fact]
    public void What_was_delegated_to_a_person_that_person_does_not_delegate_again() =>
        Refused("proxy.chain", Asked("deputy", "unithead") with { Roles = List(Roles.Director), Number = "委2号" }, ProxyRegister.Empty.And(Asked()), "roles");

    [Fact]
    public void One_paper_is_entered_once_even_after_it_was_revoked()
    {
        var register = ProxyRegister.Empty.And(Asked());
        Refused("proxy.number", Asked() with { From = new DateOnly(2027, 1, 1), Until = new DateOnly(2027, 2, 1) }, register, "number");
        Refused("proxy.number", Asked(), register.And(new RevokeProxy(register.Proxies[0].Id, "") { By = Asked().By, At = Morning }), "number");
    }

    [Fact]
    public void For_one_scope_there_is_one_proxy_at_a_time()
    {
        var register = ProxyRegister.Empty.And(Asked() with { Until = Today.AddDays(9), Roles = List(Roles.Director) });
        var second = Asked("director", "unithead") with { Number = "委2号", From = Today.AddDays(9), Until = Today.AddDays(20) };
        Refused("proxy.overlap", second, register);
        Refused("proxy.overlap", second with { Roles = List(Roles.Director) }, register);
        Assert.NotNull(register.Decide(second with { From = Today.AddDays(10) }).Entry);
        Assert.NotNull(register.And(new RevokeProxy(register.Proxies[0].Id, "") { By = second.By, At = Morning }).Decide(second).Entry);
    }

    [Fact]
    public void Different_roles_of_one_person_may_go_to_different_proxies()
    {
        var staff = TestBureau.Setting.Granting("director", Roles.UnitHead).Staff;
        var register = ProxyRegister.Empty.And(Asked() with { Roles = List(Roles.Director) }, staff);
        Assert.NotNull(register.Decide(Asked("director", "legalhead") with { Number = "委2号", Roles = List(Roles.UnitHead) }, staff).Entry);
    }

    [Fact]
    public void What_is_over_is_not_revoked_again()
    {
        var register = ProxyRegister.Empty.And(Asked() with { Until = Today });
        var revoke = new RevokeProxy(register.Proxies[0].Id, "") { By = Asked().By, At = Morning };
        Refused("proxy.settled", revoke, register.And(revoke));
        Refused("proxy.settled", revoke with { At = Morning.AddDays(1) }, register);
        Refused("proxy.unknown", revoke, ProxyRegister.Empty);
        Refused("proxy.entry", revoke with { Reason = new string('由', 201) }, register, "reason");
    }

    [Fact]
    public void An_entry_is_read_as_it_was_written_and_in_no_other_form()
    {
        var granted = new ProxyGranted(ProxyRegister.Empty.And(Asked() with { Roles = List(Roles.Director), Procedures = List(TestBureau.Penalty.Key), Title = "授权委托书" }).Proxies[0] with { Entry = "" });
        var revoked = new ProxyRevoked(granted.Written.Id, "提前返回。", new NamedPerson("director", "局长"), Morning.AddHours(3));
        foreach (var stored in new[] { new StoredProxyEntry(1, "", granted), new StoredProxyEntry(2, new string('a', 64), revoked) })
        {
            var bytes = ProxyEntryJson.Write(stored);
            Assert.Equal(stored, ProxyEntryJson.Read(bytes));
            Assert.Equal(64, ProxyEntryJson.HashOf(bytes).Length);
            Assert.Throws<FormatException>(() => ProxyEntryJson.Read([.. bytes, (byte)' ']));
        }

        Assert.Throws<FormatException>(() => ProxyEntryJson.Read("{}"u8.ToArray()));
    }

    [Fact]
    public void A_stored_entry_keeps_its_form() => Assert.Equal(
        """{"at":"2026-03-02T09:00:00.000+08:00","by":{"id":"director","name":"局长"},"from":"2026-03-02","grantor":{"id":"director","name":"局长"},"id":"00000001-0002-0003-0000-000000000000","number":"辽太工信委〔2026〕1号","place":1,"previous":"","procedures":[],"proxy":{"id":"deputy","name":"分管负责人"},"roles":[],"signedOn":"2026-03-02","title":"","type":"proxy.granted","until":"2026-12-31"}""",
        System.Text.Encoding.UTF8.GetString(ProxyEntryJson.Write(new StoredProxyEntry(1, "", ProxyRegister.Empty.Decide(Asked()).Entry!))));

    private static void Refused(string code, ProxyCommand command, ProxyRegister? register = null, string? field = null)
    {
        var outcome = (register ?? ProxyRegister.Empty).Decide(command);
        Assert.Equal((code, null), (outcome.Refused?.Code, outcome.Entry));
        Assert.Contains("系统默认规则", outcome.Refused!.Source!.ToString(), StringComparison.Ordinal);
        if (field is not null)
        {
            Assert.Contains(outcome.Refused.Fields, fault => fault.Key == field);
        }
    }
}
