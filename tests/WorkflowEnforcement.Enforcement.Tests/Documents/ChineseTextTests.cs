using CsCheck;
using WorkflowEnforcement.Enforcement.Documents;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Documents;

public sealed class ChineseTextTests
{
    [Theory]
    [InlineData("2026-03-02", "二〇二六年三月二日", "2026年3月2日(周一)")]
    [InlineData("2026-10-10", "二〇二六年十月十日", "2026年10月10日(周六)")]
    [InlineData("2024-11-11", "二〇二四年十一月十一日", "2024年11月11日(周一)")]
    [InlineData("2000-12-20", "二〇〇〇年十二月二十日", "2000年12月20日(周三)")]
    [InlineData("2027-01-31", "二〇二七年一月三十一日", "2027年1月31日(周日)")]
    [InlineData("2026-05-29", "二〇二六年五月二十九日", "2026年5月29日(周五)")]
    public void A_date_is_written_as_documents_write_it(string date, string inNumerals, string withWeekday)
    {
        Assert.Equal(inNumerals, ChineseText.Date(DateOnly.Parse(date, null)));
        Assert.Equal(withWeekday, ChineseText.LongDate(DateOnly.Parse(date, null)));
    }

    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.00", "零元整")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.50", "伍角整")]
    [InlineData("0.55", "伍角伍分")]
    [InlineData("3.05", "叁元零伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("10.50", "壹拾元伍角整")]
    [InlineData("20.08", "贰拾元零捌分")]
    [InlineData("101", "壹佰零壹元整")]
    [InlineData("110", "壹佰壹拾元整")]
    [InlineData("325.04", "叁佰贰拾伍元零肆分")]
    [InlineData("1001.5", "壹仟零壹元伍角整")]
    [InlineData("1010", "壹仟零壹拾元整")]
    [InlineData("1409.50", "壹仟肆佰零玖元伍角整")]
    [InlineData("1680.32", "壹仟陆佰捌拾元叁角贰分")]
    [InlineData("6007.14", "陆仟零柒元壹角肆分")]
    [InlineData("12000", "壹万贰仟元整")]
    [InlineData("10000", "壹万元整")]
    [InlineData("16409.02", "壹万陆仟肆佰零玖元零贰分")]
    [InlineData("10100", "壹万零壹佰元整")]
    [InlineData("11000", "壹万壹仟元整")]
    [InlineData("101000000", "壹亿零壹佰万元整")]
    [InlineData("100001", "壹拾万零壹元整")]
    [InlineData("107000.53", "壹拾万柒仟元伍角叁分")]
    [InlineData("1000000", "壹佰万元整")]
    [InlineData("10010010", "壹仟零壹万零壹拾元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100000001", "壹亿零壹元整")]
    [InlineData("100010000", "壹亿零壹万元整")]
    [InlineData("110000000", "壹亿壹仟万元整")]
    [InlineData("1000000000000", "壹万亿元整")]
    [InlineData("1000100000000", "壹万零壹亿元整")]
    [InlineData("1000000000001.01", "壹万亿零壹元零壹分")]
    [InlineData("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    [InlineData("12.500", "壹拾贰元伍角整")]
    public void A_sum_is_written_in_capitals(string yuan, string text) => Assert.Equal(text, ChineseText.Amount(Yuan(yuan)));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.001")]
    [InlineData("10000000000000000")]
    public void A_sum_that_cannot_be_written_is_refused(string yuan) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChineseText.Amount(Yuan(yuan)));

    [Fact]
    public void Every_sum_reads_back_as_itself() =>
        Gen.OneOf(Gen.Long[0, 999_999_999_999_999_999], Gen.Long[0, 10_000_000], SparseCents()).Sample(
            cents => CapitalReader.Cents(ChineseText.Amount(cents / 100m)) == cents, iter: 20_000);

    [Fact]
    public void Zeros_are_never_doubled_nor_left_before_a_unit() =>
        Gen.OneOf(Gen.Long[1, 999_999_999_999_999_999], SparseCents().Where(c => c > 0)).Sample(cents =>
        {
            var text = ChineseText.Amount(cents / 100m);
            return !text.Contains("零零", StringComparison.Ordinal) && !text.StartsWith('零')
                && !"万亿元角整".Any(unit => text.Contains($"零{unit}", StringComparison.Ordinal));
        });

    private static Gen<long> SparseCents() =>
        Gen.OneOf(Gen.Const('0'), Gen.Const('0'), Gen.Const('0'), Gen.Char['0', '9']).Array[1, 18].Select(d => long.Parse(d, null));

    private static decimal Yuan(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
