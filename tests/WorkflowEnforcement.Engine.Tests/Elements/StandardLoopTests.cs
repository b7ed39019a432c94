using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class StandardLoopTests
{
    private static TestRun Given(string activity) => TestRun.Started(Start(), activity, User("after"), Path("start", "work", "after"));

    [Fact]
    public void It_is_done_again_while_its_condition_holds()
    {
        var run = Given(Again(User("work"), "more")).Complete("work", ("more", FeelValue.Of(true)));

        Assert.Equal("work", run.Waiting);
        Assert.Equal("after", run.Complete("work", ("more", FeelValue.Of(false))).Waiting);
    }

    [Fact]
    public void It_is_not_begun_where_it_tests_before_and_the_condition_is_false() =>
        Assert.Equal("after", Given(Again(User("work"), "more", testBefore: true)).Waiting);

    [Fact]
    public void The_maximum_bounds_it() =>
        Assert.Equal("start work work after", Given(Again(User("work"), null, most: 2)).Complete("work").Complete("work").Complete("after").Trace);

    [Fact]
    public void It_knows_which_time_it_is() =>
        Assert.Equal(FeelValue.Of(3), Given(Again(Script("work", "loopCounter", "last"), "last < 3")).State.Variables["last"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_condition_sees_how_often_it_was_done(bool testBefore) =>
        Assert.Equal("start work work work", Given(Again(Script("work", "1"), "loopCounter < 3", testBefore: testBefore)).Trace);

    [Fact]
    public void Before_the_first_time_none_was_done_whatever_the_loop_around_it_counts()
    {
        var run = TestRun.Started(Start(), Times(Sub("sub", Start("s"), Again(Script("work", "1"), "loopCounter < 1", testBefore: true), End("e"), Path("s", "work", "e")), "2", sequential: true), Path("start", "sub"));

        Assert.Equal("start s work e sub s work e sub", run.Trace);
    }

    [Fact]
    public void One_that_would_not_end_stops_as_an_incident()
    {
        var run = Given(Again(Script("work", "1"), "true"));

        Assert.Equal("loop.too-many", run.Incident.Code);
    }
}
