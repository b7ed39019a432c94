using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

public sealed class StepLimitTests
{
    [Fact]
    public void A_loop_without_a_wait_state_stops_as_an_incident_while_other_branches_come_to_rest()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("work"), Exclusive("head"), Exclusive("tail", "tail_head"), End(),
            Path("start", "fork", "work"), Path("fork", "head", "tail", "head"), Flow("tail", "end", "stop"));

        Assert.Equal("flow.step-limit", run.Incident.Code);
        Assert.Equal("work", run.Waiting);

        run.Set("stop", FeelValue.Of(true)).Resolve();
        Assert.Empty(run.State.Incidents);
        Assert.Equal(InstanceStatus.Active, run.State.Status);
    }

    [Fact]
    public void A_loop_that_doubles_its_tokens_stops_too()
    {
        var run = TestRun.Started(Start(), Exclusive("head"), Parallel("fork"), Path("start", "head", "fork", "head"),
            """<sequenceFlow id="second" sourceRef="fork" targetRef="head"/>""");

        Assert.All(run.State.Incidents.Values, incident => Assert.Equal("flow.step-limit", incident.Code));
    }

    [Fact]
    public void A_loop_over_an_empty_subprocess_stops_too()
    {
        var run = TestRun.Started(Start(), Exclusive("head"), Sub("sub", Start("s")), Path("start", "head", "sub", "head"));

        Assert.Equal("flow.step-limit", run.Incident.Code);
    }
}
