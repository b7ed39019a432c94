using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 58: no decision that was not reviewed, or whose review it did not pass.</summary>
public sealed class LegalReviewTests
{
    private const string Article = "第五十八条";

    [Theory]
    [InlineData("supplement")]
    [InlineData("correct")]
    [InlineData("disagree")]
    public void An_opinion_that_is_not_agreement_does_not_let_a_decision_be_made(string opinion) =>
        // A flow that would go on all the same does not undo the rule.
        Given("statement-lapsed").Where(setting => TwoOfficersTests.Redrawn(
                setting,
                ("legalReviewOutcome = \"pass\"", "legalReviewOutcome != \"none\""),
                ("legalReviewOutcome = \"supplement\"", "false"),
                ("legalReviewOutcome = \"correct\" or legalReviewOutcome = \"disagree\"", "false")))
            .UpTo("LegalReview").And(step => step.Ending(opinion)).UpTo("MakeDecision").When().Refused("review.missing", Article);

    [Fact]
    public void A_review_of_an_earlier_investigation_is_none()
    {
        var given = Given("statement-lapsed", "MakeDecision");
        Assert.True(given.State.ReviewPassed);
        var second = Given("returned-everywhere", "LegalReview", 4);
        Assert.Null(second.State.ReviewPassed);
        // A flow that leaves the second review out does not undo the rule.
        Unreviewed().When(step => step.Ending("penalty")).Refused("review.missing", Article);
    }

    [Fact]
    public void A_review_that_was_passed_but_not_signed_is_none() =>
        Given("statement-lapsed").Where(setting => TwoOfficersTests.Redrawn(setting, ("<enf:document ref=\"G10\" when=\"complete\" outcome=\"sign\" required=\"true\" />", string.Empty)))
            .UpTo("MakeDecision").When().Refused("review.missing", Article);

    [Fact]
    public void An_opinion_signed_before_the_material_was_sent_again_is_none() =>
        // A flow that lets the opinion be signed while the review goes round once more does not undo the rule.
        Given("statement-lapsed").Where(setting => TwoOfficersTests.Redrawn(
                setting,
                ("<enf:form ref=\"ServeNotice\" />", "<enf:form ref=\"ServeNotice\" /><enf:document ref=\"G09\" when=\"complete\" />")))
            .UpTo("MakeDecision").When().Refused("review.missing", Article);

    [Fact]
    public void A_decision_waits_until_the_written_opinion_is_made()
    {
        var given = Given("statement-lapsed", "LegalSignOff");
        given.When().Accepted();
        var opinion = given.State.Documents.Single(document => document.Code == "G10");
        given.When(walk => new ReportDocumentFailure(opinion.Id, "template.missing", "没有模板。") { By = Actor.TheSystem, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.Skip().UpTo("MakeDecision").When().Refused("review.document", Article);
    }

    [Fact]
    public void A_report_that_was_made_at_the_second_try_does_not_undo_the_review_of_it()
    {
        var given = Given("statement-lapsed", "EndInvestigation");
        given.When().Accepted();
        var report = given.State.Documents.Single(document => document.Code == "C20");
        given.When(walk => new ReportDocumentFailure(report.Id, "template.missing", "没有模板。") { By = Actor.TheSystem, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.Skip().UpTo("MakeDecision");
        given.When(walk => new ResolveCaseIncident(1, false, "已补上模板。") { By = TestBureau.Actor(walk.Setting, "unithead"), At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.Walk.MakeDocuments(given.Next.At);
        given.When().Accepted();
    }

    [Theory]
    [InlineData("review.q1")]
    [InlineData("review.q3")]
    [InlineData("review.q5")]
    [InlineData("review.q6")]
    public void An_opinion_that_finds_a_problem_is_no_agreement(string question)
    {
        Given("full-penalty", "LegalReview").When(step => step.With(question, "problem")).RefusedFor(question, "review.inconsistent");
        Given("full-penalty", "LegalReview").When(step => step.With(question, "problem").Ending("correct")).Accepted();
    }

    [Fact]
    public void What_may_be_a_crime_is_not_punished_but_handed_over() =>
        Given("full-penalty", "LegalReview").When(step => step.With("review.q7", "yes")).RefusedFor("review.q7", "review.inconsistent");

    [Fact]
    public void Every_submission_is_answered_afresh()
    {
        var given = Given("review-back-for-evidence", "LegalReview", 2);
        given.When(step => step.Without("review.q3")).RefusedFor("review.q3");
        given.When(step => step.Without("review.opinion")).RefusedFor("review.opinion");
    }

    [Fact]
    public void Material_is_not_received_before_it_was_sent() =>
        Given("full-penalty", "LegalReview").When(step => step.With("review.receivedOn", new DateOnly(2026, 4, 9))).RefusedFor("review.receivedOn", "date.order");

    // In the round after the recheck the flow goes from the unit head's review straight to the notice.
    private static GivenCase Unreviewed()
    {
        var given = Given("returned-everywhere", "UnitReview", 5).Where(setting => TwoOfficersTests.Redrawn(
            setting,
            ("unitReviewOutcome = \"agree\"", "false"),
            ("unitReviewOutcome = \"return\"", "true"),
            ("<bpmn:incoming>Flow_UnitReviewReturned</bpmn:incoming>", string.Empty),
            ("<bpmn:incoming>Flow_ProposalPenalty</bpmn:incoming>", "<bpmn:incoming>Flow_ProposalPenalty</bpmn:incoming><bpmn:incoming>Flow_UnitReviewReturned</bpmn:incoming>"),
            ("sourceRef=\"Gateway_UnitReview\" targetRef=\"Investigate\"", "sourceRef=\"Gateway_UnitReview\" targetRef=\"ApproveNotice\"")));
        return given.And().SkipTo("ApproveNotice").UpTo("MakeDecision");
    }
}
