using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>What was taken back is not undone once more, and what is done again is undone once.</summary>
public sealed class CompensationAfterGoingBackTests
{
    [Fact]
    public void What_was_withdrawn_and_done_again_is_undone_once() =>
        Assert.Equal("undo", Undone(Drawn().Complete("a").Withdraw("a").Complete("a").Withdraw("a").Complete("a")));

    [Fact]
    public void What_was_returned_to_and_done_again_is_undone_once() =>
        Assert.Equal("undo", Undone(Drawn().Complete("a").Return("b", "a").Complete("a")));

    [Fact]
    public void What_was_done_twice_by_the_drawing_is_undone_twice() =>
        Assert.Equal("undo undo", Undone(Drawn("again").Set("again", FeelValue.Of(true)).Complete("a").Complete("more").Set("again", FeelValue.Of(false)).Complete("a").Complete("more")));

    [Fact]
    public void What_was_returned_to_and_not_done_again_is_undone_once_for_what_was_done()
    {
        var run = TestRun.Started(
            Start(), User("first"), Exclusive("choice", "choice_b"), User("a"), Undo("a", "undo"), User("b"), Throws("back", Compensate()), End(),
            Path("start", "first", "choice", "b", "back", "end"), Flow("choice", "a", "x = 1"), Flow("a", "b"))
            .Set("x", FeelValue.Of(1)).Complete("first").Complete("a").Return("b", "first").Set("x", FeelValue.Of(2)).Complete("first");

        Assert.Equal("undo", run.Complete("b").Waiting);
    }

    [Fact]
    public void A_subprocess_that_was_opened_again_by_withdrawing_its_last_step_is_undone_once()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), User("a"), Undo("a", "undo"), User("c"), Path("s", "a", "c")), User("b"), Throws("back", Compensate()), End(),
            Path("start", "sub", "b", "back", "end")).Complete("a").Complete("c").Withdraw("c").Complete("c").Complete("b");

        Assert.Equal("undo", run.Waiting);
        run.Complete("undo");
        Assert.Equal("", run.Waiting);
    }

    [Fact]
    public void An_instance_of_several_that_was_withdrawn_is_undone_once_as_the_others()
    {
        var run = TestRun.Started(Start(), Times(User("a"), "2"), Undo("a", "undo"), User("b"), Throws("back", Compensate()), Path("start", "a", "b", "back")).CompleteFirst("a");
        var first = run.VisitOf("a");
        run.Do(new WithdrawStep(first) { Now = run.Now }).CompleteFirst("a").CompleteFirst("a").Complete("b");

        Assert.Equal("undo", run.Waiting);
        Assert.Equal("undo", run.Complete("undo").Waiting);
        Assert.Equal("", run.Complete("undo").Waiting);
    }

    private static TestRun Drawn(string again = "")
    {
        string[] parts = again.Length == 0
            ? [Path("start", "a", "b", "back", "end")]
            : [Exclusive("head"), User("more"), Exclusive("turn", "turn_b"), Path("start", "head", "a", "more", "turn", "b", "back", "end"), Flow("turn", "head", "again")];
        return TestRun.Started([Start(), User("a"), Undo("a", "undo"), User("b"), Throws("back", Compensate()), End(), .. parts]);
    }

    private static string Undone(TestRun run)
    {
        run.Complete("b");
        var undone = new List<string>();
        while (run.Waiting == "undo")
        {
            undone.Add("undo");
            run.Complete("undo");
        }

        return string.Join(' ', undone);
    }
}
