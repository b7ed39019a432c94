using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 45: a defence is adopted where it is well founded, and never makes the penalty heavier.</summary>
public sealed class FineTests
{
    private const string NotHeavier = "第四十五条第二款";

    [Fact]
    public void A_recheck_does_not_raise_the_fine() =>
        Given("full-penalty", "RecheckStatement").When(step => step.With("recheck.fine", 30000.01m)).RefusedFor("recheck.fine", "penalty.heavier");

    [Fact]
    public void A_draft_does_not_raise_the_fine()
    {
        var refused = Given("full-penalty", "DraftDecision").When(step => step.With("decision.fine", 30001m)).Refused("penalty.heavier", NotHeavier);
        Assert.Contains("30,000.00元", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_does_not_raise_the_fine() =>
        Given("full-penalty").Where(setting => setting with { Procedure = TestBureau.Sound(TestBureau.ReadPenalty(forms: forms => forms["MakeDecision"] = forms["DraftDecision"])) })
            .UpTo("MakeDecision").When(step => step.With("decision.fine", 40000m)).Refused("penalty.heavier", NotHeavier);

    [Fact]
    public void A_lower_fine_is_lawful() =>
        Given("full-penalty", "DraftDecision").When(step => step.With("decision.fine", 10000m)).Accepted();

    [Fact]
    public void A_fine_where_only_a_warning_was_told_is_heavier() =>
        Given("warning-only", "DraftDecision").When(step => step.With("decision.fine", 1m)).Refused("penalty.heavier", NotHeavier);

    [Fact]
    public void A_fine_where_none_was_told_at_all_is_heavier() =>
        Given("warning-only").Where(setting => setting with { Procedure = TestBureau.Sound(TestBureau.ReadPenalty(forms: WithoutRule)) })
            .UpTo("EndInvestigation").And(step => step.Without("proposed.fine")).UpTo("DraftDecision")
            .When(step => step.With("decision.fine", 1m)).Refused("penalty.heavier", NotHeavier);

    [Fact]
    public void What_the_recheck_lowered_the_draft_does_not_raise_again() =>
        Given("statement-adopted-lower", "DraftDecision").When(step => step.With("decision.fine", 30000m)).Refused("penalty.above-recheck", "第四十五条第一款");

    [Fact]
    public void What_the_recheck_lowered_may_be_lowered_further() =>
        Given("statement-adopted-lower", "DraftDecision").When(step => step.With("decision.fine", 10000m)).Accepted();

    [Fact]
    public void A_recheck_of_an_earlier_round_does_not_bind_the_next()
    {
        var given = Given("returned-everywhere", "RecheckStatement").And(step => step.With("recheck.fine", 10000m));
        given.UpTo("DraftDecision").When(step => step.With("decision.fine", 20000m)).Accepted();
    }

    [Fact]
    public void After_a_defence_a_rise_needs_new_facts_and_a_new_notice()
    {
        Given("returned-everywhere", "EndInvestigation", 5)
            .And(step => step.With("proposed.fine", 20000m))
            .UpTo("DraftDecision").When(step => step.With("decision.fine", 20000.5m)).Refused("penalty.heavier", NotHeavier);
        Given("returned-everywhere", "EndInvestigation", 5).When(step => step.With("proposed.fine", 30000m)).RefusedFor("proposed.fine", "penalty.no-new-facts");
        Given("returned-everywhere", "EndInvestigation", 5)
            .And(step => step.With("proposed.fine", 30000m).With("findings.facts", "补充调查查明，该公司另有两个年度未报送。"))
            .UpTo("DraftDecision").When(step => step.With("decision.fine", 30000m)).Accepted();
    }

    [Fact]
    public void A_proposed_fine_keeps_to_the_most_the_law_threatens()
    {
        var refused = Given("full-penalty", "EndInvestigation").When(step => step.With("proposed.fine", 50000.01m)).Refused("penalty.above-limit", "节约能源法");
        Assert.Contains("50,000.00元", refused.Message, StringComparison.Ordinal);
        Given("full-penalty", "EndInvestigation").When(step => step.With("proposed.fine", 50000m)).Accepted();
    }

    [Fact]
    public void A_case_of_punishment_is_about_a_matter_that_may_be_punished() =>
        Given("full-penalty", "RegisterClue").When(step => step.With("matter.code", "XK-DL-01")).RefusedFor("matter.code");

    [Fact]
    public void A_proposal_to_punish_says_how() =>
        Given("full-penalty", "EndInvestigation").When(step => step.Without("proposed.text")).RefusedFor("proposed.text");

    [Fact]
    public void A_proposal_to_fine_says_how_much() =>
        Given("full-penalty", "EndInvestigation").When(step => step.Without("proposed.fine")).RefusedFor("proposed.fine");

    private static void WithoutRule(Dictionary<string, ReadOnlyMemory<byte>> forms) =>
        forms["EndInvestigation"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(forms["EndInvestigation"].Span)
            .Replace("=proposed.kind = \\\"penalty\\\"", "=false", StringComparison.Ordinal));
}
