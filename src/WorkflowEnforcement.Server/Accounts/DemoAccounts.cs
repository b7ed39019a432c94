using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>One account for every role, for demonstration. Only in Development.</summary>
internal sealed class DemoAccounts(UserManager<Account> accounts, IConfiguration configuration, ILogger<DemoAccounts> log)
{
    private const string Unit = "节能与资源综合利用科";
    private const string LegalUnit = "法制和产业政策科";
    private const string Office = "办公室";

    private static readonly Person[] People =
    [
        new("officer1", "执法人员一", Roles.Officer, Unit, Credential: "示例21101100001"),
        new("officer2", "执法人员二", Roles.Officer, Unit, Credential: "示例21101100002"),
        new("officer3", "执法人员三", Roles.Officer, Unit, Credential: "示例21101100004"),
        new("unithead", "办案机构负责人", Roles.UnitHead, Unit, Credential: "示例21101100003"),
        new("reviewer", "法制审核员", Roles.Reviewer, LegalUnit, Qualified: true),
        new("legalhead", "法制科负责人", Roles.LegalHead, LegalUnit, Qualified: true),
        new("deputy", "分管负责人", Roles.Deputy, string.Empty),
        new("director", "局长", Roles.Director, string.Empty),
        new("clerk", "窗口受理人员", Roles.Clerk, "政务服务窗口"),
        new("archivist", "档案员", Roles.Archivist, Office),
        new("publisher", "公示员", Roles.Publisher, Office),
        new("evaluator", "案卷评查员", Roles.Evaluator, LegalUnit),
        new("supervisor", "行政执法监督员", Roles.Supervisor, string.Empty),
        new("admin", "系统管理员", Roles.Administrator, Office),
        new("auditor", "审计员", Roles.Auditor, Office),
    ];

    private sealed record Person(string User, string Name, string Role, string Unit, string Credential = "", bool Qualified = false);

    /// <summary>Makes the accounts that are missing, and sets their password where the setting asks for another.</summary>
    public async Task Run()
    {
        var configured = configuration["Demo:Password"];
        var known = await accounts.Users.Where(account => account.Demo).ToDictionaryAsync(account => account.UserName!);
        var missing = People.Where(person => !known.ContainsKey(person.User)).ToList();
        var password = configured is { Length: > 0 } ? configured : Random();
        if (missing.Count > 0)
        {
            await Make(missing, password);
            log.LogInformation(
                "已建立演示账号 {Count} 个：{Users}", missing.Count, string.Join("、", missing.Select(person => $"{person.User}({person.Name})")));
        }

        if (configured is { Length: > 0 })
        {
            await Renew(known.Values, configured);
        }
        else if (missing.Count > 0)
        {
            log.LogWarning("演示账号的口令（只显示这一次）：{Password} 。可用设置 Demo:Password 另行指定。", password);
        }
    }

    private async Task Make(List<Person> people, string password)
    {
        // One hash for all: one each would cost a second at start, and everybody knows that the password is one.
        var hash = accounts.PasswordHasher.HashPassword(new Account(), password);
        foreach (var person in people)
        {
            var account = AccountOf(person, hash);
            ChineseIdentityErrors.Demand(await accounts.CreateAsync(account));
            ChineseIdentityErrors.Demand(await accounts.AddToRoleAsync(account, person.Role));
        }
    }

    private async Task Renew(IEnumerable<Account> people, string password)
    {
        var outdated = people.GroupBy(account => account.PasswordHash)
            .Where(group => group.Key is null
                || accounts.PasswordHasher.VerifyHashedPassword(group.First(), group.Key, password) == PasswordVerificationResult.Failed)
            .SelectMany(group => group).ToList();
        if (outdated.Count == 0)
        {
            return;
        }

        var hash = accounts.PasswordHasher.HashPassword(new Account(), password);
        foreach (var account in outdated)
        {
            account.PasswordHash = hash;
            ChineseIdentityErrors.Demand(await accounts.UpdateSecurityStampAsync(account));
        }

        log.LogInformation("演示账号的口令已按设置 Demo:Password 更新");
    }

    private static Account AccountOf(Person person, string hash) => new()
    {
        UserName = person.User,
        DisplayName = person.Name,
        Unit = person.Unit,
        Credential = person.Credential,
        CredentialFrom = person.Credential.Length > 0 ? new DateOnly(2024, 1, 1) : null,
        CredentialTo = person.Credential.Length > 0 ? new DateOnly(2028, 12, 31) : null,
        LegalQualification = person.Qualified,
        Demo = true,
        PasswordHash = hash,
    };

    private static string Random() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);
}
