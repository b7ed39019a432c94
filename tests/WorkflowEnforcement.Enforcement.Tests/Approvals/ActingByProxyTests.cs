using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Approvals.Proxies;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>代理 at a task: D13, and separation of duties for both persons.</summary>
public sealed class ActingByProxyTests
{
    private static readonly BureauProfile Bureau = new("某某区工业和信息化局", "某某区工信局", "辽太工信", "地址", "电话", "区人民政府", "区人民法院", "银行", "银行地址", "账号");

    [Fact]
    public void A_proxy_decides_in_the_name_of_the_absent_and_both_names_stand_in_the_record()
    {
        var given = Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead");
        var done = given.WhenFor("legalhead", "director").Accepted().Events.OfType<TaskCompleted>().Single();
        Assert.Equal(("director", "局长", "委1号", new string('e', 64)), (done.OnBehalfOf!.Id, done.OnBehalfOf.Name, done.OnBehalfOf.Number, done.OnBehalfOf.Entry));
        Assert.Equal((Proxies.Today, new DateOnly(2026, 12, 31)), (done.OnBehalfOf.From, done.OnBehalfOf.Until));
        var completion = given.State.Completions[^1];
        Assert.Equal(("legalhead", "法制科负责人（代局长）"), (completion.By, completion.SignedAs));
        Assert.Equal(["director"], completion.Signers);
        Assert.Equal(
            ("法制科负责人（代局长）", "由法制科负责人代局长办理「立案审批」：同意立案（委托书委1号）"),
            Told(given).Where(line => line.Type == "task.completed").Select(line => (line.Actor, line.Text)).Last());
    }

    [Fact]
    public void A_claim_by_proxy_holds_the_task_for_the_person_represented()
    {
        var given = Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead");
        given.Does("legalhead", "director", Claim).Accepted();
        var task = given.State.Tasks.Values.Single();
        Assert.Equal("director", task.Holder);
        Assert.Equal(("legalhead", "director"), (Claimed(given).By, Claimed(given).OnBehalfOf));
        Assert.Equal("director", Seating.WorkAt(given.State, task.Task)!.Seats.Single().Person);
        Assert.Equal("由法制科负责人代局长签收「立案审批」（委托书委1号）", Told(given)[^1].Text);
        given.WhenFor("legalhead", "director").Accepted();
    }

    [Fact]
    public void Who_comes_back_goes_on_with_what_was_claimed_for_them()
    {
        var given = Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead");
        given.Does("legalhead", "director", Claim).Accepted();
        given.When(step => step.As("legalhead")).Refused("task.role");
        given.When(step => step.As("director")).Accepted();
    }

    [Fact]
    public void A_proxy_takes_back_what_was_done_in_that_name_and_so_does_the_person_represented()
    {
        var given = Given("full-penalty", "UnitReview").Delegating("unithead", "legalhead");
        given.WhenFor("legalhead", "unithead").Accepted();
        var done = given.State.Completions[^1].Task;
        WithdrawTask Withdraw(long task) => new(done) { By = null!, At = default, CommandId = "" };
        given.Withdraw("legalhead", "UnitReview").Refused("withdraw.not-own");
        given.Does("legalhead", "unithead", Withdraw).Accepted();
        given.WhenFor("legalhead", "unithead").Accepted();
        given.Withdraw("unithead", "UnitReview").Accepted();
    }

    [Fact]
    public void Operations_by_proxy_are_told_with_both_names()
    {
        var given = Given("full-penalty", "ReviewFiling").Granting("deputy", Roles.UnitHead).Delegating("unithead", "legalhead");
        given.Does("legalhead", "unithead", task => new DelegateTask(task, "deputy", "请核对。") { By = null!, At = default, CommandId = "" }).Accepted();
        given.HandBack("deputy").Accepted();
        given.Does("legalhead", "unithead", task => Transfer(task, "deputy")).Accepted();
        var moved = given.Walk.Events.Select(recorded => recorded.Event).OfType<TaskTransferred>().Single();
        Assert.Equal(("unithead", "deputy", "unithead"), (moved.From.Id, moved.To.Id, moved.OnBehalfOf!.Id));
        Assert.Equal("deputy", given.State.Tasks.Values.Single().Holder);
        Assert.Equal("由法制科负责人代办案机构负责人将「办案机构审核（立案）」转办给分管负责人（委托书委1号）", Told(given)[^1].Text);
    }

