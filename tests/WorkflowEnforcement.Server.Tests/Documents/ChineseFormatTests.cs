using System.Globalization;
using Xunit;
using static WorkflowEnforcement.Server.Tests.Documents.WordFile;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class ChineseFormatTests
{
    [Theory]
    [InlineData(2026, 3, 2, "二〇二六年三月二日")]
    [InlineData(2026, 10, 10, "二〇二六年十月十日")]
    [InlineData(2026, 12, 31, "二〇二六年十二月三十一日")]
    [InlineData(2030, 11, 20, "二〇三〇年十一月二十日")]
    public void A_formal_date_is_written_in_Chinese_numerals(int year, int month, int day, string expected) =>
        Assert.Equal(expected, Line("{{ on | date_cn }}", ("on", new DateOnly(year, month, day))));

    [Fact]
    public void A_plain_date_is_written_in_digits() =>
        Assert.Equal("2026年3月2日 2026年3月2日", Line("{{ on | date_zh }} {{ on }}", ("on", new DateOnly(2026, 3, 2))));

    [Fact]
    public void A_moment_is_written_at_the_clock_of_the_bureau() =>
        Assert.Equal("2026年3月2日9时05分", Line("{{ at | time_zh }}", ("at", new DateTimeOffset(2026, 3, 2, 1, 5, 0, TimeSpan.Zero))));

    [Fact]
    public void The_date_of_a_moment_is_the_date_at_the_bureau() =>
        Assert.Equal("2026年3月3日", Line("{{ at | date_zh }}", ("at", new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero))));

    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("12000", "壹万贰仟元整")]
    [InlineData("12000.50", "壹万贰仟元伍角整")]
    [InlineData("10005", "壹万零伍元整")]
    [InlineData("105000", "壹拾万伍仟元整")]
    [InlineData("100500", "壹拾万零伍佰元整")]
    [InlineData("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.50", "伍角整")]
    [InlineData("1.05", "壹元零伍分")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100010000", "壹亿零壹万元整")]
    [InlineData("1000000000000", "壹万亿元整")]
    [InlineData("1200000000000", "壹万贰仟亿元整")]
    [InlineData("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    public void Money_is_written_in_capital_numerals(string yuan, string expected) =>
        Assert.Equal(expected, Line("{{ fine | daxie }}", ("fine", decimal.Parse(yuan, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("12000", "12,000.00")]
    [InlineData("0.5", "0.50")]
    public void Money_is_written_with_separators(string yuan, string expected) =>
        Assert.Equal(expected, Line("{{ fine | amount }}", ("fine", decimal.Parse(yuan, CultureInfo.InvariantCulture))));

    [Fact]
    public void Money_with_parts_of_a_fen_is_refused() =>
        Assert.Equal("template.wrong-type", Failed("{{ fine | daxie }}", ("fine", 1.005m)).Code);

    [Fact]
    public void Empty_values_pass_through_every_filter() =>
        Assert.Equal("", Line("{{ x | date_cn }}{{ x | date_zh }}{{ x | time_zh }}{{ x | daxie }}{{ x | amount }}", ("x", null)));

    [Fact]
    public void Numbers_and_truths_print_plainly() =>
        Assert.Equal("12000.5 3 是", Line("{{ a }} {{ b }} {{ c }}", ("a", 12000.50m), ("b", 3), ("c", true)));
}
