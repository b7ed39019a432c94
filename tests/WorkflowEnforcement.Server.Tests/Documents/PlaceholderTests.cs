using System.Xml.Linq;
using Xunit;
using static WorkflowEnforcement.Server.Tests.Documents.WordFile;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class PlaceholderTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public void A_placeholder_prints_the_fact_of_its_name() =>
        Assert.Equal("当事人：辽阳某某机械制造有限公司。", Line("当事人：{{ party.name }}。", ("party", Group(("name", "辽阳某某机械制造有限公司")))));

    [Fact]
    public void A_placeholder_that_Word_split_over_runs_keeps_the_formatting_where_it_begins()
    {
        var body = "<w:p>" + Run("甲", "<w:i/>") + Run("前{", "<w:b/>") + "<w:proofErr w:type=\"spellStart\"/>" + Run("{ na") + Run("me }", "<w:u w:val=\"single\"/>")
            + Run("}后", "<w:strike/>") + "</w:p>";

        var paragraph = XDocument.Parse(Part(Rendered(OfBody(body), Facts(("name", "公司"))))).Descendants(W + "p").Single();

        var runs = paragraph.Elements(W + "r").Select(r => $"{r.Value}:{string.Join(",", r.Elements(W + "rPr").Elements().Select(e => e.Name.LocalName))}");
        Assert.Equal(["甲:i", "前:b", "公司:b", "后:strike"], runs);
    }

    [Fact]
    public void Tabs_and_pictures_beside_a_placeholder_stay_where_they_are()
    {
        var body = "<w:p><w:r><w:t>名称</w:t><w:tab/><w:t>{{ name }}止</w:t><w:br/></w:r></w:p>";

        var run = string.Concat(XDocument.Parse(Part(Rendered(OfBody(body), Facts(("name", "公司"))))).Descendants(W + "r").Elements()
            .Select(e => e.Name.LocalName == "t" ? e.Value : $"<{e.Name.LocalName}>"));

        Assert.Equal("名称<tab>公司止<br>", run);
    }

    [Fact]
    public void A_placeholder_in_the_header_is_filled() =>
        Assert.Contains("辽太工信罚决字〔2026〕第1号", Part(Rendered(OfBody(Paragraph("正文"), "{{ number }}"), Facts(("number", "辽太工信罚决字〔2026〕第1号"))), "word/header1.xml"), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{% for i in (1..9) %}x{% endfor %}")]
    [InlineData("<w:p/>")]
    [InlineData("A & B < C > D \"E\" 'F'")]
    [InlineData("]]><!--")]
    [InlineData("{{ secret }}")]
    public void A_value_is_text_and_never_markup(string value) =>
        Assert.Equal(value, Line("{{ name }}", ("name", value), ("secret", "泄露")));

    [Fact]
    public void Characters_that_XML_forbids_are_removed_from_a_value() =>
        Assert.Equal("甲乙丙丁𠀀", Line("{{ name }}", ("name", "甲\u0001乙\u0002\u0000丙\uFFFE\uD800丁𠀀")));

    [Fact]
    public void A_value_cannot_forge_the_marks_of_the_renderer() =>
        Assert.Equal("甲0乙", Line("{{ name }}", ("name", "甲\u00010\u0002乙")));

    [Fact]
    public void A_new_line_in_a_value_begins_a_paragraph_of_the_same_kind()
    {
        var body = "<w:p><w:pPr><w:ind w:firstLineChars=\"200\"/></w:pPr>" + Run("事实：{{ facts }}完") + "</w:p>";

        var paragraphs = XDocument.Parse(Part(Rendered(OfBody(body), Facts(("facts", "一\r\n二\n三"))))).Descendants(W + "p").ToList();

        Assert.Equal(["事实：一", "二", "三完"], paragraphs.Select(p => p.Value));
        Assert.All(paragraphs, p => Assert.NotNull(p.Element(W + "pPr")?.Element(W + "ind")));
    }

    [Fact]
    public void A_new_line_in_a_numbered_paragraph_is_a_line_break()
    {
        var body = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" + Run("{{ facts }}") + "</w:p>";

        var document = XDocument.Parse(Part(Rendered(OfBody(body), Facts(("facts", "一\n二")))));

        Assert.Single(document.Descendants(W + "p"));
        Assert.Single(document.Descendants(W + "br"));
    }

    [Fact]
    public void A_tab_in_a_value_becomes_a_tab_of_Word() =>
        Assert.Equal("甲\t乙", Line("{{ name }}", ("name", "甲\t乙")));

    [Fact]
    public void Spaces_at_the_ends_of_a_value_are_kept() =>
        Assert.Equal("[ 甲 ]", Line("[{{ name }}]", ("name", " 甲 ")));

    [Theory]
    [InlineData("{{ name | default: ‘无’ }}")]
    [InlineData("{{ name ｜ default： “无” }}")]
    [InlineData("{{\u00a0name\u3000| default: '无' }}")]
    [InlineData("{{- name | default: \"无\" -}}")]
    public void Signs_as_Word_and_a_Chinese_keyboard_make_them_are_understood(string text) =>
        Assert.Equal("无", Line(text, ("name", "")));

    [Fact]
    public void A_known_but_empty_value_prints_as_nothing() =>
        Assert.Equal("代码：。", Line("代码：{{ code }}。", ("code", null)));

    [Fact]
    public void The_same_template_and_facts_give_the_same_bytes()
    {
        var template = OfBody(Paragraph("{{ name }}") + Table(["{% for e in items %}{{ e }}", "{% endfor %}"]), "{{ name }}");
        var (one, two) = (Facts(("name", "甲"), ("items", List("1", "2"))), Facts(("items", List("1", "2")), ("name", "甲")));

        Assert.Equal(Rendered(template, one), Rendered(template, two));
    }

    [Fact]
    public void A_bookmark_and_a_paragraph_identity_are_not_repeated()
    {
        var inner = "<w:p w14:paraId=\"00000001\" w:rsidR=\"00AA0000\"><w:bookmarkStart w:id=\"5\" w:name=\"甲\"/>" + Run("{{ e }}") + "<w:bookmarkEnd w:id=\"5\"/></w:p>";

        var part = Part(Rendered(OfBody(Paragraph("{% for e in items %}") + inner + Paragraph("{% endfor %}")), Facts(("items", List("1", "2")))));

        Assert.DoesNotContain("paraId=", part, StringComparison.Ordinal);
        Assert.Single(XDocument.Parse(part).Descendants(W + "bookmarkStart"));
        Assert.Single(XDocument.Parse(part).Descendants(W + "bookmarkEnd"));
    }

    [Fact]
    public void Facts_do_not_change_after_they_were_taken()
    {
        var values = Group(("name", "甲"));
        var data = WorkflowEnforcement.Server.Documents.DocumentData.From(values);
        values["name"] = "乙";

        Assert.Equal(["甲"], Lines(OfTexts("{{ name }}"), data));
    }

    [Fact]
    public void A_key_with_a_dot_is_refused() =>
        Assert.Throws<ArgumentException>(() => Facts(("party.name", "甲")));
}