    [Fact]
    public void A_proxy_does_not_hand_the_work_to_themselves() =>
        Given("full-penalty", "ReviewFiling").Granting("deputy", Roles.UnitHead).Delegating("unithead", "deputy")
            .Does("deputy", "unithead", task => Transfer(task, "deputy")).Refused("work.to-oneself");

    [Fact]
    public void Without_a_delegation_nobody_acts_for_another() =>
        Given("full-penalty", "ApproveFiling").WhenFor("legalhead", "director").Refused("proxy.none", "D13");

    [Fact]
    public void Nobody_is_represented_by_themselves_or_by_a_stranger()
    {
        Given("full-penalty", "ApproveFiling").WhenFor("director", "director").Refused("proxy.self");
        Given("full-penalty", "ApproveFiling").WhenFor("legalhead", "nobody").Refused("proxy.person");
    }

    [Fact]
    public void A_proxy_of_a_proxy_has_no_power() =>
        Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead").Delegating("legalhead", "reviewer").WhenFor("reviewer", "director").Refused("proxy.chain", "D13");

    [Fact]
    public void Before_the_first_day_after_the_last_and_once_revoked_there_is_no_power()
    {
        var today = DateOnly.FromDateTime(Given("full-penalty", "ApproveFiling").Next.At.DateTime);
        GivenCase Lent(Func<EnterProxy, EnterProxy> change) => Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead", change);
        Lent(asked => asked with { From = today.AddDays(1) }).WhenFor("legalhead", "director").Refused("proxy.ahead", "D13");
        Lent(asked => asked with { Until = today.AddDays(-1) }).WhenFor("legalhead", "director").Refused("proxy.ended", "D13");
        Lent(asked => asked with { From = today, Until = today }).WhenFor("legalhead", "director").Accepted();
        Lent(asked => asked).Revoking(Morning.AddMinutes(5)).WhenFor("legalhead", "director").Refused("proxy.revoked", "D13");
    }

    [Fact]
    public void Outside_the_procedures_or_the_roles_of_the_delegation_there_is_no_power()
    {
        var licensing = ProxyRegister.Empty.And(Asked("director", "legalhead")).Proxies[0] with { Procedures = List("licensing.ordinary") };
        Given("full-penalty", "ApproveFiling").Where(setting => setting with { Proxies = new ProxyRegister([licensing]) })
            .WhenFor("legalhead", "director").Refused("proxy.scope", "D13");
        Given("full-penalty", "ApproveFiling").Granting("director", Roles.UnitHead).Delegating("director", "legalhead", asked => asked with { Roles = List(Roles.UnitHead) })
            .WhenFor("legalhead", "director").Refused("proxy.scope", "D13");
    }

    [Fact]
    public void A_role_that_the_grantor_lost_is_not_lent_any_more() =>
        Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead")
            .Where(setting => setting with { Staff = setting.Staff.SetItem("director", setting.Staff["director"] with { Roles = [Roles.Clerk] }) })
            .WhenFor("legalhead", "director").Refused("task.role");

    [Fact]
    public void A_handler_does_not_approve_his_own_case_in_the_name_of_the_head() =>
        Given("full-penalty", "ApproveFiling").Delegating("director", "officer1").WhenFor("officer1", "director").Refused("separation.handler", "D4");

    [Fact]
    public void A_handler_does_not_review_the_law_of_his_own_case_in_the_name_of_the_reviewer() =>
        Given("full-penalty", "LegalReview").Delegating("reviewer", "officer2").WhenFor("officer2", "reviewer").Refused("separation.handler", "第五十八条");

