using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.SharedStory;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedure of legal review (shared.legal-review), within a caller. 行政处罚法 art. 58; 国办发〔2018〕118号.</summary>
public sealed class SharedReviewTests
{
    private const string Decide = """
        <userTask id="Decide" name="作出决定"><extensionElements><enf:assignment roles="director"/><enf:outcome key="OUTCOME" label="决定"/>DOCUMENTS</extensionElements></userTask><endEvent id="e"/>
        """;

    private static readonly (string Key, object Value)[] Sound =
    [
        ("review.receivedOn", "03-03"), ("review.q1", "ok"), ("review.q2", "ok"), ("review.q3", "ok"), ("review.q4", "ok"), ("review.q5", "ok"), ("review.q6", "ok"), ("review.q7", "no"), ("review.opinion", "同意。"),
    ];

    /// <summary>The walks that together go through every step and outcome.</summary>
    internal static IEnumerable<SharedStory> Walks =>
        [Incomplete(), Returned(), Ending("correct"), Ending("reject"), Ending("supplement"), Extended("agree"), Extended("refuse")];

    [Fact]
    public void A_review_that_passed_lets_a_penalty_be_decided_and_one_that_did_not_does_not()
    {
        Punishing("correct").No("review.missing", "第五十八条", "director", "Decide", "penalty");
        Punishing("pass").Do("director", "Decide", "penalty").Ended();
    }

    // Coercion is refused much earlier in such a drawing; see CoercionTests.
    [Theory]
    [InlineData("licensing", "L07", "L16")]
    public void What_was_sent_and_did_not_pass_is_not_decided(string kind, string proposal, string decision)
    {
        Signed(Deciding(kind, proposal, decision), "correct").No("review.missing", "118号", "director", "Decide", "decide");
        Signed(Deciding(kind, proposal, decision), "pass").Do("director", "Decide", "decide").Ended();
    }

    [Fact]
    public void What_was_never_sent_is_left_to_the_list_of_its_kind() =>
        Of("licensing", """<enf:document ref="L07"/>""", Decision("L16"), "Decide e").Do("director", "Decide", "decide").Ended();

    [Fact]
    public void Who_begins_to_review_penalties_holds_the_legal_qualification()
    {
        var story = Sending().Where(setting => setting with { Staff = setting.Staff.SetItem("reviewer", setting.Staff["reviewer"] with { LegalQualification = false }) });
        story.No("review.qualification", "第五十八条第二款", "reviewer", "LegalReview_Examine", "pass", Sound);
        story.Where(setting => setting with { Staff = setting.Staff.SetItem("reviewer", setting.Staff["reviewer"] with { ReviewedBefore = true }) })
            .Do("reviewer", "LegalReview_Examine", "pass", Sound);
    }

    [Fact]
    public void Whoever_handles_the_case_does_not_review_it() =>
        Sending().Granting("officer2", Roles.Reviewer).No("separation.handler", "第五十八条", "officer2", "LegalReview_Examine", "pass", Sound);

    [Fact]
    public void A_problem_is_no_agreement_and_the_opinion_is_only_written_once_signed()
    {
        var story = Sending().No("review.inconsistent", "第五十八条", "reviewer", "LegalReview_Examine", "pass", [.. Sound.Where(entry => entry.Key != "review.q3"), ("review.q3", "problem")]);
        story.Do("reviewer", "LegalReview_Examine", "pass", Sound);
        Assert.DoesNotContain("G10", story.State.Documents.Select(document => document.Code));
        story.Do("legalhead", "LegalReview_Sign", "sign").Ended();
        Assert.Equal((true, ClockState.Met, "pass"), (story.State.ReviewPassed!.Value, story.State.Clocks["T15"].State, story.State.Text("closing.course")));
    }

    [Theory]
    [InlineData("correct")]
    [InlineData("reject")]
    [InlineData("supplement")]
    public void The_caller_is_told_what_the_review_came_to(string outcome)
    {
        var story = Ending(outcome).Ended();
        Assert.Equal((outcome, false), (story.State.Text("closing.course"), story.State.ReviewPassed!.Value));
    }

    [Fact]
    public void Time_in_which_material_is_added_is_not_counted()
    {
        // Sent on 3 March: seven working days end on the 12th. From the 9th to the 10th the clock stands still.
        var story = Sending().On("03-09").Do("reviewer", "LegalReview_Examine", "material", ("review.receivedOn", "03-03"), ("review.missing", "裁量说明。"));
        Assert.Equal(ClockState.Suspended, story.State.Clocks["T15"].State);
        story.On("03-10").Do("officer1", "LegalReview_Supplement", "supplied", ("review.materials", "调查终结报告、裁量说明。"));
        Assert.Equal(("LegalReview_Examine", ClockState.Running, Day("03-16")), (story.At, story.State.Clocks["T15"].State, story.State.Clocks["T15"].Due));
    }

