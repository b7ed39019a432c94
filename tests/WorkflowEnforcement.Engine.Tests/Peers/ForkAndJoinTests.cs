using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Peers;

/// <summary>What users of other engines ran into where a flow parts and joins.</summary>
public sealed class ForkAndJoinTests
{
    private static TestRun Given() => TestRun.Started(
        Start(), User("draft"), Parallel("fork"), Signed("a", "mode=\"all\" onReject=\"return\"", "A"), User("b"), Parallel("join"), User("decide"),
        Path("start", "draft", "fork", "a", "join", "decide"), Path("fork", "b", "join"));

    private static SignWork By(string person, Vote counts) => new("x", counts) { By = person, At = TestRun.Monday };

    // elsa-core#7724, elsa-core#6725, elsa-core#5487
    [Fact]
    public void A_branch_that_is_rejected_takes_its_fork_back_whole_and_the_join_runs_once()
    {
        var run = Given().Complete("draft").Complete("b").Act("a", By("A", Vote.Against));

        Assert.Equal("draft", run.Waiting);
        run.Complete("draft").Act("a", By("A", Vote.For));
        Assert.Equal("b", run.Waiting);
        Assert.Equal("decide", run.Complete("b").Waiting);
        Assert.Single(run.Events, happened => happened is ElementCompleted { Element: "join" });
    }

    // elsa-core#7724
    [Fact]
    public void A_step_back_within_one_branch_leaves_the_work_of_the_other()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a1"), User("a2"), User("b1"), User("b2"), Parallel("join"), User("decide"),
            Path("start", "fork", "a1", "a2", "join", "decide"), Path("fork", "b1", "b2", "join")).Complete("a1").Complete("b1").Return("a2", "a1");

        Assert.Equal("a1 b2", run.Waiting);
        Assert.Equal("decide", run.Complete("b2").Complete("a1").Complete("a2").Waiting);
    }

    // elsa-core#5304, elsa-core#6419
    [Fact]
    public void A_join_waits_for_each_branch_and_not_for_the_number_of_arrivals()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), User("a"), Exclusive("again", "again_join"), User("b"), Parallel("join"), User("decide"),
            Path("start", "fork", "a", "again", "join", "decide"), Flow("again", "a", "more"), Path("fork", "b", "join"))
            .Complete("a", ("more", FeelValue.Of(true))).Complete("a", ("more", FeelValue.Of(false)));

        Assert.Equal("b", run.Waiting);
        Assert.Equal("decide", run.Complete("b").Waiting);
    }

    // elsa-core#7223, elsa-core#5961
    [Fact]
    public void What_is_acknowledged_has_moved_the_instance_or_left_an_incident()
    {
        var run = TestRun.Started(Start(), User("work"), Exclusive("choice"), User("a"), User("b"), Path("start", "work", "choice"), Flow("choice", "a", "x = 1"), Flow("choice", "b", "x = 2")).Complete("work");

        Assert.Equal(("", "gateway.no-flow"), (run.Waiting, run.Incident.Code));
        Assert.Equal("b", run.Set("x", FeelValue.Of(2)).Resolve().Waiting);
        Assert.Equal("token.unknown", run.Refusal(new CompleteElement(3, FeelContext.Empty) { Now = run.Now }));
    }
}
