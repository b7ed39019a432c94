using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class UserTaskTests
{
    [Fact]
    public void A_user_task_waits_until_it_is_completed()
    {
        var run = TestRun.Started(Start(), User("work"), End(), Path("start", "work", "end"));

        Assert.Equal("work", run.Waiting);
        run.Complete("work");
        Assert.Equal("start work end", run.Trace);
    }

    [Fact]
    public void Two_flows_into_a_task_enter_it_twice()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("work"), End(), Flow("start", "fork"), Flow("fork", "work"),
            """<sequenceFlow id="again" sourceRef="fork" targetRef="work"/>""", Flow("work", "end"));

        Assert.Equal("work work", run.Waiting);
    }

    [Fact]
    public void Several_flows_out_of_a_task_fork()
    {
        var run = TestRun.Started(Start(), User("work"), User("a"), User("b"), Path("start", "work", "a"), Flow("work", "b")).Complete("work");

        Assert.Equal("a b", run.Waiting);
    }

    [Theory]
    [InlineData(5, "always small")]
    [InlineData(50, "always big")]
    public void Flows_with_conditions_are_taken_beside_those_without(int amount, string waiting)
    {
        var run = Conditional(null).Complete("work", ("amount", FeelValue.Of(amount)));

        Assert.Equal(waiting, run.Waiting);
    }

    [Fact]
    public void The_default_is_taken_when_no_condition_holds()
    {
        var run = TestRun.Started(Start(), User("work", "default=\"work_otherwise\""), User("big"), User("otherwise"),
            Flow("start", "work"), Flow("work", "big", "amount > 10"), Flow("work", "otherwise")).Complete("work");

        Assert.Equal("otherwise", run.Waiting);
    }

    [Fact]
    public void The_default_is_not_taken_when_a_condition_holds()
    {
        var run = TestRun.Started(Start(), User("work", "default=\"work_otherwise\""), User("big"), User("otherwise"),
            Flow("start", "work"), Flow("work", "big", "amount > 10"), Flow("work", "otherwise")).Complete("work", ("amount", FeelValue.Of(11)));

        Assert.Equal("big", run.Waiting);
    }

    [Fact]
    public void Work_that_is_done_is_not_asked_for_again_when_no_way_out_is_open()
    {
        var run = TestRun.Started(Start(), User("work"), User("big"), Boundary("late", "work", "P1D"), User("reminder"),
            Flow("start", "work"), Flow("work", "big", "amount > 10"), Flow("late", "reminder"));

        run.Complete("work", ("amount", FeelValue.Of(1)));
        Assert.Equal(("activity.no-flow", IncidentPhase.Leaving), (run.Incident.Code, run.Incident.Phase));
        Assert.Empty(run.State.Timers);
        Assert.Equal(FeelValue.Of(1), run.State.Variables["amount"]);

        run.Set("amount", FeelValue.Of(20)).Resolve();
        Assert.Equal("big", run.Waiting);
        Assert.Equal("start work", run.Trace);
    }

    [Fact]
    public void Signers_that_were_named_sign_it_until_their_rule_decides()
    {
        var run = TestRun.Started(Start(), Signed("work", "mode=\"all\"", "A", "B"), User("after"), Path("start", "work", "after"));

        run.Act("work", For("A"));
        Assert.Equal("work", run.Waiting);
        run.Act("work", For("B"));
        Assert.Equal(("after", FeelValue.Of("agree")), (run.Waiting, run.State.Variables["outcome"]));
    }

    [Fact]
    public void Signatures_survive_an_incident_of_the_task()
    {
        var run = TestRun.Started(Start(), Signed("work", "mode=\"all\"", "A", "B"), Path("start", "work")).Act("work", For("A"));

        run.Do(new ThrowError(run.TokenAt("work"), "E") { Now = run.Now });
        run.Resolve().Act("work", For("B"));
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Nobody_to_sign_is_an_incident()
    {
        var run = TestRun.Started(Start(), With(User("work"), "<extensionElements><enf:signing mode=\"all\" signers=\"persons\"/></extensionElements>"), Path("start", "work"));

        Assert.Equal("signing.nobody", run.Incident.Code);
        Assert.Equal("work", run.Set("persons", FeelValue.Of([FeelValue.Of("A")])).Resolve().Waiting);
    }

    [Fact]
    public void A_rejection_that_goes_back_goes_to_the_step_people_did_before()
    {
        var run = TestRun.Started(Start(), User("draft"), Script("sum", "1"), Signed("sign", "mode=\"all\" onReject=\"return\"", "A"), Path("start", "draft", "sum", "sign")).Complete("draft");

        Assert.Equal("draft", run.Act("sign", Against("A")).Waiting);
    }

    [Fact]
    public void After_a_join_a_rejection_that_goes_back_goes_to_the_step_before_the_fork()
    {
        var run = TestRun.Started(Start(), User("draft"), Parallel("fork"), User("a"), User("b"), Parallel("join"), Signed("sign", "mode=\"all\" onReject=\"return\"", "A"),
            Path("start", "draft", "fork", "a", "join", "sign"), Path("fork", "b", "join")).Complete("draft").Complete("a").Complete("b");

        Assert.Equal("draft", run.Act("sign", Against("A")).Waiting);
    }

    [Fact]
    public void A_vote_counts_although_no_way_back_is_open()
    {
        var run = Unopened().Act("sign", Against("A"));

        Assert.Equal(("return.not-behind", IncidentPhase.Working), (run.Incident.Code, run.Incident.Phase));
        Assert.Equal(FeelValue.Of("refuse"), run.State.Variables["outcome"]);
        Assert.Equal(new GoBack("detour"), run.State.Work[run.TokenAt("sign")].Item.Verdict);
        Assert.Equal(run.TokenAt("sign"), Assert.Single(run.State.Timers.Values).Token);
    }

    [Fact]
    public void Who_resolves_it_leaves_the_task_as_rejected_while_the_way_back_stays_closed()
    {
        var run = Unopened().Act("sign", Against("A")).Resolve();

        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.State.Incidents);
    }

    [Fact]
    public void From_there_a_person_can_send_it_back_to_another_step() =>
        Assert.Equal("draft", Unopened().Act("sign", Against("A")).Return("sign", "draft").Waiting);

    [Fact]
    public void A_vote_in_one_of_several_instances_counts_too()
    {
        var run = TestRun.Started(
            Start(), User("draft"), Exclusive("choice", "choice_sign"), User("detour"), Times(Signed("sign", "mode=\"all\" onReject=\"return\" returnTo=\"detour\"", "A"), "2"), User("after"),
            Path("start", "draft", "choice", "sign", "after"), Flow("choice", "detour", "long = true"), Flow("detour", "sign")).Complete("draft");
        foreach (var token in run.State.Waiting.ToList())
        {
            run.Do(new ActOnWork(token.Id, Against("A"), FeelContext.Empty) { Now = run.Now });
        }

        Assert.Equal(2, run.State.Incidents.Count);
        foreach (var incident in run.State.Incidents.Keys)
        {
            run.Do(new ResolveIncident(incident) { Now = run.Now });
        }

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_copy_is_sent_while_the_task_waits_and_goes_with_it()
    {
        var run = TestRun.Started(Start(), Signed("work", "mode=\"all\"", "A"), User("after"), Path("start", "work", "after"));
        var token = run.TokenAt("work");
        var copy = new ActOnWork(token, new SendCopy(["Q"]) { By = "A", At = TestRun.Monday }, FeelContext.Empty) { Now = run.Now };
        Assert.IsType<EngineAccepted>(run.Try(copy));

        Assert.Equal("token.unknown", run.Act("work", For("A")).Refusal(copy));
    }

    // The drawing lets the detour lie behind, but this instance did not take it.
    private static TestRun Unopened() => TestRun.Started(
        Start(), User("draft"), Exclusive("choice", "choice_sign"), User("detour"), Signed("sign", "mode=\"all\" onReject=\"return\" returnTo=\"detour\"", "A"), Boundary("late", "sign", "P9D"),
        User("reminder"), User("after"), Path("start", "draft", "choice", "sign", "after"), Flow("choice", "detour", "long = true"), Path("detour", "sign"), Path("late", "reminder")).Complete("draft");

    private static SignWork For(string person) => new("agree", Vote.For) { By = person, At = TestRun.Monday };

    private static SignWork Against(string person) => new("refuse", Vote.Against) { By = person, At = TestRun.Monday };

    private static TestRun Conditional(string? attributes) => TestRun.Started(
        Start(), User("work", attributes ?? ""), User("big"), User("small"), User("always"),
        Flow("start", "work"), Flow("work", "big", "amount > 10"), Flow("work", "small", "= amount <= 10"), Flow("work", "always"));
}
