using System.Text;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Designer;

/// <summary>A flow whose law cannot be read is refused with its place, and never run.</summary>
public sealed class ProcedureReaderTests
{
    private const string Clock = "<enf:clock ref=\"T15\" action=\"start\" on=\"complete\" />";
    private const string Document = "<enf:document ref=\"G09\" when=\"complete\" required=\"true\" />";
    private const string Review = "<enf:assignment roles=\"reviewer\" distinctFrom=\"officers UnitReview\" />";
    private const string Sent = "<enf:outcome key=\"submit\" label=\"送法制审核\" kind=\"primary\" comment=\"optional\" />";

    public static TheoryData<string> Shipped =>
        [.. TestBureau.Folders];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_procedure_is_read_without_fault(string folder)
    {
        var read = TestBureau.ReadShipped(folder);
        Assert.Empty(read.Faults);
        Assert.Equal(Key(folder), read.Definition!.Key);
        Assert.Empty(CaseElements.Check(read.Definition));
        Assert.All(read.Definition.Steps.Values.Where(step => step.Assignment is not null), step =>
        {
            Assert.NotEmpty(step.Basis);
            Assert.NotEmpty(step.Purpose);
            Assert.True(step.Form is not null || read.Definition.NodeAt(step.Id) is not Engine.Model.UserTask, $"Expected the step {step.Id} to have a form");
        });

        // licensing-ordinary is licensing.ordinary, shared-legal-review is shared.legal-review.
        static string Key(string folder) => folder[..folder.IndexOf('-', StringComparison.Ordinal)] + "." + folder[(folder.IndexOf('-', StringComparison.Ordinal) + 1)..];
    }

