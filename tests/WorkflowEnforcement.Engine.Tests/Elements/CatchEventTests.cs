using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class CatchEventTests
{
    private static TestRun Given(string time) => new(Bpmn.Model(Start(), Catch("wait", time), End(), Path("start", "wait", "end")));

    [Theory]
    [InlineData("PT90M", "2026-03-02T10:30:00+08:00")]
    [InlineData("P1M", "2026-04-02T09:00:00+08:00")]
    [InlineData("P2W", "2026-03-16T09:00:00+08:00")]
    [InlineData("P1Y2M3DT4H", "2027-05-05T13:00:00+08:00")]
    [InlineData("2026-03-05", "2026-03-05T00:00:00+08:00")]
    [InlineData("2026-03-05T12:00:00", "2026-03-05T12:00:00+08:00")]
    [InlineData("2026-03-05T12:00:00Z", "2026-03-05T12:00:00+00:00")]
    [InlineData("= date(\"2026-03-05\")", "2026-03-05T00:00:00+08:00")]
    [InlineData("= now() + duration(\"P3D\")", "2026-03-05T09:00:00+08:00")]
    [InlineData("= if 急 then duration(\"PT1H\") else duration(\"P1Y\")", "2026-03-02T10:00:00+08:00")]
    [InlineData("= @\"P1M\"", "2026-04-02T09:00:00+08:00")]
    public void A_timer_is_due_at(string time, string due)
    {
        var run = Given(time).Start(("急", FeelValue.Of(true)));

        var timer = Assert.Single(run.State.Timers.Values);
        Assert.True(timer.DueAt.EqualsExact(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture)), $"{timer.DueAt:O}");
    }

    [Fact]
    public void A_condition_is_tried_after_every_change_even_where_the_next_one_undoes_it()
    {
        var run = TestRun.Started(
            Start(), Parallel("fork"), Catches("wait", Condition("n > 3")), User("hit"), User("work"), Script("up", "5", "n"), Script("down", "0", "n"),
            Path("start", "fork", "wait", "hit"), Path("fork", "work", "up", "down"));

        run.Complete("work");
        Assert.Equal(("hit", "start fork work up wait down"), (run.Waiting, run.Trace));
    }

    [Fact]
    public void A_condition_is_tried_on_entry_before_anything_else_moves()
    {
        var run = new TestRun(Bpmn.Model(
            Start(), Parallel("fork"), Catches("wait", Condition("n > 3")), User("hit"), Script("down", "0", "n"), Path("start", "fork", "wait", "hit"), Path("fork", "down"))).Start(("n", FeelValue.Of(5)));

        Assert.Equal("hit", run.Waiting);
    }

    [Fact]
    public void A_timer_fires_when_due_and_not_before()
    {
        var run = Given("PT1H").Start();
        var timer = Assert.Single(run.State.Timers.Values);

        Assert.Equal("timer.not-due", run.Refusal(new FireTimer(timer.Id) { Now = timer.DueAt.AddTicks(-1) }));
        run.Fire("wait");
        Assert.Equal("start wait end", run.Trace);
        Assert.Equal("instance.not-active", run.Refusal(new FireTimer(timer.Id) { Now = timer.DueAt }));
    }

    [Theory]
    [InlineData("= null", "timer.invalid")]
    [InlineData("= deadline", "timer.invalid")]
    [InlineData("= \"soon\"", "timer.invalid")]
    [InlineData("= now() + duration(\"P4000000D\")", "timer.invalid")]
    [InlineData("P9000Y", "timer.out-of-range")]
    [InlineData("= count(for a in 1..1000, b in 1..1000 return a)", "expression.step-limit")]
    public void A_timer_without_a_moment_is_an_incident(string time, string code)
    {
        var run = Given(time).Start();

        Assert.Equal(code, run.Incident.Code);
        Assert.Empty(run.State.Timers);
    }

    [Fact]
    public void A_missing_date_can_be_given_and_the_event_entered_anew()
    {
        var run = Given("= deadline").Start().Set("deadline", FeelValue.Of(new DateOnly(2026, 3, 9))).Resolve();

        Assert.Equal(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.FromHours(8)), Assert.Single(run.State.Timers.Values).DueAt);
    }

    [Fact]
    public void A_timer_event_cannot_be_completed_by_hand()
    {
        var run = Given("PT1H").Start();

        Assert.Equal("token.waits-for-timer", run.Refusal(new CompleteElement(run.TokenAt("wait"), FeelContext.Empty) { Now = run.Now }));
    }

    [Fact]
    public void A_message_is_caught_by_its_name_and_brings_variables()
    {
        var run = TestRun.Started(Start(), Catches("wait", Message("M")), User("after"), Path("start", "wait", "after")).Message("M", ("a", FeelValue.Of(1)));

        Assert.Equal(("after", FeelValue.Of(1)), (run.Waiting, run.State.Variables["a"]));
    }

    [Fact]
    public void A_condition_is_tried_on_entry_and_after_every_change()
    {
        var run = TestRun.Started(Start(), Catches("wait", Condition("x > 1")), User("after"), Path("start", "wait", "after")).Set("x", FeelValue.Of(1));

        Assert.Equal("wait", run.Waiting);
        Assert.Equal("after", run.Set("x", FeelValue.Of(2)).Waiting);
    }

    [Fact]
    public void A_condition_that_passes_for_ever_stops_as_an_incident()
    {
        var run = TestRun.Started(Start(), Exclusive("head"), Catches("wait", Condition("true")), Path("start", "head", "wait", "head"));

        Assert.Equal("flow.step-limit", run.Incident.Code);
    }
}
