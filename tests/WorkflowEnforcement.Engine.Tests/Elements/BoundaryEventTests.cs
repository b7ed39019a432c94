using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class BoundaryEventTests
{
    private static TestRun Given(bool interrupting) => TestRun.Started(
        Start(), User("work"), Boundary("late", "work", "P1D", interrupting), User("escalate"), End(), Path("start", "work", "end"), Flow("late", "escalate"));

    [Fact]
    public void An_interrupting_timer_cancels_the_activity()
    {
        var run = Given(interrupting: true).Fire("late");

        Assert.Equal("escalate", run.Waiting);
        Assert.Equal("start late", run.Trace);
        Assert.Contains(run.LastEvents, happened => happened is TokenCancelled { Element: "work" });
    }

    [Fact]
    public void A_non_interrupting_timer_leaves_the_activity_and_fires_once()
    {
        var run = Given(interrupting: false).Fire("late");

        Assert.Equal("escalate work", run.Waiting);
        Assert.Empty(run.State.Timers);
        run.Complete("work").Complete("escalate");
        Assert.Equal("start late work end escalate", run.Trace);
    }

    [Fact]
    public void Leaving_the_activity_drops_its_timers()
    {
        var run = Given(interrupting: true);
        var timer = Assert.Single(run.State.Timers.Values);

        run.Complete("work");
        Assert.Contains(new TimerDropped(timer.Id), run.LastEvents);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Interrupting_a_subprocess_takes_away_all_that_is_in_it()
    {
        var run = TestRun.Started(
            Start(),
            Sub("sub", Start("s"), Parallel("fork"), Service("send"), Catch("wait", "P9D"), Sub("inner", Start("t"), User("work"), Boundary("slow", "work", "P5D"), Path("t", "work")),
                Path("s", "fork", "send"), Flow("fork", "wait"), Flow("fork", "inner")),
            Boundary("late", "sub", "P1D"), User("escalate"), Path("start", "sub"), Flow("late", "escalate"));
        run.Fail("send");
        Assert.Equal((3, 3, 1), (run.State.Scopes.Count, run.State.Timers.Count, run.State.Incidents.Count));

        run.Fire("late");
        Assert.Equal("escalate", run.Waiting);
        Assert.Equal((1, 0, 0), (run.State.Scopes.Count, run.State.Timers.Count, run.State.Incidents.Count));
        run.Complete("escalate");
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void A_boundary_timer_that_cannot_be_set_stops_the_activity_before_it_begins()
    {
        var run = TestRun.Started(Start(), User("work"), Boundary("first", "work", "P1D"), Boundary("late", "work", "= deadline"), User("escalate"),
            Path("start", "work"), Flow("late", "escalate"), Flow("first", "escalate"));

        Assert.Equal(("timer.invalid", IncidentPhase.Entering), (run.Incident.Code, run.Incident.Phase));
        Assert.Empty(run.State.Timers);

        run.Set("deadline", FeelValue.Of(new DateOnly(2026, 3, 9))).Resolve();
        Assert.Equal("work", run.Waiting);
        Assert.Equal(2, run.State.Timers.Count);
    }

    [Fact]
    public void An_interrupting_timer_drops_the_other_timers_of_the_activity()
    {
        var run = TestRun.Started(Start(), User("work"), Boundary("remind", "work", "PT1H", false), Boundary("late", "work", "P1D"), Path("start", "work")).Fire("late");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal("start late", run.Trace);
    }

    [Theory]
    [InlineData(true, "handle")]
    [InlineData(false, "handle work")]
    public void A_message_a_signal_and_a_condition_start_their_branch(bool interrupting, string waiting)
    {
        Assert.Equal(waiting, Watched(Message("M"), interrupting).Message("M").Waiting);
        Assert.Equal(waiting, Watched(Signal("S"), interrupting).Signal("S").Waiting);
        Assert.Equal(waiting, Watched(Condition("x > 1"), interrupting).Set("x", FeelValue.Of(2)).Waiting);
    }

    [Theory]
    [InlineData(true, "handle")]
    [InlineData(false, "handle work")]
    public void An_escalation_of_the_activity_starts_its_branch(bool interrupting, string waiting)
    {
        var run = Watched(Escalation("C"), interrupting);

        run.Do(new ThrowEscalation(run.TokenAt("work"), "C") { Now = run.Now });
        Assert.Equal(waiting, run.Waiting);
    }

    [Fact]
    public void An_error_of_the_activity_interrupts_it()
    {
        var run = Watched(Error("E"), interrupting: true);

        run.Do(new ThrowError(run.TokenAt("work"), "E") { Now = run.Now });
        Assert.Equal("handle", run.Waiting);
    }

    [Fact]
    public void An_error_it_does_not_name_is_an_incident_of_the_activity_that_can_be_resolved()
    {
        var run = Watched(Error("E"), interrupting: true);

        run.Do(new ThrowError(run.TokenAt("work"), "F") { Now = run.Now });
        Assert.Equal("error.uncaught", run.Incident.Code);
        Assert.Equal("work", run.Resolve().Waiting);
    }

    [Fact]
    public void Of_two_interrupting_events_of_one_signal_one_comes()
    {
        var run = TestRun.Started(Start(), User("work"), On("work", "one", Signal("S")), On("work", "two", Signal("S")), User("a"), User("b"), Path("start", "work"), Flow("one", "a"), Flow("two", "b")).Signal("S");

        Assert.Equal("a", run.Waiting);
    }

    [Fact]
    public void A_timer_of_a_cycle_fires_beside_the_activity_again_and_again()
    {
        var run = Watched(Cycle("R3/PT1H"), interrupting: false).Fire("event").Fire("event").Fire("event");

        Assert.Equal("handle handle handle work", run.Waiting);
        Assert.Equal(TestRun.Monday.AddHours(3), run.Now);
        Assert.Empty(run.State.Timers);
    }

    [Theory]
    [InlineData("R4/2026-05-31/P1M", "05-31 06-30 07-31 08-31")]
    [InlineData("R3/P1M", "04-30 05-31 06-30")]
    [InlineData("R3/2026-05-30/P1MT36H", "05-30 07-01 08-02")]
    [InlineData("R3/2026-05-31/P1D", "05-31 06-01 06-02")]
    public void A_cycle_of_months_is_counted_from_its_start(string cycle, string due)
    {
        var run = new TestRun(Bpmn.Model(Start(), User("work"), On("work", "event", Cycle(cycle), interrupting: false), User("handle"), Path("start", "work"), Flow("event", "handle")))
        {
            Now = new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.FromHours(8)),
        }.Start();

        var moments = new List<string>();
        while (run.State.Timers.Values.SingleOrDefault() is { } timer)
        {
            moments.Add(timer.DueAt.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            run.Fire("event");
        }

        Assert.Equal(due, string.Join(' ', moments));
    }

    private static TestRun Watched(string trigger, bool interrupting) => TestRun.Started(
        Start(), User("work"), On("work", "event", trigger, interrupting), User("handle"), Path("start", "work"), Flow("event", "handle"));
}