    [Fact]
    public void Who_is_barred_does_not_approve_by_the_hand_of_a_proxy() =>
        Given("full-penalty", "ApproveFiling").Granting("officer1", Roles.Deputy).Delegating("officer1", "legalhead").WhenFor("legalhead", "officer1").Refused("separation.handler", "D4");

    [Fact]
    public void Both_hands_of_a_step_are_other_hands_than_those_of_the_next()
    {
        var given = Given("full-penalty", "ReviewFiling").Delegating("unithead", "deputy");
        given.WhenFor("deputy", "unithead").Accepted();
        given.Granting("unithead", Roles.Deputy).Sign("deputy", "approve").Refused("separation.distinct");
        given.Sign("unithead", "approve").Refused("separation.distinct");
        given.Sign("director", "approve").Accepted();
    }

    [Fact]
    public void A_proxy_who_acted_for_a_handler_handles_the_case_and_the_handler_still_does()
    {
        var given = Given("full-penalty", "EndInvestigation").Delegating("officer1", "officer3");
        given.WhenFor("officer3", "officer1").Accepted();
        var handlers = TaskRules.Handlers(TestBureau.Penalty, given.State);
        Assert.Contains("officer3", handlers);
        Assert.Contains("officer1", handlers);
        given.Granting("officer3", Roles.UnitHead).Skip().When(step => step.As("officer3")).Refused("separation.handler");
    }

    [Fact]
    public void Who_acts_for_an_officer_has_a_credential_himself() =>
        Given("full-penalty", "EndInvestigation").Delegating("officer1", "clerk").WhenFor("clerk", "officer1").Refused("officers.credential", "第四十二条");

    [Fact]
    public void Who_reviews_the_law_for_another_is_a_reviewer_or_qualified()
    {
        var given = Given("full-penalty", "LegalReview").Delegating("reviewer", "deputy");
        given.WhenFor("deputy", "reviewer").Refused("proxy.qualification", "第五十八条");
        given.Where(setting => setting with { Staff = setting.Staff.SetItem("deputy", setting.Staff["deputy"] with { LegalQualification = true }) })
            .WhenFor("deputy", "reviewer").Accepted();
    }

    [Theory]
    [InlineData("VerifyClue", "officer1", "officer3", "第四十二条")]
    [InlineData("Investigate", "officer1", "officer3", "第四十二条")]
    [InlineData("ServeNotice", "officer1", "officer3", "第四十二条")]
    public void What_two_officers_do_together_they_do_in_person(string task, string grantor, string proxy, string source) =>
        Given("full-penalty", task).Delegating(grantor, proxy).WhenFor(proxy, grantor).Refused("proxy.personal", source);

    [Fact]
    public void The_head_approves_a_transfer_in_person()
    {
        var early = Given("transfer-before-filing", "ApproveTransfer").Delegating("director", "legalhead");
        early.WhenFor("legalhead", "director").Refused("proxy.personal", "移送涉嫌犯罪案件的规定》第五条");
        early.Does("legalhead", "director", Claim).Refused("proxy.personal");
        Given("transferred-at-decision", "MakeDecision").Delegating("director", "unithead").Granting("unithead", Roles.Clerk)
            .Delegating("director", "clerk", asked => asked with { From = new DateOnly(2027, 1, 1), Until = new DateOnly(2027, 1, 2) })
            .WhenFor("archivist", "director").Refused("proxy.none");
        Given("transferred-at-decision", "MakeDecision").Delegating("director", "archivist").WhenFor("archivist", "director").Refused("proxy.personal", "移送涉嫌犯罪案件的规定》第五条");
    }

