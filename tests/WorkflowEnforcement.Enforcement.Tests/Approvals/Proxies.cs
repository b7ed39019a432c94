using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>Written delegations for the tests: entered through the law itself.</summary>
internal static class Proxies
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly Today = new(2026, 3, 2);

    public static EnterProxy Asked(string grantor = "director", string proxy = "deputy", string? by = null) => new()
    {
        By = TestBureau.Actor(TestBureau.Setting, by ?? grantor),
        At = Morning,
        Id = new Guid(1, 2, 3, new byte[8]),
        Grantor = grantor,
        Proxy = proxy,
        SignedOn = Today,
        From = Today,
        Until = new DateOnly(2026, 12, 31),
        Number = "辽太工信委〔2026〕1号",
    };

    public static ProxyOutcome Decide(this ProxyRegister register, ProxyCommand command, ImmutableDictionary<string, StaffMember>? staff = null) =>
        ProxyRules.Decide(new ProxySetting(register, staff ?? TestBureau.Staff, [TestBureau.Penalty.Key]), command);

    /// <summary>The register after an entry that must be taken.</summary>
    public static ProxyRegister And(this ProxyRegister register, ProxyCommand command, ImmutableDictionary<string, StaffMember>? staff = null)
    {
        var outcome = register.Decide(command, staff);
        return register.After(outcome.Entry ?? throw new InvalidOperationException(outcome.Refused!.Message), new string('e', 64));
    }

    /// <summary>A case in whose bureau somebody has delegated to another.</summary>
    public static GivenCase Delegating(this GivenCase given, string grantor, string proxy, Func<EnterProxy, EnterProxy>? change = null) => given.Where(setting =>
    {
        var asked = Asked(grantor, proxy) with { By = TestBureau.Actor(setting, grantor), Id = new Guid(setting.Proxies.Proxies.Length + 1, 2, 3, new byte[8]), Number = $"委{setting.Proxies.Proxies.Length + 1}号" };
        return setting with { Proxies = setting.Proxies.And(change?.Invoke(asked) ?? asked, setting.Staff) };
    });

    /// <summary>The bureau revokes its last delegation at a moment.</summary>
    public static GivenCase Revoking(this GivenCase given, DateTimeOffset at) => given.Where(setting =>
    {
        var last = setting.Proxies.Proxies[^1];
        return setting with { Proxies = setting.Proxies.And(new RevokeProxy(last.Id, string.Empty) { By = TestBureau.Actor(setting, last.Grantor.Id), At = at }, setting.Staff) };
    });

    /// <summary>The next step of the scenario, by a proxy for another.</summary>
    public static Then WhenFor(this GivenCase given, string proxy, string grantor, Func<ScenarioStep, ScenarioStep>? change = null) =>
        given.When(walk => walk.CommandOf((change?.Invoke(given.Next) ?? given.Next).As(proxy)) with { OnBehalfOf = grantor });

    /// <summary>A command at the one task that waits, by a proxy for another.</summary>
    public static Then Does(this GivenCase given, string proxy, string grantor, Func<long, CaseCommand> command, int days = 0) => given.When(walk =>
        command(walk.State!.Tasks.Keys.FirstOrDefault()) with
        {
            By = TestBureau.Actor(walk.Setting, proxy),
            OnBehalfOf = grantor,
            At = walk.Events[^1].At.AddMinutes(1).AddDays(days),
            CommandId = walk.NextId(),
        });

    public static ClaimTask Claim(long task) => new(task) { By = null!, At = default, CommandId = "" };

    public static CompleteTask Sign(long task, string outcome) => new(task, outcome, CaseState.NoFacts, "意见。") { By = null!, At = default, CommandId = "" };

    public static TransferTask Transfer(long task, string to) => new(task, to, "出差。") { By = null!, At = default, CommandId = "" };

    public static ValueList<string> List(params string[] texts) => [.. texts];
}
