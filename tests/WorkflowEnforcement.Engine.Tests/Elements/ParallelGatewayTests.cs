using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ParallelGatewayTests
{
    [Fact]
    public void A_join_waits_for_every_branch_and_stands_once_in_the_trace()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), User("b"), Parallel("join"), End(),
            Path("start", "fork", "a", "join", "end"), Path("fork", "b", "join"));

        run.Complete("b");
        Assert.Equal("a", run.Waiting);
        Assert.Equal(TokenState.Joining, run.State.Tokens[run.TokenAt("join")].State);

        run.Complete("a");
        Assert.Equal("start fork b a join end", run.Trace);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    /// <summary>elsa-core#7724, #6725, #5487: a join ran twice, or ran when one branch came twice.</summary>
    [Fact]
    public void Two_tokens_by_the_same_flow_do_not_make_a_join()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Exclusive("merge"), User("a"), User("b"), User("c"), Parallel("join"), User("after"),
            Flow("start", "fork"), Flow("fork", "a"), Flow("fork", "b"), Flow("fork", "c"), Flow("a", "merge"), Flow("b", "merge"),
            Flow("merge", "join"), Flow("c", "join"), Flow("join", "after"));

        run.Complete("a").Complete("b");
        Assert.Equal("c", run.Waiting);

        run.Complete("c");
        Assert.Equal("after", run.Waiting);
        Assert.Single(run.State.Tokens.Values, token => token.State == TokenState.Joining);
    }

    [Fact]
    public void A_process_with_a_token_left_at_a_join_is_not_completed()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), User("b"), Exclusive("choice", "choice_end"), Parallel("join"), End(),
            Path("start", "fork", "a", "join"), Path("fork", "b", "choice", "end"), Flow("choice", "join", "yes"), Flow("join", "end"));

        run.Complete("a").Complete("b");
        Assert.Equal(InstanceStatus.Active, run.State.Status);
        Assert.Equal("join", Assert.Single(run.State.Tokens.Values).Element);
    }

    [Fact]
    public void A_join_can_fork_at_once()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Parallel("both"), User("a"), User("b"),
            Flow("start", "fork"), Flow("fork", "both"), """<sequenceFlow id="second" sourceRef="fork" targetRef="both"/>""", Flow("both", "a"), Flow("both", "b"));

        Assert.Equal("a b", run.Waiting);
        Assert.Equal("start fork both", run.Trace);
    }
}
