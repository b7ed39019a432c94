using System.Text;
using WorkflowEnforcement.Enforcement.Lawfulness;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Reading;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Lawfulness;

/// <summary>A drawing that does less than the law asks is named with its article; the shipped ones are not.</summary>
public sealed class LawLintTests
{
    public static TheoryData<string> Shipped => [.. TestBureau.Folders];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_drawing_falls_short_of_nothing(string folder) =>
        Assert.Empty(LawLint.Check(BpmnReader.Read(TestBureau.Source(folder).Bpmn).Model!));

    // What makes a file unreadable is refused before the law is asked: there is nothing to be published.
    [Theory]
    [MemberData(nameof(Shipped))]
    public void Whatever_is_taken_away_weakened_or_moved_in_a_shipped_drawing_is_found_with_its_source(string folder)
    {
        var mutations = Mutations.Of(Encoding.UTF8.GetString(TestBureau.Source(folder).Bpmn.Span)).ToList();
        var missed = new List<string>();
        var unreadable = 0;
        foreach (var mutation in mutations)
        {
            var read = BpmnReader.Read(Encoding.UTF8.GetBytes(mutation.Flow.ToString(System.Xml.Linq.SaveOptions.DisableFormatting)));
            if (read.Model is not { } model)
            {
                unreadable++;
                continue;
            }

            var found = LawLint.Check(model);
            if (!found.Any(finding => finding.Basis.Law.Length > 0))
            {
                missed.Add(mutation.What);
            }
        }

        Assert.NotEmpty(mutations);
        TestContext.Current.TestOutputHelper?.WriteLine($"{folder}: {mutations.Count} mutations, {mutations.Count - missed.Count - unreadable} found, {unreadable} not readable, {missed.Count} missed");
        Assert.Equal([], missed);
    }

    [Fact]
    public void More_than_the_law_asks_is_no_fault()
    {
        var bpmn = Encoding.UTF8.GetString(TestBureau.Source(TestBureau.PenaltyFolder).Bpmn.Span)
            .Replace("distinctFrom=\"officers UnitReview\"", "distinctFrom=\"officers UnitReview ApproveFiling\"", StringComparison.Ordinal)
            .Replace("<enf:clock ref=\"T15\" action=\"start\" on=\"complete\" />", "<enf:clock ref=\"T15\" action=\"start\" on=\"complete\" /><enf:recording item=\"A16\" level=\"optional\" />", StringComparison.Ordinal);
        Assert.Empty(LawLint.Check(BpmnReader.Read(Encoding.UTF8.GetBytes(bpmn)).Model!));
    }

    // A drawing of another key is held to what the law asks of any flow.
    [Theory]
    [InlineData("""<enf:document ref="C32"/>""", "roles=\"officer\"", "第五十二条")]
    [InlineData("""<enf:document ref="C31"/>""", "roles=\"officer\" people=\"2\"", "第六十二条")]
    [InlineData("""<enf:document ref="C31"/>""", "roles=\"officer\" people=\"2\"", "第五十八条")]
    [InlineData("""<enf:document ref="C30"/>""", "roles=\"unithead\"", "第五十七条")]
    [InlineData("""<enf:document ref="G02" serves="C21"/>""", "roles=\"officer\" people=\"2\"", "第四十五条")]
    [InlineData("""<enf:document ref="Q03a"/>""", "roles=\"officer\"", "第十八条")]
    [InlineData("""<enf:document ref="Q03b"/>""", "roles=\"officer\" people=\"2\"", "第二十五条")]
    [InlineData("""<enf:document ref="Q01"/>""", "roles=\"unithead\"", "第十八条")]
    [InlineData("""<enf:document ref="Q17"/>""", "roles=\"officer\"", "第五十五条")]
    [InlineData("""<enf:document ref="Q14c"/>""", "roles=\"officer\"", "第五十一条")]
    [InlineData("""<enf:document ref="L08b"/>""", "roles=\"officer\"", "第三十四条第三款")]
    [InlineData("""<enf:document ref="G07"/>""", "roles=\"deputy director\"", "第五条")]
    [InlineData("", "roles=\"reviewer\"", "第五十八条")]
    public void A_flow_of_ones_own_is_held_to_the_law_too(string word, string assignment, string article)
    {
        var model = BpmnReader.Read(Encoding.UTF8.GetBytes($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:test"><process id="P" isExecutable="true">
            <extensionElements><enf:procedure key="penalty.own" kind="penalty"/></extensionElements><startEvent id="s"/>
            <userTask id="x" name="办理"><extensionElements><enf:assignment {assignment}/>{word}</extensionElements></userTask><sequenceFlow id="f" sourceRef="s" targetRef="x"/></process></definitions>
            """)).Model!;
        Assert.Contains(LawLint.Check(model), finding => finding is { Code: "law.rule", Element: "x", IsFault: true } && finding.Basis.Article.Contains(article, StringComparison.Ordinal));
    }
}
