using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ReceiveTaskTests
{
    private static TestRun Given() => TestRun.Started(Start(), Receive("wait", "M"), User("after"), Path("start", "wait", "after"));

    [Fact]
    public void Its_message_completes_it()
    {
        var run = Given().Message("M", ("answer", FeelValue.Of(1)));

        Assert.Equal("after", run.Waiting);
        Assert.Equal(FeelValue.Of(1), run.State.Variables["answer"]);
    }

    [Fact]
    public void Its_coming_can_be_reported_by_hand() => Assert.Equal("after", Given().Complete("wait").Waiting);

    [Fact]
    public void Another_message_is_refused() =>
        Assert.Equal("message.not-awaited", Given().Refusal(new PublishMessage("N", FeelContext.Empty) { Now = TestRun.Monday }));

    [Fact]
    public void Of_several_that_wait_the_one_that_waited_longest_gets_the_message()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("before"), Receive("first", "M"), Receive("second", "M"), User("a"), User("b"),
            Path("start", "fork", "before", "first", "a"), Path("fork", "second", "b")).Complete("before").Message("M");

        Assert.Equal("b first", run.Waiting);
    }

    [Fact]
    public void In_a_loop_each_instance_takes_one_message()
    {
        var run = TestRun.Started(Start(), Times(Receive("wait", "M"), "2"), User("after"), Path("start", "wait", "after")).Message("M");

        Assert.Equal("wait", run.Waiting);
        Assert.Equal("after", run.Message("M").Waiting);
    }
}
