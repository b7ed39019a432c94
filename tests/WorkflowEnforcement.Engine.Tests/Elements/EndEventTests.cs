using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class EndEventTests
{
    [Fact]
    public void A_terminate_end_event_terminates_the_process_with_all_that_is_open()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), User("b"), Boundary("late", "b", "P1D"), User("reminder"), Terminate("stop"),
            Path("start", "fork", "a", "stop"), Flow("fork", "b"), Flow("late", "reminder"));

        run.Complete("a");
        Assert.Equal(InstanceStatus.Terminated, run.State.Status);
        Assert.Equal("start fork a stop", run.Trace);
        Assert.Contains(run.LastEvents, happened => happened is TimerDropped);
    }

    [Fact]
    public void In_a_subprocess_a_terminate_end_event_completes_that_subprocess_only()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Parallel("fork"), User("a"), User("b"), Terminate("stop"), Path("s", "fork", "a", "stop"), Flow("fork", "b")),
            User("next"), Path("start", "sub", "next"));

        run.Complete("a");
        Assert.Equal("next", run.Waiting);
        Assert.Equal("start s fork a stop sub", run.Trace);
    }

    [Fact]
    public void A_terminate_end_event_takes_away_tokens_that_are_still_on_their_way()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Terminate("stop"), Exclusive("pass"), User("never"),
            Flow("start", "fork"), Flow("fork", "stop"), Path("fork", "pass", "never"));

        Assert.Equal(InstanceStatus.Terminated, run.State.Status);
        Assert.Equal("start fork stop", run.Trace);
    }

    [Fact]
    public void An_error_goes_to_the_nearest_that_names_its_code()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), User("work"), Ends("broken", Error("E")), Path("s", "work", "broken")),
            On("sub", "any", Error()), On("sub", "one", Error("E")), User("a"), User("b"), Path("start", "sub"), Flow("any", "a"), Flow("one", "b")).Complete("work");

        Assert.Equal("b", run.Waiting);
    }

    [Fact]
    public void An_error_that_nobody_catches_stands_still_there()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Ends("broken", Error("E")), User("other"), Path("start", "fork", "broken"), Flow("fork", "other"));

        Assert.Equal("error.uncaught", run.Incident.Code);
        Assert.Equal("other", run.Waiting);
    }

    [Fact]
    public void A_message_a_signal_and_an_escalation_are_thrown_and_the_token_ends()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Parallel("fork"), Ends("m", Message("M")), Ends("g", Signal("S")), Ends("e", Escalation("C")), User("work"), Path("s", "fork", "m"), Flow("fork", "g"), Flow("fork", "e"), Flow("fork", "work")),
            On("sub", "onM", Message("M"), interrupting: false), On("sub", "onS", Signal("S"), interrupting: false), On("sub", "onE", Escalation("C"), interrupting: false),
            User("a"), User("b"), User("c"), Path("start", "sub"), Flow("onM", "a"), Flow("onS", "b"), Flow("onE", "c"));

        Assert.Equal("a b c work", run.Waiting);
    }

    [Fact]
    public void Compensation_at_an_end_is_waited_for_before_the_process_completes()
    {
        var run = TestRun.Started(Start(), User("pay"), Undo("pay", "refund"), Ends("undo", Compensate()), Path("start", "pay", "undo")).Complete("pay");

        Assert.Equal("refund", run.Waiting);
        Assert.Equal(InstanceStatus.Completed, run.Complete("refund").State.Status);
    }
}
