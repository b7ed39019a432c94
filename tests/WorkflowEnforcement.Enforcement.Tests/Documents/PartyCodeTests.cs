using CsCheck;
using WorkflowEnforcement.Enforcement.Documents;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Documents;

public sealed class PartyCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y4", '3')]
    [InlineData("91211011MA0000000", 'J')]
    [InlineData("11211011MB0000000", 'W')]
    public void The_check_character_of_a_credit_code_is_that_of_the_standard(string first17, char check)
    {
        Assert.Equal(check, PartyCode.CreditCodeCheckCharacter(first17));
        Assert.Equal(new PartyCodeCheck.Valid(first17 + check), PartyCode.CheckCreditCode((first17 + check).ToLowerInvariant()));
    }

    [Theory]
    [InlineData("11010519491231002", 'X')]
    [InlineData("44052418800101001", '4')]
    [InlineData("21101119900101001", '7')]
    public void The_check_character_of_an_identity_number_is_that_of_the_standard(string first17, char check)
    {
        Assert.Equal(check, PartyCode.IdentityCheckCharacter(first17));
        Assert.Equal(new PartyCodeCheck.Valid(first17 + check), PartyCode.CheckIdentityNumber((first17 + check).ToLowerInvariant()));
    }

    [Theory]
    [InlineData("91350100M000100Y4", "party.code-length", "应为18位，实际为17位")]
    [InlineData("91350100M000100Y4I", "party.code-character", "实际含有“I”")]
    [InlineData("91350100M000100Y4３", "party.code-character", "实际含有“３”")]
    [InlineData("9135A100M000100Y43", "party.code-area", "实际为“35A100”")]
    [InlineData("91350100M000100Y44", "party.code-check", "应为3，实际为4")]
    public void A_wrong_credit_code_is_told_in_chinese(string code, string reason, string says)
    {
        var invalid = Assert.IsType<PartyCodeCheck.Invalid>(PartyCode.CheckCreditCode(code));
        Assert.Equal((reason, "GB 32100-2015"), (invalid.Reason, invalid.Source.ToString()));
        Assert.Contains(says, invalid.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "party.id-length", "实际为0位")]
    [InlineData("1101051949123100XX", "party.id-character", "其他字符")]
    [InlineData("11010519491231002A", "party.id-character", "其他字符")]
    [InlineData("１10105194912310021", "party.id-character", "其他字符")]
    [InlineData("110105194902300021", "party.id-birth-date", "实际为19490230")]
    [InlineData("110105179912310021", "party.id-birth-date", "实际为17991231")]
    [InlineData("110105194912310021", "party.id-check", "应为X，实际为1")]
    public void A_wrong_identity_number_is_told_in_chinese(string code, string reason, string says)
    {
        var invalid = Assert.IsType<PartyCodeCheck.Invalid>(PartyCode.CheckIdentityNumber(code));
        Assert.Equal((reason, "GB 11643-1999"), (invalid.Reason, invalid.Source.ToString()));
        Assert.Contains(says, invalid.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mistyped_character_of_a_credit_code_is_noticed() =>
        Gen.Select(Gen.Int[0, 17], Gen.Char.AlphaNumeric).Sample((at, typed) =>
        {
            const string code = "91350100M000100Y43";
            var mistyped = code[..at] + char.ToUpperInvariant(typed) + code[(at + 1)..];
            return mistyped == code || PartyCode.CheckCreditCode(mistyped) is PartyCodeCheck.Invalid;
        });

    [Fact]
    public void One_mistyped_digit_of_an_identity_number_is_noticed() =>
        Gen.Select(Gen.Int[0, 17], Gen.Char['0', '9']).Sample((at, typed) =>
        {
            const string code = "211011199001010017";
            var mistyped = code[..at] + typed + code[(at + 1)..];
            return mistyped == code || PartyCode.CheckIdentityNumber(mistyped) is PartyCodeCheck.Invalid;
        });

    [Theory]
    [InlineData("211011199001010017", "211011**********17")]
    [InlineData("211011900101001", "21101*********1")]
    [InlineData("E12345678", "E12*****8")]
    [InlineData("12", "**")]
    [InlineData("", "")]
    public void A_mask_shows_at_most_the_first_six_and_the_last_two(string number, string masked) =>
        Assert.Equal(masked, PartyCode.Mask(number));
}
