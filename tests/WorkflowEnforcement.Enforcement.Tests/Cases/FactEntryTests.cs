using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class FactEntryTests
{
    private static readonly FactsDictionary Facts = FactsDictionary.Official;

    [Theory]
    [InlineData("30000", 30000)]
    [InlineData(" 30,000.50 ", 30000.5)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("１２３", 123)]
    [InlineData("３０，０００．５０", 30000.5)]
    [InlineData("\u300030000\u3000", 30000)]
    [InlineData("-1", -1)]
    [InlineData("－１", -1)]
    [InlineData("+5", 5)]
    [InlineData("0.1", 0.1)]
    public void An_amount_is_read_as_people_type_it(string entered, double amount)
    {
        Assert.Null(FactText.Read(Facts["decision.fine"], entered, out var value));
        Assert.Equal(FeelValue.Of((decimal)amount), value);
    }

    [Theory]
    [InlineData("3,00")]
    [InlineData("1,2,3")]
    [InlineData("30,0000")]
    [InlineData(",300")]
    [InlineData("3万")]
    [InlineData("三万")]
    [InlineData("30000元")]
    [InlineData("1e4")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1 000")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("00000000000000000000000000000000000000001")]
    public void What_is_not_clearly_an_amount_is_refused(string entered)
    {
        Assert.StartsWith("须为数字", FactText.Read(Facts["decision.fine"], entered, out var value), StringComparison.Ordinal);
        Assert.Equal(FeelValue.Null, value);
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("２０２６－０３－０２")]
    public void A_day_is_read_as_people_type_it(string entered)
    {
        Assert.Null(FactText.Read(Facts["clue.receivedOn"], entered, out var value));
        Assert.Equal(FeelValue.Of(new DateOnly(2026, 3, 2)), value);
    }

    [Theory]
    [InlineData("2026-3-2")]
    [InlineData("2026/03/02")]
    [InlineData("2026-02-30")]
    [InlineData("02.03.2026")]
    [InlineData("2026-03-02T00:00:00Z")]
    [InlineData("今天")]
    public void What_is_no_day_is_refused(string entered) =>
        Assert.StartsWith("须为日期", FactText.Read(Facts["clue.receivedOn"], entered, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("是", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("否", false)]
    public void Yes_and_no_are_read(string entered, bool truth)
    {
        Assert.Null(FactText.Read(Facts["publicity.publish"], entered, out var value));
        Assert.Equal(FeelValue.Of(truth), value);
    }

    [Fact]
    public void Neither_yes_nor_no_is_refused_and_not_taken_for_no() =>
        Assert.StartsWith("须为是或者否", FactText.Read(Facts["publicity.publish"], "maybe", out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("  当事人\r\n陈述 ", "当事人\n陈述")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\uFF41", "\uFF41")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("a\tb", "a\tb")]
    public void Text_is_kept_in_normal_form(string entered, string kept)
    {
        Assert.Null(FactText.Read(Facts["clue.content"], entered, out var value));
        Assert.Equal(FeelValue.Of(kept), value);
        _ = Replay.Bytes(new FactsRecorded(string.Empty, CaseState.NoFacts.Add("clue.content", value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000\t\r\n")]
    [InlineData("\u200B\uFEFF\u2060")]
    public void What_shows_nothing_is_no_entry(string entered)
    {
        Assert.Null(FactText.Read(Facts["clue.content"], entered, out var value));
        Assert.Equal(FeelValue.Null, value);
    }

    [Theory]
    [InlineData("甲½乙", "第2个字符")]
    [InlineData("½", "第1个字符")]
    [InlineData("甲\uFFFE", "第2个字符")]
    [InlineData("\uFDD0", "第1个字符")]
    [InlineData("甲\u0000", "控制字符")]
    [InlineData("\u001B[31m", "控制字符")]
    public void What_the_record_cannot_keep_is_refused_in_words(string entered, string says)
    {
        Assert.Contains(says, FactText.Read(Facts["clue.content"], Broken.Text(entered), out var value), StringComparison.Ordinal);
        Assert.Equal(FeelValue.Null, value);
    }

    [Theory]
    [InlineData("\"\\ud800\"", "不完整")]
    [InlineData("{}", "类型不符")]
    [InlineData("[1]", "类型不符")]
    [InlineData("true", "类型不符")]
    public void Json_of_another_kind_is_refused_in_words(string json, string says) =>
        Assert.Contains(says, FactText.Read(Facts["clue.content"], JsonElement.Parse(json), out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("1e3", 1000)]
    [InlineData("30000.00", 30000)]
    [InlineData("\"30,000\"", 30000)]
    public void Json_gives_amounts_as_numbers_or_texts(string json, double amount)
    {
        Assert.Null(FactText.Read(Facts["decision.fine"], JsonElement.Parse(json), out var value));
        Assert.Equal(FeelValue.Of((decimal)amount), value);
    }

    [Fact]
    public void Json_rows_name_their_columns()
    {
        var evidence = Facts["evidence.items"];
        Assert.Null(FactText.Read(evidence, JsonElement.Parse("""[{"name":"笔录","pages":3,"obtainedOn":"2026-03-02"}]"""), out var value));
        Assert.Equal("1项", FactText.Show(evidence, value, TestBureau.Staff));
        Assert.Contains("没有「weight」这一栏", FactText.Read(evidence, JsonElement.Parse("""[{"weight":1}]"""), out _), StringComparison.Ordinal);
        Assert.Contains("须为对象", FactText.Read(evidence, JsonElement.Parse("[1]"), out _), StringComparison.Ordinal);
        Assert.Contains("第2行页数", FactText.Read(evidence, JsonElement.Parse("""[{},{"pages":"三"}]"""), out _), StringComparison.Ordinal);
        Assert.Equal("须为表格。", FactText.Read(evidence, "笔录", out _));
    }

    [Theory]
    [InlineData("party.kind", "organization", "法人或者其他组织")]
    [InlineData("officers.lead", "officer1", "执法人员一")]
    [InlineData("matter.code", "CF-JN-03", "未按规定设立能源管理岗位、聘任并备案能源管理负责人")]
    [InlineData("decision.fine", "30000", "30,000.00元")]
    [InlineData("archive.pages", "68", "68页")]
    [InlineData("clue.receivedOn", "2026-03-02", "2026年3月2日")]
    [InlineData("publicity.publish", "是", "是")]
    [InlineData("clue.content", "内容", "内容")]
    public void Facts_are_shown_as_people_read_them(string key, string entered, string shown)
    {
        Assert.Null(FactText.Read(Facts[key], entered, out var value));
        Assert.Equal(shown, FactText.Show(Facts[key], value, TestBureau.Staff));
        Assert.Null(FactText.Read(Facts[key], FactText.Entry(value), out var again));
        Assert.Equal(value, again);
    }

    [Fact]
    public void A_code_is_kept_in_capitals_of_half_width()
    {
        Assert.Null(FactText.Read(Facts["party.code"], "９1211011ma0000022t", out var value));
        Assert.Equal(FeelValue.Of("91211011MA0000022T"), value);
    }

    [Fact]
    public void A_message_of_a_program_is_made_fit_for_the_record()
    {
        Assert.Equal("坏\uFFFD\uFFFD模板", StoredText.Fit("坏\uD800\u0000模板", 100));
        Assert.Equal("坏", StoredText.Fit("坏𠮷", 2));
        Assert.True(StoredText.IsNormal(StoredText.Fit("e\u0301\uFFFF", 100)));
    }
}