    [Fact]
    public void Material_that_was_not_complete_begins_the_time_anew()
    {
        var story = Sending().Do("reviewer", "LegalReview_Examine", "material", ("review.missing", "证据清单。"))
            .On("03-10").Do("officer1", "LegalReview_Supplement", "supplied", ("review.materials", "调查终结报告、证据清单。"));
        Assert.Equal(("LegalReview_Examine", Day("03-10"), Day("03-19")), (story.At, story.State.Clocks["T15"].StartedOn, story.State.Clocks["T15"].Due));
    }

    [Fact]
    public void The_head_grants_three_more_days()
    {
        var story = Sending().Comes("reviewer", "LegalReview_MoreTime");
        story.No("task.role", string.Empty, "legalhead", "LegalReview_Extend", "agree");
        Assert.Equal(Day("03-17"), story.Do("deputy", "LegalReview_Extend", "agree").State.Clocks["T15"].Due);
    }

    private static SharedStory Incomplete() => Sending().Do("reviewer", "LegalReview_Examine", "material", ("review.missing", "证据清单。"))
        .Do("officer1", "LegalReview_Supplement", "supplied", ("review.materials", "补充以后的材料。"))
        .Do("reviewer", "LegalReview_Examine", "pass", Sound).Do("legalhead", "LegalReview_Sign", "sign");

    private static SharedStory Returned() => Sending().Do("reviewer", "LegalReview_Examine", "pass", Sound).Do("legalhead", "LegalReview_Sign", "return")
        .Do("reviewer", "LegalReview_Examine", "pass").Do("legalhead", "LegalReview_Sign", "sign");

    private static SharedStory Ending(string outcome) => Signed(Sending(), outcome);

    private static SharedStory Extended(string outcome) => Sending().Comes("reviewer", "LegalReview_MoreTime").Do("deputy", "LegalReview_Extend", outcome)
        .Do("reviewer", "LegalReview_Examine", "pass", Sound).Do("legalhead", "LegalReview_Sign", "sign");

    private static SharedStory Signed(SharedStory sent, string outcome) => sent
        .Do("reviewer", "LegalReview_Examine", outcome, Sound)
        .Do("legalhead", "LegalReview_Sign", "sign");

    private static SharedStory Sending()
    {
        var (elements, more) = Call("Review", "shared.legal-review", string.Empty, "reviewOutcome", "pass", "supplement", "correct", "reject");
        return Sent(Of("penalty", """<enf:document ref="C20"/>""", elements, "Review", more));
    }

    // A caller that goes on to the decision whatever the review came to: the drawing does not undo the rule.
    private static SharedStory Deciding(string kind, string proposal, string decision) => Sent(Of(
        kind, $"""<enf:document ref="{proposal}"/>""", """<callActivity id="Review" calledElement="shared.legal-review"/>""" + Decision(decision), "Review Decide e"));

    // The notice is served by the shared procedure too, and the time to answer is over.
    private static SharedStory Punishing(string review)
    {
        var story = Of(
            "penalty",
            """<enf:document ref="C20"/><enf:document ref="C21"/>""",
            """
            <callActivity id="Review" calledElement="shared.legal-review"/>
            <callActivity id="Notice" calledElement="shared.service"><extensionElements><enf:clock ref="T13" action="start" from="notice.servedOn"/><enf:in source="&quot;C21&quot;" target="document"/></extensionElements></callActivity>
            """ + Decision("C30", "penalty"),
            "Review Notice Decide e");
        return Signed(Sent(story), review).Do(
                "officer1", "Service_Serve", "served", ("service.mode", "direct"), ("service.servedOn", "03-03"), ("service.receiver", "法定代表人"), ("service.relation", "法定代表人"), ("service.place", "某某路1号"))
            .On("03-20");
    }

    private static string Decision(string document, string outcome = "decide") =>
        Decide.Replace("DOCUMENTS", $"""<enf:document ref="{document}"/>""", StringComparison.Ordinal).Replace("OUTCOME", outcome, StringComparison.Ordinal);

    private static SharedStory Sent(SharedStory story) =>
        story.On("03-03").Do("officer1", "LegalReview_Send", "sent", ("review.trigger", "list"), ("review.materials", "调查终结报告、代拟稿、证据材料。"));
}
