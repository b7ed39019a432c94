using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class SubprocessTests
{
    [Fact]
    public void A_subprocess_is_left_when_its_last_token_is_consumed()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Parallel("fork"), User("a"), User("b"), Path("s", "fork", "a"), Flow("fork", "b")), End(), Path("start", "sub", "end"));

        Assert.Equal("a b", run.Waiting);
        run.Complete("a").Complete("b");
        Assert.Equal("start s fork a b sub end", run.Trace);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Subprocesses_nest()
    {
        var run = TestRun.Started(
            Start(), Sub("outer", Start("s1"), Sub("inner", Start("s2"), User("work"), Path("s2", "work")), Path("s1", "inner")), Path("start", "outer"));

        run.Complete("work");
        Assert.Equal("start s1 s2 work inner outer", run.Trace);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void A_subprocess_entered_twice_has_two_scopes()
    {
        var run = TestRun.Started(
            Start(), Parallel("fork"), Sub("sub", Start("s"), User("work"), Path("s", "work")),
            Flow("start", "fork"), Flow("fork", "sub"), """<sequenceFlow id="second" sourceRef="fork" targetRef="sub"/>""");

        Assert.Equal("work work", run.Waiting);
        Assert.Equal(3, run.State.Scopes.Count);
    }

    [Fact]
    public void Results_in_a_subprocess_go_to_the_process_where_no_nearer_scope_has_the_name()
    {
        var run = TestRun.Started(Start(), Sub("sub", Start("s"), User("work"), User("more"), Path("s", "work", "more")), Path("start", "sub"));

        run.Complete("work", ("amount", FeelValue.Of(3)));
        Assert.Equal(FeelValue.Of(3), run.State.Variables["amount"]);
    }

    [Fact]
    public void A_condition_on_the_way_out_of_a_subprocess_is_tried_when_it_is_done()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), User("work"), Path("s", "work")), User("next"), Flow("start", "sub"), Flow("sub", "next", "ok"));

        run.Complete("work");
        Assert.Equal(("activity.no-flow", "sub"), (run.Incident.Code, run.Incident.Element));
        Assert.Single(run.State.Scopes);
        run.Set("ok", FeelValue.Of(true)).Resolve();
        Assert.Equal("next", run.Waiting);
    }
}
