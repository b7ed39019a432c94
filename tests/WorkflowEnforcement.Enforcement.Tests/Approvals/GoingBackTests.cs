using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>退回 撤回.</summary>
public sealed class GoingBackTests
{
    [Fact]
    public void A_return_goes_to_a_step_behind_and_asks_its_signatures_again()
    {
        var given = Given("full-penalty", "ApproveFiling");
        var returned = given.Return("deputy", "ApplyFiling", "承办人须更换。").Accepted().Events.OfType<TaskReturned>().Single();
        Assert.Equal(["ApplyFiling", "ReviewFiling"], given.State.Completions.Where(done => returned.Undone.Contains(done.Task)).Select(done => done.Element));
        Assert.Equal("ApplyFiling", given.State.Tasks.Values.Single().Element);
        Assert.Equal(["RegisterClue", "VerifyClue"], given.State.Completions.Where(done => !done.Undone).Select(done => done.Element));
        Assert.Equal(ClockState.Running, given.State.Clocks["T10"].State);
    }

    [Fact]
    public void Who_approved_before_a_return_approves_again_since_he_submitted_nothing()
    {
        var given = Given("full-penalty", "ApproveFiling").And();
        given.Return("officer1", "ApproveFiling").Accepted();
        Assert.Equal("unithead", given.State.Tasks.Values.Single().SubmittedBy);
        given.Sign("deputy", "approve").Accepted();
        Assert.Single(given.State.Documents, document => document.Code == "C02" && document.State == DocumentState.Issued);
    }

    [Fact]
    public void The_steps_that_can_be_returned_to_are_told_the_latest_first()
    {
        var given = Given("full-penalty", "ApproveFiling");
        var steps = GoingBack.ReturnableTo(given.Walk.Setting, given.State, given.State.Tasks.Values.Single());
        Assert.Equal(["ReviewFiling", "ApplyFiling", "VerifyClue", "RegisterClue"], steps.Select(step => step.Id));
    }

    [Theory]
    [InlineData("Investigate")]
    [InlineData("ApproveFiling")]
    [InlineData("IssueNotice")]
    [InlineData("nowhere")]
    public void A_return_goes_only_back(string to) => Given("full-penalty", "ApproveFiling").Return("deputy", to).Refused("return.not-behind");

    [Fact]
    public void A_return_needs_words_and_the_right_hands()
    {
        Given("full-penalty", "ApproveFiling").Return("deputy", "ApplyFiling", string.Empty).RefusedFor("reason", "operation.words");
        Given("full-penalty", "ApproveFiling").Return("reviewer", "ApplyFiling").Refused("task.role");
    }

    [Fact]
    public void Nothing_goes_back_while_the_party_may_still_answer() =>
        Given("full-penalty", "RecordStatement").Return("officer1", "ApproveNotice").Refused("return.party-period", "第四十五条");

    [Fact]
    public void A_served_decision_is_not_undone_by_going_back()
    {
        var given = Given("full-penalty", "CloseCase");
        given.Return("officer1", "MakeDecision").Refused("return.served");
    }

    [Fact]
    public void A_finished_step_is_taken_back_by_who_finished_it_while_nothing_followed()
    {
        var given = Given("full-penalty", "ReviewFiling").And();
        given.Withdraw("deputy", "ReviewFiling").Refused("withdraw.not-own");
        given.Withdraw("unithead", "ReviewFiling").Accepted();
        Assert.Equal(("ReviewFiling", "officer1"), (given.State.Tasks.Values.Single().Element, given.State.Tasks.Values.Single().SubmittedBy));
        given.Withdraw("unithead", "ReviewFiling").Refused("withdraw.unknown");
        given.Sign("unithead", "agree").Accepted();
        given.Claim("deputy").Accepted();
        given.Withdraw("unithead", "ReviewFiling").Refused("withdraw.went-on");
    }

    [Fact]
    public void The_last_step_of_a_called_procedure_is_taken_back_alone()
    {
        var given = GivenIn("licensing-ordinary", "full-licence").UpTo("MakeDecision");
        given.Withdraw("legalhead", "LegalReview_Sign").Accepted();
        Assert.Contains(given.State.Tasks.Values, task => task.Element == "LegalReview_Sign");
        Assert.DoesNotContain(given.State.Tasks.Values, task => task.Element == "MakeDecision");
        Assert.False(given.State.Completions.Last(done => done.Element == "LegalReview_Examine").Undone);
        Assert.True(given.State.Completions.Last(done => done.Element == "LegalReview_Sign").Undone);
        given.When(walk => new CompleteTask(given.TaskAt("LegalReview_Sign"), "sign", CaseState.NoFacts, "同意。") { By = TestBureau.Actor(walk.Setting, "legalhead"), At = Later(walk), CommandId = walk.NextId() }).Accepted();
        given.When(walk => new ClaimTask(given.TaskAt("MakeDecision")) { By = TestBureau.Actor(walk.Setting, "director"), At = Later(walk), CommandId = walk.NextId() }).Accepted();
        given.Withdraw("legalhead", "LegalReview_Sign").Refused("withdraw.nothing");

        static DateTimeOffset Later(CaseWalk walk) => walk.Events[^1].At.AddMinutes(1);
    }

    [Fact]
    public void A_clock_that_the_step_had_stopped_runs_on_from_its_first_day()
    {
        var given = Given("full-penalty", "LegalSignOff");
        var before = given.State.Clocks["T15"];
        given.And();
        Assert.Equal(ClockState.Met, given.State.Clocks["T15"].State);
        given.Withdraw("legalhead", "LegalSignOff").Accepted();
        Assert.Equal(before, given.State.Clocks["T15"]);
    }

    [Fact]
    public void A_service_is_not_taken_back() =>
        Given("full-penalty", "ServeNotice").And().Withdraw("officer1", "ServeNotice").Refused("withdraw.served", "第六十一条");

    [Fact]
    public void A_step_that_others_went_on_from_is_not_taken_back() =>
        Given("full-penalty", "ApproveFiling").And().Withdraw("unithead", "ReviewFiling").Refused("withdraw.went-on");
}
