using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>What became of making the first administrator.</summary>
/// <param name="Succeeded">True where the account was made.</param>
/// <param name="Message">What to show where it was not.</param>
public sealed record FirstAdministratorOutcome(bool Succeeded, string Message);

/// <summary>Makes the first administrator of a new installation by a token that only who started the server has seen.</summary>
public sealed class FirstAdministrator(EnforcementDb db, UserManager<Account> accounts, BureauClock clock, IHostEnvironment environment)
{
    private const string Purpose = "first-administrator";

    /// <summary>True while there is no administrator who could sign in.</summary>
    public async Task<bool> IsMissing(CancellationToken ct)
    {
        var demoCounts = environment.IsDevelopment();
        return !await (
            from account in db.Users
            join held in db.UserRoles on account.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == Roles.Administrator && (!account.Demo || demoCounts)
            select account.Id).AnyAsync(ct);
    }

    /// <summary>A new token, of which only the hash is kept. Earlier ones stay good until one is used.</summary>
    public async Task<string> Issue(CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        db.OneTimeTokens.Add(new OneTimeTokenRow { Id = Guid.CreateVersion7(), Purpose = Purpose, Hash = HashOf(token), CreatedAt = clock.Now });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>Makes the administrator. The token works once, and only while there is none.</summary>
    public async Task<FirstAdministratorOutcome> Create(string? token, string? userName, string? password, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await IsMissing(ct))
        {
            return new FirstAdministratorOutcome(false, "系统管理员已经存在，请用其账号登录。");
        }

        var hash = HashOf(token?.Trim() ?? string.Empty);
        if (!await db.OneTimeTokens.AnyAsync(t => t.Purpose == Purpose && t.UsedAt == null && t.Hash == hash, ct))
        {
            return new FirstAdministratorOutcome(false, "一次性口令不正确。请查看服务器启动时打印的口令。");
        }

        var account = new Account { UserName = userName?.Trim(), DisplayName = Roles.NameOf(Roles.Administrator) };
        var created = await accounts.CreateAsync(account, password ?? string.Empty);
        if (!created.Succeeded)
        {
            return new FirstAdministratorOutcome(false, ChineseIdentityErrors.Text(created));
        }

        ChineseIdentityErrors.Demand(await accounts.AddToRoleAsync(account, Roles.Administrator));
        var now = clock.Now;
        await db.OneTimeTokens.Where(t => t.Purpose == Purpose && t.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(t => t.UsedAt, now), ct);
        await transaction.CommitAsync(ct);
        return new FirstAdministratorOutcome(true, string.Empty);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
