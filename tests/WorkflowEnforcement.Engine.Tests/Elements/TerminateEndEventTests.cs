using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class TerminateEndEventTests
{
    [Fact]
    public void It_terminates_the_process_with_all_that_is_open()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), User("b"), Boundary("late", "b", "P1D"), User("reminder"), Terminate("stop"),
            Path("start", "fork", "a", "stop"), Flow("fork", "b"), Flow("late", "reminder"));

        run.Complete("a");
        Assert.Equal(InstanceStatus.Terminated, run.State.Status);
        Assert.Equal("start fork a stop", run.Trace);
        Assert.Contains(run.LastEvents, happened => happened is TimerDropped);
    }

    [Fact]
    public void In_a_subprocess_it_completes_that_subprocess_only()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Parallel("fork"), User("a"), User("b"), Terminate("stop"), Path("s", "fork", "a", "stop"), Flow("fork", "b")),
            User("next"), Path("start", "sub", "next"));

        run.Complete("a");
        Assert.Equal("next", run.Waiting);
        Assert.Equal("start s fork a stop sub", run.Trace);
    }

    [Fact]
    public void It_takes_away_tokens_that_are_still_on_their_way()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Terminate("stop"), Exclusive("pass"), User("never"),
            Flow("start", "fork"), Flow("fork", "stop"), Path("fork", "pass", "never"));

        Assert.Equal(InstanceStatus.Terminated, run.State.Status);
        Assert.Equal("start fork stop", run.Trace);
    }
}
