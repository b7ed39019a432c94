using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>行政处罚法 art. 42(1): at least two officers with enforcement credentials.</summary>
public sealed class TwoOfficersTests
{
    private const string Article = "第四十二条第一款";

    [Fact]
    public void A_clue_is_not_verified_before_two_officers_are_named() =>
        Given("full-penalty", "VerifyClue").When(step => step.Without("officers.lead", "officers.assist")).RefusedFor("officers.assist");

    [Fact]
    public void One_officer_is_not_two() =>
        Given("full-penalty", "VerifyClue").When(step => step.With("officers.assist", "officer1")).Refused("officers.same", Article);

    [Fact]
    public void Only_an_officer_is_named() =>
        Given("full-penalty", "VerifyClue").When(step => step.With("officers.assist", "unithead")).RefusedFor("officers.assist");

    [Fact]
    public void Nobody_unknown_is_named() =>
        Given("full-penalty", "VerifyClue").When(step => step.With("officers.assist", "nobody")).RefusedFor("officers.assist");

    [Theory]
    [InlineData("officer1")]
    [InlineData("officer2")]
    public void Nobody_acts_whose_credential_expired_the_day_before(string user) =>
        Given("full-penalty", "Investigate").Where(setting => Expired(setting, user, new DateOnly(2026, 4, 1)))
            .When().Refused("officers.credential", Article);

    [Fact]
    public void A_credential_holds_on_its_last_day() =>
        Given("full-penalty", "Investigate").Where(setting => Expired(setting, "officer2", new DateOnly(2026, 4, 2))).When().Accepted();

    [Fact]
    public void A_credential_must_have_begun() =>
        Given("full-penalty", "Investigate").Where(setting => From(setting, "officer2", new DateOnly(2026, 4, 3))).When().Refused("officers.credential", Article);

    [Fact]
    public void An_officer_without_credential_does_not_even_write_the_report() =>
        Given("full-penalty", "EndInvestigation").Where(setting => Expired(setting, "officer1", new DateOnly(2025, 1, 1)))
            .When().Refused("officers.credential", Article);

    [Theory]
    [InlineData("VerifyClue", "verification.on")]
    [InlineData("ServeNotice", "notice.servedOn")]
    [InlineData("ServeDecision", "service.servedOn")]
    public void The_credential_holds_on_the_day_of_the_act_and_not_only_on_the_day_of_its_entry(string task, string day)
    {
        var given = Given("full-penalty", task);
        var acted = ((FeelDate)given.Next.Facts[day]).Value;
        given.Where(setting => From(setting, "officer2", acted.AddDays(1)))
            .When(step => step with { At = step.At.AddDays(1) }).Refused("officers.credential", Article);
    }

    [Fact]
    public void A_third_officer_does_not_act_in_the_case() =>
        Given("full-penalty", "Investigate").When(step => step.As("officer3")).Refused("task.not-handler", "第四十二条");

    [Fact]
    public void The_second_officer_acts_as_well_as_the_first() =>
        Given("full-penalty", "Investigate").When(step => step.As("officer2")).Accepted();

    [Fact]
    public void Who_verifies_a_clue_is_one_of_the_two_he_names() =>
        Given("full-penalty", "VerifyClue").When(step => step.As("officer3")).Refused("task.not-handler", Article);

    [Fact]
    public void The_record_names_both_who_acted() =>
        Assert.Equal(["officer1", "officer2"], Given("full-penalty", "Investigate").When().Accepted().Events.OfType<TaskCompleted>().Single().Officers);

    [Fact]
    public void A_flow_that_lets_a_unit_head_act_where_two_officers_must_does_not_undo_the_rule() =>
        Given("full-penalty", "Investigate").Where(setting => Redrawn(setting, ("roles=\"officer\" people=\"2\" sameAs=\"officers\"", "roles=\"officer unithead\" people=\"2\"")))
            .When(step => step.As("unithead")).Refused("task.not-handler", "第四十二条");

    [Fact]
    public void A_flow_that_lets_one_officer_serve_does_not_undo_the_rule() =>
        Given("full-penalty", "ServeNotice").Where(setting => Redrawn(setting, ("people=\"2\" ", string.Empty)))
            .Where(setting => Expired(setting, "officer2", new DateOnly(2025, 1, 1))).When().Refused("officers.credential", Article);

    internal static CaseSetting Redrawn(CaseSetting setting, params (string Drawn, string Redrawn)[] changes)
    {
        var procedure = TestBureau.Sound(TestBureau.ReadPenalty(flow => changes.Aggregate(flow, (text, change) =>
            text.Contains(change.Drawn, StringComparison.Ordinal)
                ? text.Replace(change.Drawn, change.Redrawn, StringComparison.Ordinal)
                : throw new InvalidOperationException($"Expected the flow to hold {change.Drawn}"))));
        return setting with { Procedure = procedure };
    }

    private static CaseSetting Expired(CaseSetting setting, string user, DateOnly last) =>
        setting with { Staff = setting.Staff.SetItem(user, setting.Staff[user] with { CredentialTo = last }) };

    private static CaseSetting From(CaseSetting setting, string user, DateOnly first) =>
        setting with { Staff = setting.Staff.SetItem(user, setting.Staff[user] with { CredentialFrom = first }) };
}
