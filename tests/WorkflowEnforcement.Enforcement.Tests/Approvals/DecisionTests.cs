using WorkflowEnforcement.Enforcement.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 57 and 59: which decision, and that it says what was drafted.</summary>
public sealed class DecisionTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("dismiss")]
    public void Not_to_punish_is_not_decided_on_a_draft_that_fines(string outcome) =>
        Given("full-penalty", "MakeDecision").When(step => step.Ending(outcome)).Refused("decision.not-as-drafted", "第五十七条第一款");

    [Fact]
    public void Not_to_punish_is_decided_on_a_draft_that_says_so() =>
        Given("full-penalty", "DraftDecision").And(step => step.With("decision.fine", 0m).With("decision.text", "不予处罚。")).UpTo("MakeDecision")
            .When(step => step.Ending("none")).Accepted();

    [Fact]
    public void To_hand_over_needs_to_say_to_whom() =>
        Given("full-penalty", "DraftDecision").And(step => step.With("decision.fine", 0m).With("decision.text", "移送。")).UpTo("MakeDecision")
            .When(step => step.Ending("transfer")).Refused("decision.transfer", "第五十七条第一款");

    [Fact]
    public void A_decision_may_always_be_sent_back() =>
        Given("full-penalty", "MakeDecision").When(step => step.Ending("return")).Accepted();

    [Fact]
    public void A_decision_after_ninety_days_is_made_and_recorded_as_late()
    {
        var given = Given("full-penalty", "MakeDecision");
        var state = given.When(step => step with { At = step.At.AddDays(60) }).Accepted().State;
        Assert.Equal(ClockState.Late, state.Clocks["T11"].State);
    }

    [Theory]
    [InlineData("full-penalty", "noPenalty")]
    [InlineData("no-penalty", "performed")]
    [InlineData("dismissed", "transferred")]
    public void A_case_is_closed_as_it_was_decided(string scenario, string result)
    {
        var given = Given(scenario, "CloseCase");
        given.When(step => step.With("closing.result", result).With("closing.performedOn", DateOnly.FromDateTime(step.At.DateTime)))
            .RefusedFor("closing.result", "closing.result");
    }

    [Fact]
    public void A_case_is_not_archived_while_a_document_is_missing()
    {
        var given = Given("full-penalty", "ApproveClosing");
        given.When().Accepted();
        var closing = given.State.Documents.Single(document => document.Code == "C40");
        given.Skip().When().Refused("archive.documents-open", "第四十七条");
        given.When(walk => new ReportDocumentFailure(closing.Id, "template.missing", "没有模板。") { By = Actor.TheSystem, At = given.Next.At, CommandId = walk.NextId() }).Accepted();
        given.When().Refused("archive.documents-open", "第四十七条");
    }
}
