using Microsoft.AspNetCore.Identity;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="Account">The account; null where the attempt failed.</param>
/// <param name="Message">What to show; the same for every failure, so that nobody learns which accounts exist.</param>
public sealed record SignInOutcome(Account? Account, string Message)
{
    public bool Succeeded => Account is not null;
}

/// <summary>Signs a person in with user name and password.</summary>
public sealed class SignIn(SignInManager<Account> signIn, UserManager<Account> accounts, IHostEnvironment environment)
{
    /// <summary>The one answer to every failed attempt.</summary>
    public const string Failed = "用户名或者口令不正确。连续输错5次，该账号锁定5分钟，锁定期间输入正确口令也不能登录。";

    private const int MaxPassword = 256;

    // Checked in place of an unknown account's password, so that the answer takes as long.
    private static readonly string SomeHash = new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString());

    /// <summary>Checks the password and, where it is right, gives the cookie of the pages.</summary>
    public async Task<SignInOutcome> Attempt(string? userName, string? password)
    {
        var outcome = await Check(userName, password);
        if (outcome.Account is { } account)
        {
            await signIn.SignInAsync(account, isPersistent: false);
        }

        return outcome;
    }

    /// <summary>Checks the password and counts failures.</summary>
    public async Task<SignInOutcome> Check(string? userName, string? password)
    {
        var given = password is { Length: > 0 and <= MaxPassword } ? password : string.Empty;
        var account = string.IsNullOrWhiteSpace(userName) ? null : await accounts.FindByNameAsync(userName.Trim());
        if (account is null || account.Disabled || (account.Demo && !environment.IsDevelopment()))
        {
            accounts.PasswordHasher.VerifyHashedPassword(new Account(), SomeHash, given);
            return new SignInOutcome(null, Failed);
        }

        var result = await signIn.CheckPasswordSignInAsync(account, given, lockoutOnFailure: true);
        return result.Succeeded ? new SignInOutcome(account, string.Empty) : new SignInOutcome(null, Failed);
    }

    /// <summary>The address to go to after signing in: the one asked for where it is one of ours, else the start page.</summary>
    public static string LocalOrHome(string? returnUrl) => IsLocal(returnUrl) ? returnUrl! : "/";

    // A browser reads //host and /\host as another server.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl);
}
