using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>What an administrator says of an account.</summary>
/// <param name="Name">Name shown in records.</param>
/// <param name="Unit">Section; empty for none.</param>
/// <param name="Roles">Keys of roles.</param>
public sealed record AccountContent(string? Name, string? Unit, IReadOnlyList<string>? Roles);

/// <summary>Makes and changes accounts. Only the administrator does, who takes part in no case; every change is kept with who, when and why.</summary>
public sealed class AccountKeeping(EnforcementDb db, UserManager<Account> accounts, IHostEnvironment environment)
{
    /// <summary>Longest name and section, in characters.</summary>
    public const int MaxText = 50;

    private static readonly LegalSource Source = LegalSource.ProductDefault("系统管理员不参与案件办理，身份变更逐次留痕（系统默认规则 D12）");
    private static readonly Refused Unknown = new("account.unknown", "没有这个账号。");

    /// <summary>Why a person may not keep accounts; null when he may.</summary>
    public static Refused? WhyNotBy(Actor by) => by.Is(Roles.Administrator) ? null : new Refused("account.keeper", $"账号由系统管理员维护，{by.Name}不具有该身份。", Source);

    /// <summary>Makes an account with a first password, which its owner changes at the first sign-in.</summary>
    public Task<Refused?> Create(string? userName, AccountContent content, string? password, LawEntry entry, CancellationToken ct) => Do(userName?.Trim() ?? "", "create", content, entry, async () =>
    {
        var account = new Account { UserName = userName?.Trim(), DisplayName = content.Name!.Trim(), Unit = content.Unit?.Trim() ?? "", MustChangePassword = true };
        var made = await accounts.CreateAsync(account, password ?? "");
        if (!made.Succeeded)
        {
            return (Wrong(made.Errors.Any(error => error.Code.StartsWith("Password", StringComparison.Ordinal)) ? "password" : "userName", ChineseIdentityErrors.Text(made)), "");
        }

        ChineseIdentityErrors.Demand(await accounts.AddToRolesAsync(account, content.Roles!.Distinct()));
        return (null, $"建立账号：{account.DisplayName}，{(account.Unit.Length > 0 ? account.Unit : "无科室")}，{NamesOf(content.Roles!)}");
    }, ct);

    /// <summary>Changes name, section and roles.</summary>
    public Task<Refused?> Change(string userName, AccountContent content, LawEntry entry, CancellationToken ct) => Do(userName, "change", content, entry, async () =>
    {
        if (await accounts.FindByNameAsync(userName) is not { } account)
        {
            return (Unknown, "");
        }

        var held = await accounts.GetRolesAsync(account);
        var (given, taken) = (content.Roles!.Except(held).ToList(), held.Except(content.Roles!).ToList());
        var (name, unit) = (content.Name!.Trim(), content.Unit?.Trim() ?? "");
        if (taken.Contains(Roles.Administrator) && await IsLast(account, ct) is { } last)
        {
            return (last, "");
        }

        List<string> said = [];
        said.AddRange(name == account.DisplayName ? [] : [$"姓名：{account.DisplayName} → {name}"]);
        said.AddRange(unit == account.Unit ? [] : [$"科室：{(account.Unit.Length > 0 ? account.Unit : "—")} → {(unit.Length > 0 ? unit : "—")}"]);
        said.AddRange(given.Count == 0 ? [] : [$"授予：{NamesOf(given)}"]);
        said.AddRange(taken.Count == 0 ? [] : [$"取消：{NamesOf(taken)}"]);
        if (said.Count == 0)
        {
            return (new Refused("account.unchanged", "内容没有变化。", Source), "");
        }

        (account.DisplayName, account.Unit) = (name, unit);
        ChineseIdentityErrors.Demand(await accounts.RemoveFromRolesAsync(account, taken));
        ChineseIdentityErrors.Demand(await accounts.AddToRolesAsync(account, given));
        ChineseIdentityErrors.Demand(await accounts.UpdateSecurityStampAsync(account));
        return (null, string.Join("；", said));
    }, ct);

    /// <summary>Disables an account, or makes it good again.</summary>
    public Task<Refused?> Switch(string userName, bool disabled, LawEntry entry, CancellationToken ct) => Do(userName, disabled ? "disable" : "enable", null, entry, async () =>
    {
        if (await accounts.FindByNameAsync(userName) is not { } account)
        {
            return (Unknown, "");
        }

        if (disabled && account.UserName == entry.By.Id)
        {
            return (new Refused("account.self", "不能停用自己的账号，请由另一名系统管理员办理。", Source), "");
        }

        if (disabled && await accounts.IsInRoleAsync(account, Roles.Administrator) && await IsLast(account, ct) is { } last)
        {
            return (last, "");
        }

        if (account.Disabled == disabled)
        {
            return (new Refused("account.unchanged", disabled ? "该账号已经停用。" : "该账号没有停用。", Source), "");
        }

        account.Disabled = disabled;
        ChineseIdentityErrors.Demand(await accounts.UpdateSecurityStampAsync(account));
        return (null, disabled ? "停用账号" : "恢复账号");
    }, ct);