    [Theory]
    [InlineData("enf.unknown", "SendReview", Clock, "<enf:clok ref=\"T15\" />")]
    [InlineData("enf.attribute-missing", "SendReview", Clock, "<enf:clock action=\"start\" />")]
    [InlineData("clock.unknown", "SendReview", Clock, "<enf:clock ref=\"T99\" action=\"start\" />")]
    [InlineData("clock.action", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"pause\" />")]
    [InlineData("clock.condition", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"start\" if=\"1 +\" />")]
    [InlineData("fact.unknown", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"start\" from=\"review.receivdOn\" />")]
    [InlineData("fact.unknown", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"start\" from=\"review.opinion\" />")]
    [InlineData("enf.moment", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"start\" on=\"later\" />")]
    [InlineData("outcome.unknown", "SendReview", Clock, "<enf:clock ref=\"T15\" action=\"start\" outcome=\"sent\" />")]
    [InlineData("document.unknown", "SendReview", Document, "<enf:document ref=\"G99\" />")]
    [InlineData("document.unknown", "SendReview", Document, "<enf:document ref=\"G02\" serves=\"C99\" />")]
    [InlineData("outcome.unknown", "SendReview", Document, "<enf:document ref=\"G09\" outcome=\"sent\" />")]
    [InlineData("outcome.missing", "SendReview", Sent, "")]
    [InlineData("outcome.twice", "SendReview", Sent, Sent + Sent)]
    [InlineData("enf.attribute-missing", "SendReview", Sent, "<enf:outcome key=\"submit\" />")]
    [InlineData("assignment.missing", "LegalReview", Review, "")]
    [InlineData("assignment.twice", "LegalReview", Review, Review + "<enf:assignment roles=\"officer\" />")]
    [InlineData("assignment.roles", "LegalReview", Review, "<enf:assignment roles=\"\" />")]
    [InlineData("assignment.role-unknown", "LegalReview", Review, "<enf:assignment roles=\"judge\" />")]
    [InlineData("assignment.role-unknown", "LegalReview", Review, "<enf:assignment roles=\"admin\" />")]
    [InlineData("assignment.role-unknown", "LegalReview", Review, "<enf:assignment roles=\"system\" />")]
    [InlineData("assignment.people", "LegalReview", Review, "<enf:assignment roles=\"reviewer\" people=\"3\" />")]
    [InlineData("assignment.element-unknown", "LegalReview", Review, "<enf:assignment roles=\"reviewer\" distinctFrom=\"UnitReviw\" />")]
    [InlineData("assignment.element-unknown", "LegalReview", Review, "<enf:assignment roles=\"reviewer\" sameAs=\"Nobody\" />")]
    [InlineData("form.unknown", "SendReview", "<enf:form ref=\"SendReview\" />", "<enf:form ref=\"NoForm\" />")]
    [InlineData("stage.unknown", "RegisterClue", "<enf:stage>启动</enf:stage>", "<enf:stage>开始</enf:stage>")]
    [InlineData("basis.tag", "RegisterClue", "article=\"第五十四条第一款\" tag=\"checked\"", "article=\"第五十四条第一款\" tag=\"sure\"")]
    public void A_broken_word_of_the_vocabulary_is_a_fault_with_its_place(string code, string element, string drawn, string broken)
    {
        var line = 0;
        var read = TestBureau.ReadPenalty(flow =>
        {
            var at = flow.IndexOf(drawn, StringComparison.Ordinal);
            Assert.True(at >= 0, $"Expected the flow to hold {drawn}");
            line = flow[..at].Count(c => c == '\n') + 1;
            return flow[..at] + broken + flow[(at + drawn.Length)..];
        });

        Assert.Null(read.Definition);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((code, element), (fault.Code, fault.Element));
        Assert.InRange(fault.Line, line - 30, line);
        Assert.StartsWith("Expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_without_its_key_is_refused() =>
        Assert.Equal("procedure.missing", Fault(flow => flow.Replace("<enf:procedure key=\"penalty.ordinary\" kind=\"penalty\" law=\"行政处罚法\" />", string.Empty, StringComparison.Ordinal)));

    [Theory]
    [InlineData("procedure.kind", "kind=\"penalty\"", "kind=\"punishment\"")]
    [InlineData("procedure.key", "key=\"penalty.ordinary\"", "key=\"\"")]
    [InlineData("procedure.kind", "kind=\"penalty\"", "")]
    public void A_procedure_names_its_key_and_a_kind_that_exists(string code, string drawn, string broken) =>
        Assert.Equal(code, Fault(flow => flow.Replace(drawn, broken, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("[]", "components")]
    [InlineData("{}", "components")]
    [InlineData("""{"components":[{"type":"video","key":"review.trigger"}]}""", "video")]
    [InlineData("""{"components":[{"type":"textfield"}]}""", "key")]
    [InlineData("""{"components":[{"type":"textfield","key":"review.trigger","conditional":{"hide":"=1 +"}}]}""", "column")]
    [InlineData("""{"components":["text"]}""", "object")]
    public void A_broken_form_is_a_fault_that_names_it(string form, string says)
    {
        var faults = TestBureau.ReadPenalty(forms: forms => forms["SendReview"] = Encoding.UTF8.GetBytes(form)).Faults;
        var fault = Assert.Single(faults, fault => fault.Code == "form.broken");
        Assert.DoesNotContain(faults, other => other.Code is not ("form.broken" or "form.unknown"));
        Assert.Contains("SendReview", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"components":[{"type":"textfield","key":"review.triger"}]}""", "fact.unknown")]
    [InlineData("""{"components":[{"type":"checkbox","key":"review.trigger","properties":{"requiredFor":"sent"}}]}""", "outcome.unknown")]
    [InlineData("""{"components":[{"type":"dynamiclist","path":"evidence.items","components":[{"type":"textfield","key":"weight"}]}]}""", "fact.unknown")]
    public void A_form_asks_only_for_what_the_dictionary_and_the_step_know(string form, string code) =>
        Assert.Equal(code, Assert.Single(TestBureau.ReadPenalty(forms: forms => forms["SendReview"] = Encoding.UTF8.GetBytes(form)).Faults).Code);

    [Fact]
    public void A_form_that_nobody_wrote_is_missed() =>
        Assert.Equal("form.unknown", Assert.Single(TestBureau.ReadPenalty(forms: forms => forms.Remove("SendReview")).Faults).Code);

    [Fact]
    public void What_is_no_flow_is_refused_with_its_line() =>
        Assert.All(TestBureau.ReadPenalty(_ => "<xml").Faults, fault => Assert.True(fault.Line > 0));

    [Fact]
    public void The_hash_changes_with_the_flow_and_with_every_form()
    {
        var hashes = new[]
        {
            TestBureau.Penalty.Hash,
            TestBureau.Sound(TestBureau.ReadPenalty(flow => flow + "\n")).Hash,
            TestBureau.Sound(TestBureau.ReadPenalty(forms: forms => forms["SendReview"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(forms["SendReview"].Span) + "\n"))).Hash,
            TestBureau.Sound(TestBureau.ReadPenalty(forms: forms => forms["Unused"] = forms["SendReview"])).Hash,
        };
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(TestBureau.Penalty.Hash, TestBureau.Sound(TestBureau.ReadPenalty()).Hash);
    }

    private static string Fault(Func<string, string> flow) => Assert.Single(TestBureau.ReadPenalty(flow).Faults).Code;
}
