using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 57(2), 63 and 64: a heavy penalty needs the offer of a hearing and the leaders' discussion, whatever is drawn.</summary>
public sealed class HearingRightTests
{
    private const string Right = "第六十三条";

    [Fact]
    public void A_large_fine_is_refused_where_the_right_to_a_hearing_was_not_told()
    {
        var refused = Fined(Given("full-penalty"), 50000m).When().Refused("hearing.not-told", Right);
        Assert.Contains("50,000.00元", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fine_below_the_threshold_needs_no_offer_of_a_hearing() => Fined(Given("full-penalty"), 49999.99m).When().Accepted();

    [Fact]
    public void A_fine_lowered_after_the_notice_still_needed_the_offer() =>
        Given("full-penalty", "EndInvestigation").And(step => step.With("proposed.fine", 50000m))
            .UpTo("DraftDecision").And(step => step.With("decision.fine", 20000m)).UpTo("MakeDecision").When().Refused("hearing.not-told", Right);

    [Fact]
    public void A_notice_of_the_right_after_which_no_time_to_ask_began_is_none() =>
        Fined(Told(string.Empty), 50000m).When().Refused("hearing.period-missing", "第六十四条");

    [Fact]
    public void A_heavy_penalty_is_discussed_by_the_leaders() =>
        Fined(Told("<enf:clock ref=\"T14\" action=\"start\" on=\"complete\" />"), 50000m).When().Refused("discussion.missing", "第五十七条第二款");

    [Fact]
    public void Not_to_punish_needs_no_hearing() =>
        Given("full-penalty", "EndInvestigation").And(step => step.With("proposed.fine", 50000m))
            .UpTo("DraftDecision").And(step => step.With("decision.fine", 0m)).UpTo("MakeDecision").When(step => step.Ending("none")).Accepted();

    private static GivenCase Fined(GivenCase given, decimal fine) =>
        given.UpTo("EndInvestigation").And(step => step.With("proposed.fine", fine)).UpTo("DraftDecision").And(step => step.With("decision.fine", fine)).UpTo("MakeDecision");

    // A flow that tells of the right in its notice.
    private static GivenCase Told(string clock) => Given("full-penalty").Where(setting => TwoOfficersTests.Redrawn(
        setting,
        ("<enf:document ref=\"C21\" when=\"enter\" required=\"true\" />", "<enf:document ref=\"C22\" when=\"enter\" required=\"true\" />"),
        ("required=\"true\" serves=\"C21\" />", $"required=\"true\" serves=\"C22\" />{clock}")));
}
