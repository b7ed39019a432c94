using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class EventBasedGatewayTests
{
    private static TestRun Given() => TestRun.Started(Start(), Awaits("gate"), Catches("answer", Message("Answer")), Receive("appeal", "Appeal"), Catch("late", "P5D"), User("a"), User("b"), User("c"),
        Path("start", "gate", "answer", "a"), Path("gate", "appeal", "b"), Path("gate", "late", "c"));

    [Fact]
    public void It_waits_as_itself_until_the_first_event_comes() => Assert.Equal("gate", Given().Waiting);

    [Theory]
    [InlineData("Answer", "a", "start gate answer")]
    [InlineData("Appeal", "b", "start gate appeal")]
    public void The_message_that_comes_first_takes_the_token(string message, string waiting, string trace)
    {
        var run = Given().Message(message);

        Assert.Equal((waiting, trace), (run.Waiting, run.Trace));
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void The_timer_takes_the_token_when_nothing_came()
    {
        var run = Given().Fire("late");

        Assert.Equal("c", run.Waiting);
        Assert.Equal("message.not-awaited", run.Refusal(new PublishMessage("Answer", FeelContext.Empty) { Now = run.Now }));
    }

    [Fact]
    public void It_cannot_be_completed_by_hand()
    {
        var run = Given();

        Assert.Equal("token.waits-for-event", run.Refusal(new CompleteElement(run.TokenAt("gate"), FeelContext.Empty) { Now = run.Now }));
    }

    [Fact]
    public void A_signal_to_two_of_its_events_takes_one_token()
    {
        var run = TestRun.Started(Start(), Awaits("gate"), Catches("one", Signal("S")), Catches("two", Signal("S")), User("a"), User("b"), Path("start", "gate", "one", "a"), Path("gate", "two", "b")).Signal("S");

        Assert.Equal("a", run.Waiting);
    }

    [Fact]
    public void A_condition_that_holds_already_passes_it_at_once()
    {
        var run = new TestRun(Bpmn.Model(Start(), Awaits("gate"), Catches("paid", Condition("x > 1")), Catch("late", "P5D"), User("a"), Path("start", "gate", "paid", "a"), Path("gate", "late")))
            .Start(("x", FeelValue.Of(2)));

        Assert.Equal("a", run.Waiting);
    }
}
