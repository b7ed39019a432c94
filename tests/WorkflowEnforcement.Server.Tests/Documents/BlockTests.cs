using Xunit;
using static WorkflowEnforcement.Server.Tests.Documents.WordFile;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class BlockTests
{
    private static readonly Dictionary<string, object?>[] Items =
        [Group(("name", "营业执照"), ("pages", 1)), Group(("name", "询问笔录"), ("pages", 3))];

    [Fact]
    public void A_loop_written_in_one_row_repeats_the_row() =>
        Assert.Equal(
            ["序号 | 名称 | 页数", "1 | 营业执照 | 1", "2 | 询问笔录 | 3", "合计 | 2 |"],
            Padded(Table(["序号", "名称", "页数"], ["{% for e in items %}{{ forloop.index }}", "{{ e.name }}", "{{ e.pages }}{% endfor %}"], ["合计", "{{ items.size }}", ""])));

    [Fact]
    public void Rows_of_tags_alone_vanish_and_the_rows_between_are_repeated() =>
        Assert.Equal(
            ["营业执照 | 1", "第1项 | 止", "询问笔录 | 3", "第2项 | 止"],
            Padded(Table(["{% for e in items %}", ""], ["{{ e.name }}", "{{ e.pages }}"], ["第{{ forloop.index }}项", "止"], ["", "{% endfor %}"])));

    [Fact]
    public void A_loop_from_the_first_cell_to_the_last_cell_of_a_later_row_repeats_all_rows_between() =>
        Assert.Equal(
            ["营业执照 | 1", "甲 | 乙", "询问笔录 | 3", "甲 | 乙"],
            Padded(Table(["{% for e in items %}{{ e.name }}", "{{ e.pages }}"], ["甲", "乙{% endfor %}"])));

    [Fact]
    public void A_condition_from_cell_to_cell_keeps_or_drops_the_row() =>
        Assert.Equal(["甲 | 乙"], Padded(Table(["甲", "乙"], ["{% if items.size > 5 %}丙", "丁{% endif %}"])));

    [Fact]
    public void Conditions_between_rows_have_an_else() =>
        Assert.Equal(["无 | 证据"], Padded(Table(["{% if items.size > 5 %}", ""], ["有", "证据"], ["{% else %}", ""], ["无", "证据"], ["{% endif %}", ""])));

    [Fact]
    public void A_loop_inside_one_cell_repeats_the_paragraphs_of_the_cell()
    {
        var cell = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + Paragraph("{% for e in items %}") + Paragraph("{{ e.name }}") + Paragraph("{% endfor %}") + "</w:tc></w:tr></w:tbl>";

        Assert.Equal(["营业执照 / 询问笔录"], Padded(cell));
    }

    [Fact]
    public void A_table_whose_rows_all_go_leaves_no_broken_table() =>
        Assert.Equal(["止"], Padded(Table(["{% for e in none %}{{ e }}", "{% endfor %}"]) + Paragraph("止")));

    [Fact]
    public void Paragraphs_between_tags_are_repeated_and_the_tags_vanish() =>
        Assert.Equal(
            ["证据如下：", "1. 营业执照", "2. 询问笔录", "止"],
            Body("证据如下：", "{% for e in items %}", "{{ forloop.index }}. {{ e.name }}", "{% endfor %}", "止"));

    [Fact]
    public void A_loop_begun_and_ended_inside_paragraphs_encloses_whole_paragraphs() =>
        Assert.Equal(["甲营业执照", "乙1", "甲询问笔录", "乙3"], Body("{% for e in items %}甲{{ e.name }}", "乙{{ e.pages }}{% endfor %}"));

    [Fact]
    public void Nested_blocks_begun_in_the_same_paragraph_nest() =>
        Assert.Equal(["询问笔录", "3"], Body("{% for e in items %}{% if e.pages > 1 %}{{ e.name }}", "{{ e.pages }}{% endif %}{% endfor %}"));

    [Theory]
    [InlineData("罚款", "罚款文")]
    [InlineData("警告", "警告文")]
    [InlineData(null, "其他文")]
    public void A_condition_over_paragraphs_keeps_one_branch(string? kind, string expected) =>
        Assert.Equal([expected], Lines(OfTexts("{% if kind == '罚款' %}", "罚款文", "{% elsif kind == '警告' %}", "警告文", "{% else %}", "其他文", "{% endif %}"), Facts(("kind", kind))));

    [Theory]
    [InlineData("是", "甲同意乙")]
    [InlineData("否", "甲不同意乙")]
    public void A_condition_inside_a_paragraph_keeps_one_branch(string opinion, string expected) =>
        Assert.Equal(expected, Line("甲{% if opinion == '是' %}同意{% else %}不同意{% endif %}乙", ("opinion", opinion)));

    [Fact]
    public void A_condition_inside_a_paragraph_may_span_runs_of_different_formatting()
    {
        var body = "<w:p>" + Run("{% if yes %}甲", "<w:b/>") + Run("乙", "<w:i/>") + Run("{% else %}丙{% endif %}丁") + "</w:p>";

        Assert.Equal(["甲乙丁"], Lines(OfBody(body), Facts(("yes", true))));
        Assert.Equal(["丙丁"], Lines(OfBody(body), Facts(("yes", false))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void An_empty_fact_is_false_in_a_condition(string? value) =>
        Assert.Equal("无", Line("{% if note %}有{% else %}无{% endif %}", ("note", value)));

    [Fact]
    public void A_choice_among_several_values_may_be_written_as_case() =>
        Assert.Equal("二", Line("{% case n %}{% when 1 %}一{% when 2, 3 %}二{% else %}多{% endcase %}", ("n", 3)));

    [Fact]
    public void An_assigned_name_can_be_printed_later() =>
        Assert.Equal(["300"], Lines(OfTexts("{% assign daily = fine | times: 0.03 %}", "{{ daily }}"), Facts(("fine", 10000m))));

    [Fact]
    public void Two_tables_left_touching_are_kept_apart()
    {
        var body = Table(["甲"]) + Paragraph("{% if none %}") + Paragraph("丙") + Paragraph("{% endif %}") + Table(["乙"]);

        Assert.Equal(["甲", "", "乙"], Padded(body));
    }

    [Theory]
    [InlineData("{% if a %}", "{% endfor %}")]
    [InlineData("{% for e in items %}", "正文")]
    [InlineData("{% endif %}", "正文")]
    [InlineData("{% else %}", "正文")]
    [InlineData("{% if a %}甲", "{% else %}乙{% endif %}")]
    [InlineData("{% if a %}甲", "乙{% endif %}丙{% if a %}", "丁{% endif %}")]
    public void Blocks_that_do_not_pair_are_refused(params string[] texts)
    {
        var failed = Failed(OfTexts(texts), Facts(("a", true), ("items", Items)));

        Assert.Equal("template.syntax", failed.Code);
        Assert.Contains("模板此处写的是", failed.Message, StringComparison.Ordinal);
    }

    private static string[] Padded(string body) => Lines(OfBody(body), Facts(("items", Items), ("none", null)));

    private static string[] Body(params string[] texts) => Lines(OfTexts(texts), Facts(("items", Items)));
}
