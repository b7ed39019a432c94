using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>前加签 后加签 并加签 减签 会签 撤回签名.</summary>
public sealed class CountersigningTests
{
    private const string Approval = "<enf:assignment roles=\"deputy director\" distinctFrom=\"officers ApplyFiling ReviewFiling\"";

    [Fact]
    public void An_adviser_signs_first_and_the_holder_decides()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.Before, "legalhead").Accepted();
        given.When().Refused("work.waiting");
        var signed = given.Sign("legalhead", "return", "管辖存疑。").Accepted().Events.OfType<TaskSigned>().Single();
        Assert.Equal(("return", Vote.Against, "管辖存疑。"), (signed.Outcome, signed.Counts, signed.Comment));
        Assert.Equal("agree", given.When().Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
        Assert.Equal("ApproveFiling", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void Who_is_asked_after_the_holder_must_consent()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.After, "legalhead").Accepted();
        Assert.Empty(given.When().Accepted().Events.OfType<TaskCompleted>());
        var done = given.Sign("legalhead", "agree").Accepted();
        Assert.Equal("agree", done.Events.OfType<TaskCompleted>().Single().Outcome);
        Assert.Equal(["unithead"], done.State.Completions[^1].Signers);
        given.Sign("unithead", "approve").Refused("task.role");
        given.Granting("unithead", Roles.Deputy).Sign("unithead", "approve").Refused("separation.distinct");
    }

    [Fact]
    public void Who_consented_may_not_approve_what_they_consented_to()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.After, "deputy").Accepted();
        given.When().Accepted();
        given.Sign("deputy", "agree").Accepted();
        given.Sign("deputy", "approve").Refused("separation.distinct");
        given.Sign("director", "approve").Accepted();
    }

    [Fact]
    public void A_refusal_of_who_was_asked_after_rejects()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.After, "legalhead").Accepted();
        given.When().Accepted();
        Assert.Equal("return", given.Sign("legalhead", "return").Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
        Assert.Equal("ApplyFiling", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void Who_shares_the_turn_needs_the_role_and_decides_too()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.Beside, "legalhead").Refused("task.role");
        given.Granting("deputy", Roles.UnitHead).Add("unithead", SignerPosition.Beside, "deputy").Accepted();
        Assert.Empty(given.Sign("deputy", "agree").Accepted().Events.OfType<TaskCompleted>());
        Assert.Equal("agree", given.When().Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
        given.Sign("deputy", "approve").Refused("separation.distinct");
    }

    [Theory]
    [InlineData("ReviewFiling", "unithead", "officer1", "separation.handler", "D4")]
    [InlineData("LegalReview", "reviewer", "officer1", "separation.handler", "第五十八条")]
    [InlineData("MakeDecision", "director", "officer2", "separation.handler", "D4")]
    [InlineData("RecheckStatement", "unithead", "officer1", "separation.handler", "D7")]
    [InlineData("Archive", "archivist", "officer1", "separation.handler", "D10")]
    [InlineData("LegalReview", "reviewer", "unithead", "separation.distinct", "D4")]
    [InlineData("MakeDecision", "director", "reviewer", "separation.distinct", "D4")]
    [InlineData("ReviewFiling", "unithead", "admin", "task.administrator", "D12")]
    [InlineData("ReviewFiling", "unithead", "supervisor", "task.outside", "R15")]
    [InlineData("ReviewFiling", "unithead", "auditor", "task.outside", "R15")]
    public void Nobody_is_asked_to_advise_on_what_is_not_theirs_to_judge(string task, string by, string person, string code, string source)
    {
        Given("full-penalty", task).Add(by, SignerPosition.Before, person).Refused(code, source);
        Given("full-penalty", task).Add(by, SignerPosition.After, person).Refused(code, source);
    }

    [Fact]
    public void An_adviser_passes_on_no_more_than_advice()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.Before, "legalhead").Accepted();
        given.Transfer("legalhead", "officer1").Refused("separation.handler");
        given.Transfer("legalhead", "reviewer").Accepted();
        given.Return("reviewer", "ApplyFiling").Refused("return.not-due");
        given.When(walk => new CompleteTask(given.TaskAt("ReviewFiling"), "agree", CaseState.NoFacts.SetItem("clue.source", FeelValue.Of("x")), string.Empty)
        {
            By = TestBureau.Actor(walk.Setting, "reviewer"),
            At = given.Next.At,
            CommandId = walk.NextId(),
        }).Refused("work.facts");
        given.Sign("reviewer", "agree").Accepted();
    }

    [Fact]
    public void Who_added_a_signer_takes_that_back_and_nobody_else()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.Before, "legalhead", "reviewer").Accepted();
        given.Remove("reviewer", "legalhead").Refused("work.not-adder");
        given.Remove("unithead", "legalhead").Accepted();
        given.Sign("legalhead", "agree").Refused("task.role");
        given.Sign("reviewer", "agree").Accepted();
        given.Remove("unithead", "reviewer").Refused("work.signed");
        given.When().Accepted();
    }

    [Fact]
    public void A_signature_is_taken_back_until_somebody_relied_on_it()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Add("unithead", SignerPosition.Before, "legalhead").Accepted();
        given.TakeBack("legalhead").Refused("work.not-signed");
        given.Sign("legalhead", "agree").Accepted();
        given.TakeBack("legalhead").Accepted();
        given.When().Refused("work.waiting");
        given.Sign("legalhead", "return").Accepted();
        given.When().Accepted();
        given.TakeBack("legalhead").Refused("work.not-signed");
    }

    [Fact]
    public void Drawn_signers_all_sign_and_the_last_one_decides()
    {
        var given = Countersigned("mode=\"all\"");
        given.Sign("reviewer", "approve").Refused("task.role");
        Assert.Single(given.Sign("deputy", "approve").Accepted().Events.OfType<TaskSigned>());
        given.Sign("deputy", "approve").Refused("work.signed");
        Assert.Equal("approve", given.Sign("director", "approve").Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
        Assert.NotNull(given.State.Number);
    }

    [Fact]
    public void A_rejection_that_is_drawn_to_return_goes_back_and_says_why()
    {
        var given = Countersigned("mode=\"all\" onReject=\"return\" returnTo=\"ApplyFiling\"");
        var returned = given.Sign("deputy", "return", "证据不足。").Accepted().Events.OfType<TaskReturned>().Single();
        Assert.Equal(("ApplyFiling", "证据不足。"), (returned.To, returned.Reason));
        Assert.Equal("ApplyFiling", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void A_rejection_counts_although_no_way_back_is_open_and_a_person_sees_to_it()
    {
        var given = Countersigned("mode=\"all\" onReject=\"return\" returnTo=\"ApproveFiling\"");
        var signed = given.Sign("deputy", "return", "证据不足。").Accepted();
        Assert.Single(signed.Events.OfType<TaskSigned>());
        Assert.Empty(signed.Events.OfType<TaskReturned>());
        var stopped = Assert.Single(given.State.Instance!.Incidents.Values);
        Assert.Equal(("ApproveFiling", "return.not-behind"), (stopped.Element, stopped.Code));
        given.When(walk => new ResolveCaseIncident(stopped.Id, InFlow: true, "按不同意继续办理。")
        {
            By = TestBureau.Actor(walk.Setting, "unithead"),
            At = walk.Events[^1].At.AddMinutes(1),
            CommandId = walk.NextId(),
        }).Accepted();
        Assert.Equal("ApplyFiling", given.State.Tasks.Values.Single().Element);
    }

    [Fact]
    public void The_law_holds_for_each_who_decides_and_for_the_result()
    {
        var given = Given("full-penalty", "MakeDecision");
        given.Add("director", SignerPosition.After, "legalhead").Refused("separation.distinct");
        given.Add("director", SignerPosition.After, "deputy").Accepted();
        given.Sign("director", "none").Refused("decision.not-as-drafted", "第五十七条");
        given.When().Accepted();
        Assert.Equal("penalty", given.Sign("deputy", "penalty").Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
        Assert.Equal("penalty", given.State.Text("decision.kind"));
    }

    private static GivenCase Countersigned(string how) => Given(
        "full-penalty", TwoOfficersTests.Redrawn(TestBureau.Setting, (Approval, $"<enf:signing {how} signers='[\"deputy\",\"director\"]' />{Approval}"))).UpTo("ApproveFiling");
}
