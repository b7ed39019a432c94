using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ServiceTaskTests
{
    private static TestRun Given() => TestRun.Started(
        Start(), Service("render"), Boundary("late", "render", "P1D"), User("byHand"), End(), Path("start", "render", "end"), Flow("late", "byHand"));

    [Fact]
    public void A_service_task_asks_for_its_work_and_waits_for_the_report()
    {
        var run = Given();

        Assert.Contains(new TokenRested(run.TokenAt("render"), TokenState.Waiting), run.LastEvents);
        run.Complete("render", ("sha256", FeelValue.Of("ab")));
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Reported_failure_is_an_incident_that_a_person_resolves()
    {
        var run = Given().Fail("render");

        Assert.Equal(("element.failed", "io: no answer"), (run.Incident.Code, run.Incident.Message));
        Assert.Equal("", run.Waiting);

        run.Resolve();
        Assert.Equal("render", run.Waiting);
        Assert.Single(run.State.Timers);
    }

    [Fact]
    public void A_boundary_timer_fires_while_the_task_stands_still_with_an_incident()
    {
        var run = Given().Fail("render").Fire("late");

        Assert.Equal("byHand", run.Waiting);
        Assert.Empty(run.State.Incidents);
    }

    [Fact]
    public void Work_that_failed_cannot_be_completed_before_the_incident_is_resolved()
    {
        var run = Given().Fail("render");

        Assert.Equal("token.not-waiting", run.Refusal(new CompleteElement(run.TokenAt("render"), FeelContext.Empty) { Now = run.Now }));
    }

    [Fact]
    public void A_user_task_cannot_be_reported_failed()
    {
        var run = TestRun.Started(Start(), User("work"), Flow("start", "work"));

        Assert.Equal("element.cannot-fail", run.Refusal(new FailElement(run.TokenAt("work"), "x", "y") { Now = run.Now }));
    }
}
