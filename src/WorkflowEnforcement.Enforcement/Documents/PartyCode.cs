using System.Globalization;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>Codes by which a party is known, and their check characters.</summary>
/// <remarks>A valid check character does not prove that the code was ever given out.</remarks>
public static class PartyCode
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string IdentityCheckCharacters = "10X98765432";

    private static readonly int[] CreditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] IdentityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly LegalSource CreditStandard = new("GB 32100-2015", string.Empty);
    private static readonly LegalSource IdentityStandard = new("GB 11643-1999", string.Empty);

    /// <summary>Checks a 统一社会信用代码: 18 characters, small letters taken as capitals.</summary>
    /// <remarks>The check digit inside it (GB 11714, characters 9 to 17) is not checked: old codes break it.</remarks>
    /// <legal>GB 32100-2015.</legal>
    public static PartyCodeCheck CheckCreditCode(string text)
    {
        var code = UpperAscii(text);
        if (code.Length != 18)
        {
            return new PartyCodeCheck.Invalid("party.code-length", $"统一社会信用代码应为18位，实际为{Count(code)}位", CreditStandard);
        }

        if (code.FirstOrDefault(c => !CreditAlphabet.Contains(c, StringComparison.Ordinal)) is var wrong and not '\0')
        {
            return new PartyCodeCheck.Invalid(
                "party.code-character", $"统一社会信用代码应由数字和大写字母组成（不含I、O、S、V、Z），实际含有“{wrong}”", CreditStandard);
        }

        if (code[2..8].Any(c => !char.IsAsciiDigit(c)))
        {
            return new PartyCodeCheck.Invalid(
                "party.code-area", $"统一社会信用代码第3至8位应为数字（行政区划码），实际为“{code[2..8]}”", CreditStandard);
        }

        var expected = CreditCodeCheckCharacter(code[..17]);
        return expected == code[17]
            ? new PartyCodeCheck.Valid(code)
            : new PartyCodeCheck.Invalid(
                "party.code-check", $"统一社会信用代码第18位校验码应为{expected}，实际为{code[17]}，请核对是否录入有误", CreditStandard);
    }

    /// <summary>Checks a 公民身份号码: 17 digits and a check character, small x taken as X; the birth date must exist.</summary>
    /// <legal>GB 11643-1999.</legal>
    public static PartyCodeCheck CheckIdentityNumber(string text)
    {
        var code = UpperAscii(text);
        if (code.Length != 18)
        {
            return new PartyCodeCheck.Invalid("party.id-length", $"公民身份号码应为18位，实际为{Count(code)}位", IdentityStandard);
        }

        if (code[..17].Any(c => !char.IsAsciiDigit(c)) || !(char.IsAsciiDigit(code[17]) || code[17] == 'X'))
        {
            return new PartyCodeCheck.Invalid(
                "party.id-character", "公民身份号码前17位应为数字，第18位应为数字或者X，实际含有其他字符", IdentityStandard);
        }

        if (!DateOnly.TryParseExact(code.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            || born.Year < 1800)
        {
            return new PartyCodeCheck.Invalid(
                "party.id-birth-date", $"公民身份号码第7至14位应为真实的出生日期，实际为{code[6..14]}", IdentityStandard);
        }

        var expected = IdentityCheckCharacter(code[..17]);
        return expected == code[17]
            ? new PartyCodeCheck.Valid(code)
            : new PartyCodeCheck.Invalid(
                "party.id-check", $"公民身份号码第18位校验码应为{expected}，实际为{code[17]}，请核对是否录入有误", IdentityStandard);
    }

    /// <summary>Character 18 of a 统一社会信用代码.</summary>
    /// <param name="first17">Characters 1 to 17 in capitals, none of I, O, S, V, Z.</param>
    /// <exception cref="ArgumentException">It is not 17 characters of the alphabet.</exception>
    public static char CreditCodeCheckCharacter(string first17)
    {
        var values = first17.Select(c => CreditAlphabet.IndexOf(c, StringComparison.Ordinal)).ToList();
        return values.Count == CreditWeights.Length && !values.Contains(-1)
            ? CreditAlphabet[(31 - (values.Zip(CreditWeights, (v, w) => v * w).Sum() % 31)) % 31]
            : throw new ArgumentException($"Expected 17 characters of the credit code alphabet, but found {first17}", nameof(first17));
    }

    /// <summary>Character 18 of a 公民身份号码.</summary>
    /// <param name="first17">Digits 1 to 17.</param>
    /// <exception cref="ArgumentException">It is not 17 digits.</exception>
    public static char IdentityCheckCharacter(string first17) =>
        first17.Length == IdentityWeights.Length && first17.All(char.IsAsciiDigit)
            ? IdentityCheckCharacters[first17.Zip(IdentityWeights, (c, w) => (c - '0') * w).Sum() % 11]
            : throw new ArgumentException("Expected 17 digits", nameof(first17));

    /// <summary>The number with its middle hidden: at most the first 6 and the last 2 characters of 18 stay, fewer of shorter ones.</summary>
    /// <returns>For example <c>211011**********17</c>; as long as the number.</returns>
    public static string Mask(string number)
    {
        var (head, tail) = (Math.Min(6, number.Length / 3), Math.Min(2, number.Length / 9));
        return number[..head] + new string('*', number.Length - head - tail) + number[(number.Length - tail)..];
    }

    private static string UpperAscii(string text) => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 32) : c));

    private static string Count(string code) => code.Length.ToString(CultureInfo.InvariantCulture);
}
