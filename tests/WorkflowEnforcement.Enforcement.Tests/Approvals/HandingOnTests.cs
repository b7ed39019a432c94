using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Running;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>签收 退签 转办 委派 交回 催办 抄送.</summary>
public sealed class HandingOnTests
{
    [Fact]
    public void A_transfer_says_from_whom_to_whom_and_why()
    {
        var given = TwoHeads();
        given.Claim("unithead").Accepted();
        var moved = given.Transfer("unithead", "deputy").Accepted().Events.OfType<TaskTransferred>().Single();
        Assert.Equal((new NamedPerson("unithead", "办案机构负责人"), new NamedPerson("deputy", "分管负责人"), Operations.Why), (moved.From, moved.To, moved.Reason));
        Assert.Equal("deputy", given.State.Tasks.Values.Single().Holder);
        given.When().Refused("task.claimed");
        given.When(step => step.As("deputy")).Accepted();
    }

    [Fact]
    public void Who_transfers_a_task_from_the_pool_takes_it_first()
    {
        var given = TwoHeads();
        var events = given.Transfer("unithead", "deputy").Accepted().Events;
        Assert.Equal([typeof(TaskClaimed), typeof(ProcessAdvanced), typeof(TaskTransferred), typeof(ProcessAdvanced)], events.Select(happened => happened.GetType()));
    }

    [Fact]
    public void A_case_claimed_before_the_flow_kept_claims_goes_on()
    {
        var given = TwoHeads();
        var old = CaseEvolution.Evolve(given.State, new RecordedEvent(new TaskClaimed(given.TaskAt("ReviewFiling"), "ReviewFiling"), given.Next.At, "unithead", "办案机构负责人"));
        Assert.Empty(old.Instance!.Work);
        foreach (var command in Commands(given.TaskAt("ReviewFiling")))
        {
            var by = TestBureau.Actor(given.Walk.Setting, "unithead");
            var taken = Assert.IsType<Accepted>(CaseDecider.Decide(given.Walk.Setting, old, command with { By = by, At = given.Next.At }));
            Assert.IsType<WorkBegun>(Assert.IsType<ProcessAdvanced>(taken.Events[0]).Steps[0]);
        }
    }

    [Theory]
    [InlineData("reviewer", "task.role")]
    [InlineData("officer3", "task.role")]
    [InlineData("admin", "task.administrator")]
    [InlineData("nobody", "person.unknown")]
    [InlineData("unithead", "work.to-oneself")]
    public void A_task_goes_only_to_who_could_have_acted_themselves(string to, string code) => TwoHeads().Transfer("unithead", to).Refused(code);

    [Fact]
    public void A_task_goes_to_no_handler_of_the_case_whatever_role_they_hold() =>
        TwoHeads().Granting("officer1", Roles.UnitHead).Transfer("unithead", "officer1").Refused("separation.handler", "D4");

    [Fact]
    public void A_task_is_transferred_only_by_who_may_act_on_it()
    {
        var given = TwoHeads();
        given.Claim("unithead").Accepted();
        given.Transfer("deputy", "deputy").Refused("task.claimed");
        given.Transfer("reviewer", "deputy").Refused("task.role");
        given.Transfer("unithead", "deputy", " ").RefusedFor("reason", "operation.words");
    }

    [Fact]
    public void A_step_of_two_officers_goes_to_the_other_one_while_both_may_enforce()
    {
        var given = Given("full-penalty", "Investigate");
        given.Transfer("officer1", "officer3").Refused("task.not-handler", "第四十二条");
        given.Transfer("officer1", "officer2").Accepted();
        var expired = Given("full-penalty", "Investigate").Where(setting => setting with
        {
            Staff = setting.Staff.SetItem("officer1", setting.Staff["officer1"] with { CredentialTo = new DateOnly(2025, 1, 1) }),
        });
        expired.Transfer("officer1", "officer2").Refused("officers.two", "第四十二条");
    }

