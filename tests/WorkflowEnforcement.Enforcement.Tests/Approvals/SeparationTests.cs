using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>Separation of duties, law.md section 8, D3, D4, D7, D10 and D12.</summary>
public sealed class SeparationTests
{
    public static TheoryData<string, string, string> ApprovingSteps => new()
    {
        { "full-penalty", "ReviewFiling", Roles.UnitHead },
        { "full-penalty", "ApproveFiling", Roles.Deputy },
        { "full-penalty", "ApproveFiling", Roles.Director },
        { "not-filed", "ApproveNotFiling", Roles.Deputy },
        { "transfer-before-filing", "ApproveTransfer", Roles.Director },
        { "full-penalty", "UnitReview", Roles.UnitHead },
        { "full-penalty", "LegalReview", Roles.Reviewer },
        { "full-penalty", "LegalSignOff", Roles.LegalHead },
        { "full-penalty", "ApproveNotice", Roles.Deputy },
        { "full-penalty", "RecheckStatement", Roles.UnitHead },
        { "full-penalty", "ReviewDecision", Roles.UnitHead },
        { "full-penalty", "MakeDecision", Roles.Director },
        { "overdue-payment", "HandleOverdue", Roles.UnitHead },
        { "full-penalty", "ReviewClosing", Roles.UnitHead },
        { "full-penalty", "ApproveClosing", Roles.Deputy },
        { "full-penalty", "Archive", Roles.Archivist },
    };

    [Theory]
    [MemberData(nameof(ApprovingSteps))]
    public void A_handler_does_not_decide_on_his_own_case_whatever_other_role_he_holds(string scenario, string task, string role)
    {
        Given(scenario, task).Granting("officer1", role).When(step => step.As("officer1")).Refused("separation.handler");
        Given(scenario, task).Granting("officer2", role).When(step => step.As("officer2")).Refused("separation.handler");
    }

    [Theory]
    [MemberData(nameof(ApprovingSteps))]
    public void A_handler_does_not_even_claim_a_decision_on_his_own_case(string scenario, string task, string role) =>
        Given(scenario, task).Granting("officer1", role)
            .When(walk => new ClaimTask(walk.State!.Tasks.Values.Single(open => open.Element == task).Task)
            {
                By = TestBureau.Actor(walk.Setting, "officer1"),
                At = walk.State.OpenedAt.AddMonths(2),
                CommandId = walk.NextId(),
            })
            .Refused("separation.handler");

    [Theory]
    [InlineData("ReviewFiling", Roles.Reviewer)]
    [InlineData("LegalReview", Roles.Officer)]
    [InlineData("MakeDecision", Roles.UnitHead)]
    public void A_step_is_for_its_role(string task, string other) =>
        Given("full-penalty", task).When(step => step.As(TestBureau.Staff.Values.First(person => person.Roles.Contains(other)).Id)).Refused("task.role");

    [Fact]
    public void The_unit_head_who_reviewed_a_filing_does_not_approve_it() =>
        Given("full-penalty", "ApproveFiling").Granting("unithead", Roles.Deputy).When(step => step.As("unithead")).Refused("separation.distinct");

    [Theory]
    [InlineData("ApproveFiling", " ApplyFiling ReviewFiling", "unithead", Roles.Deputy)]
    [InlineData("LegalSignOff", " UnitReview LegalReview", "reviewer", Roles.LegalHead)]
    [InlineData("ApproveClosing", " CloseCase ReviewClosing", "unithead", Roles.Director)]
    public void Who_submits_does_not_approve_even_where_the_flow_forgot_to_say_so(string task, string drawn, string user, string role) =>
        Given("full-penalty", task).Where(setting => TwoOfficersTests.Redrawn(setting, (drawn, string.Empty))).Granting(user, role)
            .When(step => step.As(user)).Refused("separation.submitter", "D4");

