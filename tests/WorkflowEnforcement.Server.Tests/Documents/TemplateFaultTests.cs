using System.Diagnostics;
using WorkflowEnforcement.Server.Documents;
using Xunit;
using static WorkflowEnforcement.Server.Tests.Documents.WordFile;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class TemplateFaultTests
{
    [Theory]
    [InlineData("{{ party.nmae }}", "party.nmae")]
    [InlineData("{{ partei }}", "partei")]
    [InlineData("{{ party.name.short }}", "party.name.short")]
    [InlineData("{% if nobody %}x{% endif %}", "nobody")]
    [InlineData("{% if party.name == other %}x{% endif %}", "other")]
    [InlineData("{% for e in things %}x{% endfor %}", "things")]
    [InlineData("{% for e in items %}{{ e.sort }}{% endfor %}", "e.sort")]
    [InlineData("{% for e in items %}{% endfor %}{{ e.name }}", "e.name")]
    [InlineData("{% if party.empty %}{{ hidden.name }}{% endif %}", "hidden.name")]
    [InlineData("{{ forloop.index }}", "forloop.index")]
    [InlineData("{% assign a = party.nothing %}", "party.nothing")]
    public void A_name_that_the_facts_do_not_hold_is_refused_by_name(string text, string name)
    {
        var failed = Failed(text, ("party", Group(("name", "甲"), ("empty", null))), ("items", new[] { Group(("name", "一")) }));

        Assert.Equal("template.unknown-name", failed.Code);
        Assert.Contains($"“{name}”", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_name_without_a_fact_prints_as_nothing()
    {
        var known = KnownNames.Of("opinions.LegalReview.text", "evidence.items[].name");
        var data = DocumentData.From(Group(("party", Group(("name", "甲")))), known);

        Assert.Equal(["[]0无"], Lines(OfTexts("[{{ opinions.LegalReview.text }}]{{ evidence.items.size }}{% if opinions.LegalReview %}有{% else %}无{% endif %}{% for e in evidence.items %}{{ e.name }}{% endfor %}"), data));
        Assert.Equal("template.unknown-name", Failed(OfTexts("{{ opinions.LegalReview.txet }}"), data).Code);
        Assert.Equal("template.unknown-name", Failed(OfTexts("{% for e in evidence.items %}{{ e.nmae }}{% endfor %}"), data).Code);
    }

    [Fact]
    public void All_missing_facts_are_named_at_once_by_their_labels()
    {
        var failed = Failed("{{ name | required: '当事人名称' }}{{ on | date_cn | required: '决定日期' }}", ("name", ""), ("on", null));

        Assert.Equal(("template.missing-fact", "制作文书应先填写“当事人名称”、“决定日期”，但案件中还没有。"), (failed.Code, failed.Message));
    }

    [Fact]
    public void A_fact_required_only_in_a_branch_not_taken_is_not_missed() =>
        Assert.Equal("", Line("{% if fine %}{{ bank | required: '银行' }}{% endif %}", ("fine", null), ("bank", null)));

    [Theory]
    [InlineData("{{ name")]
    [InlineData("name }}")]
    [InlineData("{{ name %}")]
    [InlineData("{{ name {{ name }}")]
    [InlineData("{{ name | }}")]
    [InlineData("{{ name extra }}")]
    [InlineData("{{ name | shout }}")]
    [InlineData("{{ name | required }}")]
    [InlineData("{{ name | default: 'a }}")]
    [InlineData("{{ }}")]
    [InlineData("{{ 'a}}b' }}")]
    [InlineData("{% if name = 'a' %}x{% endif %}")]
    [InlineData("{% if name == 'a' and name or name %}x{% endif %}")]
    [InlineData("{% for e of name %}{% endfor %}")]
    [InlineData("{% include 'passwd' %}")]
    [InlineData("{% raw %}{% endraw %}")]
    [InlineData("{% capture x %}{% endcapture %}")]
    [InlineData("{% assign forloop = 1 %}")]
    [InlineData("｛｛ name ｝｝")]
    public void What_is_not_the_Liquid_of_templates_is_refused_with_the_paragraph(string text)
    {
        var failed = Failed(text, ("name", "甲"));

        Assert.Equal("template.syntax", failed.Code);
        Assert.Contains("模板此处写的是“", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for i in (1..100000000) %}x{% endfor %}")]
    [InlineData("{% for i in (1..900) %}{% for j in (1..900) %}{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..99000) %}" + LongText + "{% endfor %}")]
    public void Too_much_work_is_refused_in_seconds(string text)
    {
        var watch = Stopwatch.StartNew();

        Assert.Equal("template.too-much-work", Failed(text).Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("{{ name | date_cn }}")]
    [InlineData("{{ name | amount }}")]
    [InlineData("{{ minus | daxie }}")]
    [InlineData("{{ group }}")]
    [InlineData("{{ list }}")]
    public void A_fact_of_another_type_than_the_template_expects_is_refused(string text)
    {
        var failed = Failed(text, ("name", "甲"), ("minus", -1m), ("group", Group(("a", "b"))), ("list", List("a")));

        Assert.Equal("template.wrong-type", failed.Code);
    }

    [Theory]
    [InlineData("{% if name > 5 %}x{% endif %}")]
    [InlineData("{% if on > 5 %}x{% endif %}")]
    [InlineData("{% if on == name %}x{% endif %}")]
    [InlineData("{% if list contains on %}x{% endif %}")]
    [InlineData("{% if big contains 1 %}x{% endif %}")]
    [InlineData("{% for e in name %}{{ e }}{% endfor %}")]
    [InlineData("{% for e in group %}{{ e.a }}{% endfor %}")]
    [InlineData("{% for e in big %}{{ e }}{% endfor %}")]
    [InlineData("{% for e in (1..name) %}x{% endfor %}")]
    [InlineData("{% for e in (1..99999999999999999999) %}x{% endfor %}")]
    [InlineData("{% for e in (name..on) %}x{% endfor %}")]
    [InlineData("{{ name | times: 2 }}")]
    [InlineData("{{ name | plus: 'x' }}")]
    [InlineData("{{ big | times: big }}")]
    [InlineData("{{ on | plus: 1 }}")]
    [InlineData("{{ on | strip }}")]
    [InlineData("{{ on | append: on }}")]
    [InlineData("{{ list | append: list }}")]
    [InlineData("{{ group | size }}")]
    [InlineData("{{ big | size }}")]
    [InlineData("{{ on | join: name }}")]
    [InlineData("{{ name | first }}")]
    [InlineData("{{ name | required: on }}")]
    [InlineData("{{ name | required: list }}")]
    [InlineData("{{ list[99] }}")]
    [InlineData("{{ list[99999999999999999999] }}")]
    [InlineData("{{ list.first | date_cn }}")]
    [InlineData("{% assign x = list %}{{ x.size }}")]
    [InlineData("{% case list %}{% when on %}x{% endcase %}")]
    public void A_strange_use_of_the_facts_is_a_document_or_a_plain_reason_never_an_exception(string text) =>
        Assert.NotNull(DocxTemplate.Render(
            OfTexts(text),
            Facts(("name", "甲"), ("on", new DateOnly(2026, 3, 2)), ("big", decimal.MaxValue), ("group", Group(("a", "b"))), ("list", List("a")))));

    [Fact]
    public void Renderings_at_the_same_time_do_not_disturb_each_other()
    {
        var template = OfTexts("{% for i in (1..50) %}", "{{ name }}", "{% endfor %}");
        var texts = ParallelEnumerable.Range(0, 200).Select(i => (i, Lines: Lines(template, Facts(("name", $"第{i}号"))))).ToList();

        Assert.All(texts, text => Assert.Equal(Enumerable.Repeat($"第{text.i}号", 50), text.Lines));
    }

    [Fact]
    public void A_template_is_checked_before_any_case_uses_it()
    {
        var known = KnownNames.Of("party.name");

        Assert.Null(DocxTemplate.Check(OfTexts("{{ party.name | required: '名称' }}"), known));
        Assert.Equal("template.unknown-name", DocxTemplate.Check(OfTexts("{{ party.nmae }}"), known)?.Code);
        Assert.Equal("template.syntax", DocxTemplate.Check(OfTexts("{{ party.name"), known)?.Code);
    }

    private const string LongText = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
        + "{{ '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十' }}";
}