    [Fact]
    public void Delegated_work_is_taken_back_by_whoever_handed_it_on_while_it_was_not_handed_back()
    {
        var given = TwoHeads();
        given.Claim("unithead").Accepted();
        given.Recall("unithead").Refused("work.not-delegated");
        given.Delegate("unithead", "deputy").Accepted();
        given.Recall("unithead", " ").RefusedFor("reason", "operation.words");
        given.Recall("deputy").Refused("work.not-delegated");

        var recalled = given.Recall("unithead").Accepted().Events.OfType<TaskRecalled>().Single();

        Assert.Equal(["deputy"], recalled.Persons.Select(person => person.Id));
        given.HandBack("deputy").Refused("task.claimed");
        given.Recall("unithead").Refused("work.not-delegated");
        Assert.Equal("agree", given.When().Accepted().Events.OfType<TaskCompleted>().Single().Outcome);
    }

    [Fact]
    public void Delegated_work_is_handed_back_and_signed_by_its_owner()
    {
        var given = TwoHeads();
        given.Delegate("unithead", "deputy").Accepted();
        given.When().Refused("work.delegated");
        given.Sign("deputy", "agree").Refused("work.delegate-only");
        given.HandBack("unithead").Refused("work.delegated");
        given.HandBack("deputy", " ").RefusedFor("note", "operation.words");
        Assert.Equal("unithead", given.HandBack("deputy").Accepted().Events.OfType<TaskHandedBack>().Single().To.Id);
        var done = given.When().Accepted().Events.OfType<TaskCompleted>().Single();
        Assert.Equal("agree", done.Outcome);
    }

    [Fact]
    public void A_claim_can_be_given_back_though_the_work_had_been_transferred()
    {
        var given = TwoHeads();
        given.Transfer("unithead", "deputy").Accepted();
        given.Release("unithead").Refused("task.not-holder");
        given.Release("deputy").Accepted();
        given.Claim("unithead").Accepted();
    }

    [Fact]
    public void Those_whose_turn_it_is_are_urged_by_handlers_heads_and_supervision()
    {
        var given = TwoHeads();
        Assert.Equal(["deputy", "unithead"], given.Urge("officer1").Accepted().Events.OfType<TaskUrged>().Single().Persons.Select(person => person.Id));
        given.Claim("unithead").Accepted();
        given.Urge("clerk").Refused("task.urge");
        given.Urge("admin").Refused("task.administrator", "D12");
        given.Urge("unithead").Refused("work.nobody-due");
        Assert.Equal([new NamedPerson("unithead", "办案机构负责人")], given.Urge("officer1").Accepted().Events.OfType<TaskUrged>().Single().Persons);
        given.Urge("supervisor").Accepted();
    }

    [Fact]
    public void Nobody_is_urged_where_the_only_one_who_could_take_the_task_is_who_urges()
    {
        var given = Given("full-penalty", "ReviewFiling");
        given.Urge("unithead").Refused("work.nobody-due");
        Assert.Equal(["unithead"], given.Urge("officer1").Accepted().Events.OfType<TaskUrged>().Single().Persons.Select(person => person.Id));
    }

    [Fact]
    public void A_copy_lets_its_reader_into_the_case_and_is_sent_once()
    {
        var given = TwoHeads();
        given.Copy("officer1", "officer3", "publisher").Accepted();
        Assert.Equal(["officer3", "publisher"], given.State.Readers);
        given.Copy("officer1", "publisher").Refused("work.copied");
        given.Copy("officer1", "admin").Refused("copy.reader");
        given.Copy("officer1", "clerk").Refused("copy.reader");
        given.Copy("officer1").Refused("work.nobody-named");
        given.Copy("archivist", "officer3").Refused("task.copy");
        given.When().Accepted();
        Assert.Equal(["officer3", "publisher"], given.State.Readers);
    }

    private static GivenCase TwoHeads() => Given("full-penalty", "ReviewFiling").Granting("deputy", Roles.UnitHead);

    private static IEnumerable<CaseCommand> Commands(long task)
    {
        yield return new ReleaseTask(task) { By = null!, At = default, CommandId = "release" };
        yield return new TransferTask(task, "deputy", Operations.Why) { By = null!, At = default, CommandId = "transfer" };
        yield return new AddTaskSigners(task, Engine.Signing.SignerPosition.Before, ["legalhead"], Operations.Why) { By = null!, At = default, CommandId = "add" };
    }
}
