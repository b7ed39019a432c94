using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class EventSubprocessTests
{
    private static TestRun Given(string trigger, bool interrupting) => TestRun.Started(
        Start(),
        Sub("sub", Start("s"), User("work"), User("then"), Path("s", "work", "then"), Handles("on", Begins("came", trigger, interrupting), User("handle"), Path("came", "handle"))),
        User("after"), Path("start", "sub", "after"));

    [Fact]
    public void An_interrupting_one_takes_the_scope_over()
    {
        var run = Given(Message("M"), interrupting: true).Message("M");

        Assert.Equal("handle", run.Waiting);
        Assert.Equal("message.not-awaited", run.Refusal(new PublishMessage("M", FeelContext.Empty) { Now = run.Now }));
        Assert.Equal("after", run.Complete("handle").Waiting);
        Assert.Equal("start s came handle on sub", run.Trace);
    }

    [Fact]
    public void Another_one_runs_beside_as_often_as_its_event_comes_and_the_scope_waits_for_it()
    {
        var run = Given(Signal("S"), interrupting: false).Signal("S").Signal("S").Complete("work").Complete("then");

        Assert.Equal("handle handle", run.Waiting);
        foreach (var token in run.State.Waiting.ToList())
        {
            run.Do(new CompleteElement(token.Id, FeelContext.Empty) { Now = run.Now });
        }

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Its_timer_counts_from_the_opening_of_the_scope_and_goes_with_it()
    {
        var run = Given(Timer("P1D"), interrupting: false);

        Assert.Equal(TestRun.Monday.AddDays(1), Assert.Single(run.State.Timers.Values).DueAt);
        run.Complete("work").Complete("then");
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void A_cycle_starts_it_again_and_again()
    {
        var run = Given(Cycle("R2/PT1H"), interrupting: false).Fire("came").Fire("came");

        Assert.Equal("handle handle work", run.Waiting);
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void A_condition_starts_it_once_each_time_it_becomes_true()
    {
        var run = Given(Condition("x > 1"), interrupting: false).Set("x", FeelValue.Of(2)).Set("x", FeelValue.Of(3));

        Assert.Equal("handle work", run.Waiting);
        run.Set("x", FeelValue.Of(0)).Set("x", FeelValue.Of(2));
        Assert.Equal("handle handle work", run.Waiting);
    }

    [Fact]
    public void A_condition_that_becomes_true_twice_in_one_go_starts_it_twice()
    {
        var run = TestRun.Started(
            Start(), User("work"), Script("a", "4", "n"), Script("b", "0", "n"), Script("c", "5", "n"), User("after"), Path("start", "work", "a", "b", "c", "after"),
            Handles("on", Begins("came", Condition("n > 3"), interrupting: false), User("handle"), Path("came", "handle")));

        Assert.Equal("after handle handle", run.Complete("work").Waiting);
    }

    [Fact]
    public void A_condition_that_holds_for_a_moment_interrupts_what_would_have_undone_it()
    {
        var run = TestRun.Started(
            Start(), Script("a", "4", "n"), Script("b", "0", "n"), User("after"), Path("start", "a", "b", "after"),
            Handles("on", Begins("came", Condition("n > 3")), User("handle"), Path("came", "handle")));

        Assert.Equal(("handle", "start a came"), (run.Waiting, run.Trace));
    }

    [Fact]
    public void A_condition_that_holds_from_the_beginning_starts_it_when_the_scope_has_begun()
    {
        var run = new TestRun(Bpmn.Model(
            Start(), Script("b", "0", "n"), User("after"), Path("start", "b", "after"),
            Handles("on", Begins("came", Condition("n > 3")), User("handle"), Path("came", "handle")))).Start(("n", FeelValue.Of(5)));

        Assert.Equal(("handle", "start came"), (run.Waiting, run.Trace));
    }

    [Fact]
    public void An_error_within_goes_to_it_before_it_goes_to_the_boundary()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), User("work"), Path("s", "work"), Handles("on", Begins("came", Error("E")), User("handle"), Path("came", "handle"))),
            On("sub", "failed", Error("E")), User("outside"), Path("start", "sub"), Flow("failed", "outside"));
        run.Do(new ThrowError(run.TokenAt("work"), "E") { Now = run.Now });

        Assert.Equal("handle", run.Waiting);
        run.Do(new ThrowError(run.TokenAt("handle"), "E") { Now = run.Now });
        Assert.Equal("outside", run.Waiting);
    }

    [Fact]
    public void A_terminate_end_event_in_it_ends_it_alone()
    {
        var run = TestRun.Started(
            Start(), User("work"), Path("start", "work"), Handles("on", Begins("came", Message("M"), interrupting: false), User("handle"), Terminate("stop"), Path("came", "handle", "stop"))).Message("M").Complete("handle");

        Assert.Equal("work", run.Waiting);
    }

    [Fact]
    public void An_interrupting_one_of_the_process_leaves_nothing_beside_it()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Times(User("work"), "3"), Path("s", "work")), Path("start", "sub"), Handles("on", Begins("came", Message("M")), User("handle"), Path("came", "handle"))).Message("M");

        Assert.Equal("handle", run.Waiting);
        Assert.Equal(InstanceStatus.Completed, run.Complete("handle").State.Status);
    }
}
