using CsCheck;
using WorkflowEnforcement.Enforcement.Documents;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Documents;

public sealed class DocumentNumberTests
{
    private static readonly DocumentNumberFormat Format = new("辽太工信");
    private static readonly DocumentNumberFormat WithoutOrdinal = new("辽太工信", withOrdinal: false);
    private static readonly string[] Kinds = ["罚决", "立", "许准", "查封扣押"];
    private static readonly DocumentNumber First = new("辽太工信", "罚决", 2026, 1);

    [Fact]
    public void A_number_is_written_with_hexagonal_brackets_and_without_leading_zeros()
    {
        Assert.Equal("辽太工信罚决字〔2026〕第1号", Format.Write(First));
        Assert.Equal("辽太工信罚决字〔2026〕1号", WithoutOrdinal.Write(First));
    }

    [Fact]
    public void What_was_written_reads_back() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1].Select(i => Kinds[i]), Gen.Int[1000, 9999], Gen.Int[1, int.MaxValue], Gen.Bool).Sample(
            (kind, year, sequence, ordinal) =>
            {
                var number = new DocumentNumber("辽太工信", kind, year, sequence);
                var format = ordinal ? Format : WithoutOrdinal;
                var other = ordinal ? WithoutOrdinal : Format;
                var text = format.Write(number);
                return format.Parse(text) == number && other.TryParse(text) is null;
            });

    [Theory]
    [InlineData("")]
    [InlineData("辽太工信字〔2026〕第1号")]
    [InlineData("辽太工信罚决字[2026]第1号")]
    [InlineData("辽太工信罚决字【2026】第1号")]
    [InlineData("辽太工信罚决字（2026）第1号")]
    [InlineData("辽太工信罚决字〔26〕第1号")]
    [InlineData("辽太工信罚决字〔2026〕第01号")]
    [InlineData("辽太工信罚决字〔2026〕第0号")]
    [InlineData("辽太工信罚决字〔2026〕第１号")]
    [InlineData("辽太工信罚决字〔2026〕第1号 ")]
    [InlineData("辽太工信罚决字〔2026〕第1号\n")]
    [InlineData("辽太工信罚决字〔2026〕1号")]
    [InlineData("辽太工信罚决字〔2026〕第2147483648号")]
    [InlineData("辽太工信罚字决字〔2026〕第1号")]
    [InlineData("沈太工信罚决字〔2026〕第1号")]
    public void Another_form_is_refused(string text)
    {
        Assert.Null(Format.TryParse(text));
        Assert.Throws<FormatException>(() => Format.Parse(text));
    }

    [Fact]
    public void A_number_that_could_not_be_read_back_is_not_written()
    {
        Assert.All(
            new[]
            {
                First with { Agency = "沈" }, First with { Kind = "" }, First with { Kind = "罚字" }, First with { Kind = "A" },
                First with { Year = 26 }, First with { Year = 12026 }, First with { Sequence = 0 },
            },
            number => Assert.Throws<ArgumentException>(() => Format.Write(number)));
        Assert.Throws<ArgumentException>(() => new DocumentNumberFormat("LTGX"));
    }
}