    /// <summary>Sets a first password, which its owner changes at the next sign-in.</summary>
    public Task<Refused?> SetPassword(string userName, string? password, LawEntry entry, CancellationToken ct) => Do(userName, "password", null, entry, async () =>
    {
        if (await accounts.FindByNameAsync(userName) is not { } account)
        {
            return (Unknown, "");
        }

        foreach (var rule in accounts.PasswordValidators)
        {
            if (await rule.ValidateAsync(accounts, account, password ?? "") is { Succeeded: false } weak)
            {
                return (Wrong("password", ChineseIdentityErrors.Text(weak)), "");
            }
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password!);
        account.MustChangePassword = true;
        account.LockoutEnd = null;
        ChineseIdentityErrors.Demand(await accounts.UpdateSecurityStampAsync(account));
        return (null, "设置新的初始口令");
    }, ct);

    private async Task<Refused?> Do(string userName, string act, AccountContent? content, LawEntry entry, Func<Task<(Refused? Refused, string What)>> change, CancellationToken ct)
    {
        if ((WhyNotBy(entry.By) ?? WhyNotEntry(content, entry.Reason)) is { } no)
        {
            return no;
        }

        var hash = Hash(userName, act, content, entry);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.AccountChanges.AsNoTracking().FirstOrDefaultAsync(row => row.CommandId == entry.CommandId, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(hash) ? null : new Refused("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。");
        }

        var (refused, what) = await change();
        if (refused is not null)
        {
            return refused;
        }

        db.AccountChanges.Add(new AccountChangeRow
        {
            Account = userName,
            Version = 1 + (await db.AccountChanges.Where(row => row.Account == userName).MaxAsync(row => (int?)row.Version, ct) ?? 0),
            Place = 1 + (await db.AccountChanges.MaxAsync(row => (long?)row.Place, ct) ?? 0),
            What = what,
            Reason = StoredText.Normal(entry.Reason),
            EnteredBy = entry.By.Id,
            EnteredByName = entry.By.Name,
            EnteredAt = entry.At,
            CommandId = entry.CommandId,
            RequestHash = hash,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private static Refused? WhyNotEntry(AccountContent? content, string reason)
    {
        List<FieldFault> faults = [];
        if (content is not null)
        {
            faults.AddRange(content.Name?.Trim() is { Length: > 0 and <= MaxText } name && StoredText.WhyNot(name) is null ? [] : [new FieldFault("name", $"姓名须为1至{MaxText}字。")]);
            faults.AddRange((content.Unit?.Trim().Length ?? 0) <= MaxText && StoredText.WhyNot(content.Unit ?? "") is null ? [] : [new FieldFault("unit", $"科室最多{MaxText}字。")]);
            faults.AddRange(
                content.Roles is null or { Count: 0 } ? [new FieldFault("roles", "请至少选择一种身份。")]
                : content.Roles.FirstOrDefault(role => !RoleSeed.All.Contains(role)) is { } unknown ? [new FieldFault("roles", $"没有「{StoredText.Fit(unknown, 30)}」这种身份。")]
                : content.Roles.Contains(Roles.Administrator) && content.Roles.Distinct().Count() > 1 ? [new FieldFault("roles", "系统管理员不参与案件办理，不能兼任其他身份。")]
                : []);
        }

        faults.AddRange(StoredText.WhyNot(reason) is null && StoredText.Normal(reason).Length is > 0 and <= RegisterEditing.MaxText ? [] : [new FieldFault("reason", $"理由须为1至{RegisterEditing.MaxText}字。")]);
        return faults.Count == 0 ? null : new Refused("account.entry", $"有{faults.Count}处填写须更正。", Source) { Fields = [.. faults] };
    }

    private static Refused Wrong(string field, string message) => new("account.entry", message, Source) { Fields = [new FieldFault(field, message)] };

    // Somebody must be able to sign in who keeps accounts.
    private async Task<Refused?> IsLast(Account account, CancellationToken ct)
    {
        var demoCounts = environment.IsDevelopment();
        var others = await (
            from other in db.Users
            join held in db.UserRoles on other.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == Roles.Administrator && !other.Disabled && other.Id != account.Id && (!other.Demo || demoCounts)
            select other.Id).AnyAsync(ct);
        return others ? null : new Refused("account.last-administrator", "这是最后一名可以登录的系统管理员，须先另设一名。", Source);
    }

    private static string NamesOf(IEnumerable<string> roles) => string.Join('、', roles.Distinct().Order(StringComparer.Ordinal).Select(Roles.NameOf));

    // Without the password: a hash that is kept must not let anybody try passwords.
    private static byte[] Hash(string userName, string act, AccountContent? content, LawEntry entry) => SHA256.HashData(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["actor"] = entry.By.Id,
        ["account"] = userName,
        ["act"] = act,
        ["name"] = content?.Name,
        ["unit"] = content?.Unit,
        ["roles"] = content?.Roles is { } roles ? string.Join(' ', roles) : null,
        ["reason"] = string.Concat(entry.Reason.EnumerateRunes()),
    }.ToJsonString()));
}