    [Fact]
    public void An_overdue_payment_that_the_unit_head_handled_does_not_keep_him_from_the_closing()
    {
        var given = Given("overdue-payment", "HandleOverdue");
        var overdue = given.Next;
        given.Skip().UpTo("ReviewClosing").AndAlso(overdue with { At = given.Next.At.AddHours(-1) }).When().Accepted();
    }

    [Fact]
    public void The_reviewer_does_not_sign_his_own_opinion() =>
        Given("full-penalty", "LegalSignOff").Granting("reviewer", Roles.LegalHead).When(step => step.As("reviewer")).Refused("separation.distinct");

    [Fact]
    public void Who_reviewed_for_the_unit_does_not_review_the_law() =>
        Given("full-penalty", "LegalReview").Granting("unithead", Roles.Reviewer).When(step => step.As("unithead")).Refused("separation.distinct");

    [Fact]
    public void Who_reviewed_the_law_does_not_decide() =>
        Given("full-penalty", "MakeDecision").Granting("reviewer", Roles.Director).When(step => step.As("reviewer")).Refused("separation.distinct");

    [Fact]
    public void A_deputy_approves_the_notice_and_makes_the_decision_too_since_nobody_forbids_it() =>
        Given("full-penalty", "MakeDecision").When(step => step.As("deputy")).Accepted();

    [Fact]
    public void A_defence_is_rechecked_by_an_officer_who_does_not_handle_the_case()
    {
        Given("full-penalty", "RecheckStatement").When(step => step.As("officer2")).Refused("separation.handler", "D7");
        Given("full-penalty", "RecheckStatement").When(step => step.As("officer3")).Accepted();
    }

    [Fact]
    public void Who_rechecked_a_defence_is_no_handler_by_that()
    {
        var given = Given("full-penalty", "RecheckStatement").And(step => step.As("officer3"));
        given.UpTo("ReviewDecision").Granting("officer3", Roles.UnitHead).When(step => step.As("officer3")).Accepted();
    }

    [Fact]
    public void An_archivist_who_handled_the_case_does_not_archive_it() =>
        Given("full-penalty", "Archive").Granting("officer2", Roles.Archivist).When(step => step.As("officer2")).Refused("separation.handler", "D10");

    [Fact]
    public void Who_opened_a_case_handles_it_even_if_others_are_named()
    {
        var given = Given("full-penalty", "VerifyClue");
        given.And(step => step.As("officer2").With("officers.lead", "officer2").With("officers.assist", "officer3"))
            .And(step => step.As("officer2").With("officers.lead", "officer2").With("officers.assist", "officer3"))
            .Granting("officer1", Roles.UnitHead).When(step => step.As("officer1")).Refused("separation.handler");
    }

    [Fact]
    public void An_officer_who_verified_the_clue_stays_a_handler_when_another_is_named_at_filing()
    {
        var given = Given("full-penalty", "ApplyFiling").And(step => step.With("officers.assist", "officer3"));
        given.UpTo("LegalReview").Granting("officer2", Roles.Reviewer).When(step => step.As("officer2")).Refused("separation.handler", "第五十八条");
    }

    [Fact]
    public void An_officer_who_was_replaced_at_filing_does_not_go_on() =>
        Given("full-penalty", "ApplyFiling").And(step => step.With("officers.assist", "officer3")).UpTo("Investigate")
            .When(step => step.As("officer2")).Refused("task.not-handler", "第四十二条");

    [Theory]
    [InlineData("RegisterClue")]
    [InlineData("Investigate")]
    [InlineData("LegalReview")]
    [InlineData("MakeDecision")]
    [InlineData("Archive")]
    public void The_administrator_acts_in_no_case_whatever_other_role_he_holds(string task) =>
        Given("full-penalty", task).Granting("admin", [.. Roles.Approving, Roles.Officer, Roles.Archivist])
            .When(step => step.As("admin")).Refused("task.administrator", "D12");
}
