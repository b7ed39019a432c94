using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class InclusiveGatewayTests
{
    private static readonly string[] Parts =
    [
        Start(), Inclusive("split", "split_c"), User("a"), User("b"), User("c"), Inclusive("join"), User("after"),
        Flow("start", "split"), Flow("split", "a", "x > 0"), Flow("split", "b", "x > 1"), Flow("split", "c"), Flow("a", "join"), Flow("b", "join"), Flow("c", "join"), Flow("join", "after"),
    ];

    private static TestRun Given(int x) => new TestRun(Bpmn.Model(Parts)).Start(("x", FeelValue.Of(x)));

    [Theory]
    [InlineData(0, "c")]
    [InlineData(1, "a")]
    [InlineData(2, "a b")]
    public void Every_way_whose_condition_holds_is_taken_and_the_default_where_none_does(int x, string waiting) => Assert.Equal(waiting, Given(x).Waiting);

    [Fact]
    public void The_join_waits_for_the_branches_that_were_taken_and_for_no_other()
    {
        var run = Given(2).Complete("b");

        Assert.Equal("a", run.Waiting);
        run.Complete("a");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_branch_that_ends_elsewhere_is_not_waited_for_any_longer()
    {
        var run = TestRun.Started(Start(), Inclusive("split"), User("a"), User("b"), Exclusive("choice", "choice_join"), End("away"), Inclusive("join"), User("after"),
            Path("start", "split", "a", "join", "after"), Path("split", "b", "choice", "join"), Flow("choice", "away", "leave")).Complete("a");

        Assert.Equal("b", run.Waiting);
        run.Complete("b", ("leave", FeelValue.Of(true)));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_token_that_can_only_come_round_by_the_join_itself_is_not_waited_for()
    {
        var run = TestRun.Started(Start(), Inclusive("join"), User("work"), Exclusive("again", "again_end"), End(),
            Path("start", "join", "work", "again", "end"), Flow("again", "join", "more")).Complete("work", ("more", FeelValue.Of(true)));

        Assert.Equal("work", run.Waiting);
    }

    [Fact]
    public void A_branch_that_stands_still_is_waited_for()
    {
        var run = TestRun.Started(Start(), Inclusive("split"), Service("a"), User("b"), Inclusive("join"), User("after"),
            Path("start", "split", "a", "join", "after"), Path("split", "b", "join")).Fail("a").Complete("b");

        Assert.Equal("", run.Waiting);
        run.Resolve().Complete("a");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_handler_that_nobody_waits_for_does_not_hold_up_the_join()
    {
        var run = TestRun.Started(
            Start(), User("pay"), Undo("pay", "refund"), Inclusive("split"), User("a"), Throws("undo", Compensate(waits: false)), Exclusive("choice", "choice_end"), End(), Inclusive("join"), User("after"),
            Path("start", "pay", "split", "a", "join", "after"), Path("split", "undo", "choice", "end"), Flow("choice", "join", "never")).Complete("pay");

        Assert.Equal("a refund", run.Waiting);
        run.Complete("a");
        Assert.Equal("after refund", run.Waiting);
    }

    [Fact]
    public void Where_no_way_out_is_open_it_stands_still_with_all_its_branches_joined()
    {
        var run = TestRun.Started(Start(), User("draft"), Parallel("fork"), User("a"), User("b"), User("other"), Inclusive("join"), User("after"), End(),
            Path("start", "draft", "fork", "a", "join"), Path("fork", "b", "join"), Path("fork", "other", "end"), Flow("join", "after", "x > 0"))
            .Complete("draft").Complete("a").Complete("b");
        var resaved = TestRun.Saved(run.State);
        Assert.Equal("gateway.no-flow", run.Incident.Code);

        // What the joined branches leave behind belongs to the token that stands still, and to no other.
        run.Complete("other").Set("x", FeelValue.Of(1)).Resolve();
        Assert.Equal("after", run.Waiting);
        Assert.Equal(["a", "b", "draft"], run.State.Tokens[run.TokenAt("after")].Trail.Steps.Select(step => step.Element));
        Assert.Equal(resaved.Tokens[TestRun.TokenOf(resaved, "join")].Trail, run.State.Tokens[run.TokenAt("after")].Trail);
    }
}
