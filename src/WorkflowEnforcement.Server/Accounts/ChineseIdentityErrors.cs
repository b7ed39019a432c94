using Microsoft.AspNetCore.Identity;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>What Identity says of an account it does not take, in Chinese.</summary>
internal sealed class ChineseIdentityErrors : IdentityErrorDescriber
{
    /// <summary>Throws what went wrong where an account of our own making is not taken.</summary>
    public static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(Text(result));
        }
    }

    public static string Text(IdentityResult result) => string.Join(' ', result.Errors.Select(error => error.Description));

    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), $"口令至少{length}个字符。");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), $"口令至少含{uniqueChars}种不同的字符。");

    public override IdentityError PasswordRequiresDigit() => Error(nameof(PasswordRequiresDigit), "口令至少含一个数字。");

    public override IdentityError PasswordRequiresLower() => Error(nameof(PasswordRequiresLower), "口令至少含一个小写字母。");

    public override IdentityError InvalidUserName(string? userName) =>
        Error(nameof(InvalidUserName), $"用户名「{userName}」只能由字母、数字和 - . _ 组成。");

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), $"用户名「{userName}」已有人使用。");

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "该账号刚被他人修改，请刷新后重试。");

    public override IdentityError DefaultError() => Error(nameof(DefaultError), "账号未能保存。");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
