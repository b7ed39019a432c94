using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class MultiInstanceTests
{
    private static TestRun Given(string activity) => TestRun.Started(Start(), activity, User("after"), Path("start", "work", "after"));

    private static TestRun One(TestRun run, params ReadOnlySpan<(string Name, FeelValue Value)> results) =>
        run.Do(new CompleteElement(run.State.Waiting.First().Id, TestRun.Of(results)) { Now = run.Now });

    [Fact]
    public void All_instances_go_on_side_by_side_each_with_its_item()
    {
        var run = Given(ForEach(User("work"), """["A", "B"]""", "who"));

        Assert.Equal("work work", run.Waiting);
        Assert.Equal(["A", "B"], run.State.Scopes.Values.Skip(1).Select(scope => ((FeelText)scope.Variables["who"]).Value));
        Assert.Equal("after", One(One(run)).Waiting);
    }

    [Fact]
    public void One_after_the_other_where_it_is_sequential()
    {
        var run = Given(Times(User("work"), "3", sequential: true));

        Assert.Equal("work", run.Waiting);
        Assert.Equal("start work work work", One(One(One(run))).Trace);
    }

    [Fact]
    public void The_completion_condition_sees_the_counts_and_cancels_the_others()
    {
        var run = Given(Times(User("work"), "4", "numberOfCompletedInstances / numberOfInstances >= 0.5 and numberOfActiveInstances = 2"));

        Assert.Equal("work work work", One(run).Waiting);
        Assert.Equal("after", One(run).Waiting);
        Assert.Equal(2, run.LastEvents.OfType<LoopInstanceTerminated>().Count());
    }

    [Fact]
    public void Without_instances_it_is_passed() => Assert.Equal("after", Given(ForEach(User("work"), "[]", "who")).Waiting);

    [Theory]
    [InlineData("null", "loop.no-cardinality")]
    [InlineData("1.5", "loop.no-cardinality")]
    [InlineData("-1", "loop.no-cardinality")]
    [InlineData("1000000", "loop.too-many")]
    [InlineData("9999999999999999999999999", "loop.too-many")]
    public void A_number_it_cannot_have_is_an_incident_before_anything_begins(string number, string code)
    {
        var run = Given(Times(User("work"), number));

        Assert.Equal((code, IncidentPhase.Entering), (run.Incident.Code, run.Incident.Phase));
        Assert.Single(run.State.Scopes);
    }

    [Fact]
    public void A_missing_list_is_an_incident_and_can_be_given()
    {
        var run = Given(ForEach(User("work"), "persons", "who"));

        Assert.Equal("loop.no-collection", run.Incident.Code);
        Assert.Equal("work", run.Set("persons", FeelValue.Of([FeelValue.Of("A")])).Resolve().Waiting);
    }

    [Fact]
    public void A_completion_condition_that_is_no_truth_value_stops_that_instance()
    {
        var run = One(Given(Times(User("work"), "2", "1 + done")), ("done", FeelValue.Of(1)));

        Assert.Equal("condition.not-boolean", run.Incident.Code);
        Assert.Equal("work", run.Waiting);
    }

    [Fact]
    public void A_boundary_event_watches_the_whole_loop_once()
    {
        var run = TestRun.Started(Start(), Times(User("work"), "3"), On("work", "late", Timer("P1D")), User("chief"), Path("start", "work"), Flow("late", "chief"));

        Assert.Single(run.State.Timers);
        Assert.Equal("chief", run.Fire("late").Waiting);
    }

    [Fact]
    public void An_error_in_one_instance_of_a_subprocess_ends_them_all_at_the_boundary()
    {
        var run = TestRun.Started(Start(), Times(Sub("work", Start("s"), User("inner"), Ends("broken", Error("E")), Path("s", "inner", "broken")), "3"), On("work", "failed", Error("E")), User("chief"),
            Path("start", "work"), Flow("failed", "chief"));

        Assert.Equal("chief", One(run).Waiting);
        Assert.Single(run.State.Scopes);
    }

    [Fact]
    public void Loops_nest()
    {
        var run = Given(Times(Sub("work", Start("s"), Times(User("inner"), "2"), Path("s", "inner")), "2"));

        Assert.Equal("inner inner inner inner", run.Waiting);
        Assert.Equal("after", One(One(One(One(run)))).Waiting);
    }

    [Fact]
    public void Loops_in_loops_that_together_are_too_many_stop_as_incidents()
    {
        var run = Given(Times(Sub("work", Start("s"), Times(Script("inner", "1"), "10000"), Path("s", "inner")), "5000"));

        Assert.All(run.State.Incidents.Values, incident => Assert.Equal("flow.step-limit", incident.Code));
        Assert.InRange(run.LastEvents.Length, 1, 200_000);
    }
}
