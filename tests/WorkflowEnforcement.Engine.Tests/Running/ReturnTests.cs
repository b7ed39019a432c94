using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>What the table of the page on approval operations cannot say in a row.</summary>
public sealed class ReturnTests
{
    private static TestRun Reminded() => TestRun.Started(
        Start(), User("draft"), Parallel("fork"), User("a"), User("a2"), On("a2", "remind", Timer("P1D"), interrupting: false), User("reminder"), User("b"), Parallel("join"), User("decide"), End(),
        Path("start", "draft", "fork", "a", "a2", "join", "decide", "end"), Path("fork", "b", "join"), Flow("remind", "reminder"))
        .Complete("draft").Complete("a").Fire("remind").Complete("a2").Complete("b");

    [Fact]
    public void From_beside_no_branch_is_opened_anew_that_was_joined_with_others()
    {
        var run = Reminded();

        Assert.Equal("return.joined", run.Refusal(new ReturnToStep(run.TokenAt("reminder"), "a", "x") { Now = run.Now }));
        run.Complete("decide");
        Assert.Equal("return.joined", run.Refusal(new ReturnToStep(run.TokenAt("reminder"), "a", "x") { Now = run.Now }));
        Assert.Equal("draft", run.Return("reminder", "draft").Waiting);
    }

    [Fact]
    public void From_beside_no_step_is_withdrawn_that_was_joined_with_others()
    {
        var run = Reminded();

        Assert.Equal("withdraw.nothing", run.Refusal(new WithdrawStep(run.VisitOf("a")) { Now = run.Now }));
    }

    [Fact]
    public void From_beside_no_step_is_done_twice_that_the_flow_has_done_again_since()
    {
        var run = TestRun.Started(Start(), User("draft"), User("check"), On("check", "remind", Timer("P1D"), interrupting: false), User("reminder"), Exclusive("again", "again_end"), End(),
            Path("start", "draft", "check", "again", "end"), Flow("again", "draft", "more"), Flow("remind", "reminder"))
            .Complete("draft").Fire("remind").Complete("check", ("more", FeelValue.Of(true)));

        run.Complete("draft");
        Assert.Equal("return.joined", run.Refusal(new ReturnToStep(run.TokenAt("reminder"), "draft", "x") { Now = run.Now }));
    }

    [Fact]
    public void A_receive_task_behind_an_event_gateway_is_no_step_to_return_to()
    {
        var run = TestRun.Started(Start(), User("tell"), Awaits("gate"), Receive("answer", "Answer"), Catch("late", "P5D"), User("after"), User("lapsed"),
            Path("start", "tell", "gate", "answer", "after"), Path("gate", "late", "lapsed")).Complete("tell").Message("Answer");

        Assert.Equal("return.not-behind", run.Refusal(new ReturnToStep(run.TokenAt("after"), "answer", "x") { Now = run.Now }));
        Assert.Equal("tell", run.Return("after", "tell").Waiting);
    }
}