    [Fact]
    public void The_administrator_and_who_supervises_act_for_nobody() =>
        Assert.All(new[] { Roles.Administrator, Roles.Supervisor, Roles.Auditor }, role =>
            Assert.StartsWith("task.", Assert.IsType<Refused>(Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead").Granting("legalhead", role).WhenFor("legalhead", "director").Outcome).Code, StringComparison.Ordinal));

    [Fact]
    public void A_clue_is_registered_in_person()
    {
        var given = Given("full-penalty", "RegisterClue");
        var open = new OpenCase("线索", CaseState.NoFacts) { By = TestBureau.Actor(TestBureau.Setting, "officer2"), OnBehalfOf = "officer1", At = Morning, CommandId = "x" };
        Assert.Equal("proxy.command", Assert.IsType<Refused>(CaseDecider.Decide(given.Walk.Setting, null, open)).Code);
        given.When(_ => new ResolveCaseIncident(1, false, "。") { By = open.By, OnBehalfOf = "officer1", At = given.Next.At, CommandId = "y" }).Refused("proxy.command");
    }

    [Fact]
    public void One_hand_does_not_sign_twice_where_several_sign()
    {
        var given = Given("full-penalty", "ReviewFiling").Granting("deputy", Roles.UnitHead).Delegating("unithead", "deputy");
        given.Add("unithead", SignerPosition.Beside, "deputy").Accepted();
        given.Does("deputy", "unithead", task => Sign(task, "agree")).Refused("separation.proxy", "D13");
        given.Sign("deputy", "agree").Accepted();
        given.Does("deputy", "unithead", task => Sign(task, "agree")).Refused("separation.proxy", "D13");
        given.Sign("unithead", "agree").Accepted();
    }

    [Fact]
    public void Who_signed_for_another_does_not_sign_for_himself_too()
    {
        var given = Given("full-penalty", "ReviewFiling").Granting("deputy", Roles.UnitHead).Granting("director", Roles.UnitHead).Delegating("unithead", "legalhead");
        given.Add("unithead", SignerPosition.Beside, "deputy").Accepted();
        given.Add("unithead", SignerPosition.After, "director").Accepted();
        given.Does("legalhead", "unithead", task => Sign(task, "agree")).Accepted();
        var signed = given.Walk.Events.Select(recorded => recorded.Event).OfType<TaskSigned>().Single();
        Assert.Equal("unithead", signed.OnBehalfOf!.Id);
        given.Delegating("deputy", "legalhead").Does("legalhead", "deputy", task => Sign(task, "agree")).Refused("separation.proxy", "D13");
    }

    [Fact]
    public void What_is_offered_to_a_proxy_is_what_would_be_taken()
    {
        var given = Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead");
        var (task, now) = (given.State.Tasks.Values.Single(), given.Walk.Events[^1].At.AddMinutes(1));
        TaskChoices Choices(string user, string? grantor) =>
            new(given.Walk.Setting, given.State, task, TestBureau.Actor(given.Walk.Setting, user), now) { OnBehalfOf = grantor };
        Assert.Equal(["director"], Choices("legalhead", null).Grantors.Select(person => person.Id));
        Assert.Empty(Choices("officer1", null).Grantors);
        Assert.Null(Choices("legalhead", "director").WhyNotSign);
        Assert.Equal(["complete", "claim"], Choices("legalhead", "director").Operations.Take(2));
        Assert.DoesNotContain("complete", Choices("legalhead", null).Operations);
        Assert.Equal("proxy.none", Choices("reviewer", "director").WhyNotSign!.Code);
    }

    [Fact]
    public void A_document_names_both_who_signed_and_for_whom()
    {
        var given = Given("full-penalty", "ApproveFiling").Delegating("director", "legalhead");
        given.WhenFor("legalhead", "director").Accepted();
        var opinions = (Dictionary<string, object?>)DocumentFacts.Of(given.Walk.Setting, given.State, given.State.Documents[^1], Bureau)["opinions"]!;
        Assert.Equal("法制科负责人（代局长）", ((Dictionary<string, object?>)opinions["ApproveFiling"]!)["by"]);
    }

    private static Hand Claimed(GivenCase given) =>
        given.Walk.Events.Select(recorded => recorded.Event).OfType<ProcessAdvanced>().Last().Steps.OfType<WorkChanged>().Select(step => step.Change).OfType<WorkClaimed>().Single().Hand;

    private static List<TimelineLine> Told(GivenCase given) =>
        [.. CaseTimeline.Tell(TestBureau.Penalty, given.Walk.Events.Select((recorded, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(recorded.Event), recorded)))];
}
