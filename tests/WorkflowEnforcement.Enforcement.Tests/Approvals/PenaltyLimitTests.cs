using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 32, 36 and 56; 移送规定 art. 5: limits of a penalty case that no drawing moves.</summary>
public sealed class PenaltyLimitTests
{
    [Theory]
    [InlineData("2024-03-02", true)]
    [InlineData("2024-03-01", false)]
    public void What_was_found_out_after_two_years_is_not_filed(string occurred, bool inTime)
    {
        var given = Given("full-penalty", "ApplyFiling").And(step => step.With("violation.occurredOn", DateOnly.Parse(occurred, null))).UpTo("ApproveFiling");
        if (inTime)
        {
            given.When().Accepted();
        }
        else
        {
            given.When().Refused("limitation.expired", "第三十六条");
        }
    }

    [Fact]
    public void A_fine_below_the_least_of_the_law_needs_a_ground_of_mitigation()
    {
        Given("full-penalty", "EndInvestigation").When(step => step.With("proposed.fine", 9999.99m)).RefusedFor("proposed.fine", "penalty.below-limit");
        Given("full-penalty", "EndInvestigation").When(step => step.With("proposed.fine", 10000m)).Accepted();
        Given("full-penalty", "EndInvestigation").When(step => step.With("proposed.fine", 5000m).With("discretion.grade", "mitigated")).Refused("discretion.ground", "第三十二条");
    }

    [Fact]
    public void A_decision_does_not_go_below_the_least_either() =>
        Given("full-penalty", "DraftDecision").When(step => step.With("decision.fine", 5000m)).Refused("penalty.below-limit", "第三十二条");

    [Fact]
    public void Only_the_principal_head_hands_a_crime_to_the_police_and_only_on_a_report_of_two()
    {
        var given = Given("transfer-before-filing").Where(setting => TwoOfficersTests.Redrawn(setting, ("<enf:document ref=\"G06\" when=\"complete\" outcome=\"agree\"", "<enf:document ref=\"G07\" when=\"complete\" outcome=\"agree\"")))
            .UpTo("ApproveTransfer");
        given.When(step => step.As("deputy")).Refused("crime.principal-head", "移送涉嫌犯罪案件的规定》第五条");
        given.When(step => step.As("director")).Refused("crime.report-missing", "第五条第一款");
    }

    [Fact]
    public void Nothing_is_kept_as_evidence_without_approval_beforehand() =>
        Given("full-penalty").Where(setting => TwoOfficersTests.Redrawn(setting, ("<enf:form ref=\"Investigate\" />", "<enf:form ref=\"Investigate\" /><enf:document ref=\"C15\" when=\"complete\" />")))
            .UpTo("Investigate").When().Refused("preservation.unapproved", "第五十六条");
}
