using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>Who gets a message for which several wait.</summary>
public sealed class MessageDeliveryTests
{
    [Fact]
    public void A_catch_event_before_the_event_subprocess_around_it()
    {
        var run = TestRun.Started(
            Start(), User("a"), Catches("wait", Message("M")), User("b"), Path("start", "a", "wait", "b"),
            Handles("on", Begins("came", Message("M"), interrupting: false), User("handle"), Path("came", "handle")));

        Assert.Equal("a handle", run.Message("M").Waiting);
        Assert.Equal("b handle", run.Complete("a").Message("M").Waiting);
        Assert.Equal("b handle handle", run.Message("M").Waiting);
    }

    [Fact]
    public void A_receive_task_and_an_event_gateway_are_such_events_too()
    {
        string[] on = [Handles("on", Begins("came", Message("M")), User("handle"), Path("came", "handle"))];

        Assert.Equal("b", TestRun.Started([.. on, Start(), Receive("wait", "M"), User("b"), Path("start", "wait", "b")]).Message("M").Waiting);
        Assert.Equal("b", TestRun.Started([.. on, Start(), Awaits("gate"), Catches("wait", Message("M")), Catch("late", "P1D"), User("b"), Path("start", "gate", "wait", "b"), Path("gate", "late", "b")]).Message("M").Waiting);
    }

    [Fact]
    public void A_boundary_event_before_an_event_subprocess_elsewhere_but_after_what_is_within_it()
    {
        string[] within = [Start("s"), Parallel("split"), Catches("wait", Message("M")), User("x"), User("y"), Path("s", "split", "wait", "x"), Path("split", "y"),
            Handles("inner", Begins("i", Message("M"), interrupting: false), User("ih"), Path("i", "ih"))];
        var run = TestRun.Started(
            Start(), Sub("sub", within), On("sub", "beside", Message("M"), interrupting: false), User("b"), Path("start", "sub"), Path("beside", "b"),
            Handles("outer", Begins("o", Message("M"), interrupting: false), User("oh"), Path("o", "oh")));

        Assert.Equal("x y", run.Message("M").Waiting);
        Assert.Equal("ih x y", run.Message("M").Waiting);
        Assert.Equal("ih ih x y", run.Message("M").Waiting);
        Assert.Equal("b", TestRun.Started(
            Start(), User("a"), On("a", "beside", Message("M")), User("b"), Path("start", "a"), Path("beside", "b"), Handles("outer", Begins("o", Message("M")), User("oh"), Path("o", "oh"))).Message("M").Waiting);
    }

    [Fact]
    public void A_token_in_another_branch_before_an_event_subprocess_that_has_been_open_longer()
    {
        var run = TestRun.Started(
            Start(), Parallel("fork"), Sub("sub", Start("s"), User("y"), Path("s", "y"), Handles("inner", Begins("i", Message("M")), User("ih"), Path("i", "ih"))),
            User("a"), Catches("wait", Message("M")), User("b"), Path("start", "fork", "sub"), Path("fork", "a", "wait", "b")).Complete("a");

        Assert.Equal("b y", run.Message("M").Waiting);
        Assert.Equal("b ih", run.Message("M").Waiting);
    }

    [Fact]
    public void Of_tokens_that_wait_side_by_side_the_one_that_has_waited_longest()
    {
        var run = TestRun.Started(
            Start(), Parallel("fork"), User("a"), Catches("one", Message("M")), User("b"), Catches("two", Message("M")), User("c"),
            Path("start", "fork", "a", "one", "b"), Path("fork", "two", "c")).Complete("a");

        Assert.Equal("c one", run.Message("M").Waiting);
        Assert.Equal("b c", run.Message("M").Waiting);
    }
}
