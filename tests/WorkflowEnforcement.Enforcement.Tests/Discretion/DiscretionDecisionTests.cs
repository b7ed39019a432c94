using WorkflowEnforcement.Enforcement.Discretion;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Discretion.ShippedTables;

namespace WorkflowEnforcement.Enforcement.Tests.Discretion;

/// <summary>The table after the party was told, and who may decide to leave it. 行政处罚法 art. 34, 45.</summary>
public sealed class DiscretionDecisionTests
{
    private static readonly string[] Whole = ["Propose", "Review", "Tell", "Draft", "Decide"];
    private static readonly (string, object?) Reason = (CaseDiscretion.Departure, "危害范围大。");

    [Fact]
    public void A_fine_outside_the_range_is_decided_by_the_principal_head()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(25000, Reason).Accepted();
        flow.UpToDecision(25000);
        flow.Take("Decide", "deputy").Refused("discretion.departure-head", "国办发〔2022〕27号");
        flow.Take("Decide", "director").Accepted();
    }

    [Fact]
    public void A_fine_outside_the_range_is_not_decided_before_legal_review()
    {
        var flow = new SmallFlow("Propose", "Draft", "Decide");
        flow.Propose(25000, Reason).Accepted();
        flow.Take("Draft", "officer1", ("decision.fine", 25000m)).Accepted();
        flow.Take("Decide", "director").Refused("discretion.departure-review");
    }

    [Theory]
    [InlineData("discretion.departureHead", "deputy", true)]
    [InlineData("discretion.departureReview", "director", false)]
    public void What_a_departure_needs_is_a_parameter(string parameter, string by, bool reviewed)
    {
        var flow = new SmallFlow(reviewed ? Whole : ["Propose", "Draft", "Decide"]);
        flow.Propose(25000, Reason).Accepted();
        _ = reviewed ? flow.UpToDecision(25000) : flow;
        if (!reviewed)
        {
            flow.Take("Draft", "officer1", ("decision.fine", 25000m)).Accepted();
        }

        flow.With(parameter, "0").Take("Decide", by).Accepted();
    }

    [Fact]
    public void Within_the_range_a_deputy_decides()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(15000).Accepted();
        flow.UpToDecision(15000).Take("Decide", "deputy").Accepted();
    }

    [Fact]
    public void A_case_stays_on_the_version_of_which_the_party_was_told()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(15000).Accepted();
        flow.Take("Review", "reviewer", ("review.opinion", "同意")).Accepted();
        flow.Take("Tell", "officer1").Accepted();
        var stricter = Sound(Text("CF-JN-01").Replace("2026-01-01", "2026-03-03", StringComparison.Ordinal).Replace("<text>20000</text>", "<text>14000</text>", StringComparison.Ordinal));
        flow.Day = new DateOnly(2026, 3, 10);
        flow.With(new DiscretionBook([stricter], [Of("CF-JN-01")])).Take("Draft", "officer1", ("decision.fine", 15000m)).Accepted();
        Assert.Equal(Of("CF-JN-01").Hash, flow.State.Text("discretion.tableHash"));
    }

    [Fact]
    public void A_new_proposal_before_the_notice_takes_the_version_of_its_day()
    {
        var flow = new SmallFlow("Propose", "Draft");
        flow.Propose(15000).Accepted();
        var later = Sound(Text("CF-JN-01").Replace("2026-01-01", "2026-03-03", StringComparison.Ordinal));
        flow.Day = new DateOnly(2026, 3, 10);
        flow.With(new DiscretionBook([later, Of("CF-JN-01")], [])).Take("Draft", "officer1", ("decision.fine", 15000m)).Accepted();
        Assert.Equal(later.Hash, flow.State.Text("discretion.tableHash"));
    }

    [Fact]
    public void Without_the_version_of_the_notice_nothing_is_guessed()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(15000).Accepted();
        flow.Take("Review", "reviewer", ("review.opinion", "同意")).Accepted();
        flow.Take("Tell", "officer1").Accepted();
        flow.With(new DiscretionBook([Sound(Text("CF-JN-01").Replace("一万元", "壹万元", StringComparison.Ordinal))], []))
            .Take("Draft", "officer1", ("decision.fine", 15000m)).Refused("discretion.table-gone");
    }

    [Fact]
    public void What_the_party_was_told_needs_no_new_reason_where_the_row_became_heavier()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(15000).Accepted();
        flow.UpToDecision(15000, ("discretion.consequence", "serious")).Take("Decide", "deputy").Accepted();
        Assert.Equal(("第6行（严重）", "lighter"), (flow.State.Text("discretion.row"), flow.State.Text("discretion.grade")));
    }

    [Fact]
    public void The_table_never_makes_heavier_what_the_party_was_told()
    {
        var flow = new SmallFlow(Whole);
        flow.Propose(15000).Accepted();
        flow.Take("Review", "reviewer", ("review.opinion", "同意")).Accepted();
        flow.Take("Tell", "officer1").Accepted();
        flow.Take("Draft", "officer1", ("decision.fine", 40000m), ("discretion.consequence", "serious")).Refused("penalty.heavier", "第四十五条第二款");
    }

    [Fact]
    public void What_a_recheck_adopted_is_reason_enough_to_go_below_the_row()
    {
        var flow = new SmallFlow("Propose", "Tell", "Recheck", "Draft");
        flow.Propose(45000, ("discretion.months", 5m)).Accepted();
        flow.Take("Tell", "officer1").Accepted();
        flow.Take("Recheck", "unithead", ("recheck.fine", 20000m)).Accepted();
        flow.Take("Draft", "officer1", ("decision.fine", 19000m)).Refused("discretion.outside");
        flow.Take("Draft", "officer1", ("decision.fine", 20000m)).Accepted();
    }

    [Fact]
    public void Even_an_adopted_defence_goes_below_the_statute_only_on_a_ground()
    {
        var flow = new SmallFlow("Propose", "Tell", "Recheck", "Draft");
        flow.Propose(15000).Accepted();
        flow.Take("Tell", "officer1").Accepted();
        flow.Take("Recheck", "unithead", ("recheck.fine", 5000m)).Accepted();
        flow.Take("Draft", "officer1", ("decision.fine", 5000m)).Refused("discretion.no-ground", "第三十二条");
        flow.Take("Draft", "officer1", ("decision.fine", 5000m), (CaseDiscretion.Ground, "merit")).Accepted();
    }
}
