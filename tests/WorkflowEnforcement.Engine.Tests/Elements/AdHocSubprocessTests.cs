using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class AdHocSubprocessTests
{
    private static TestRun Given(string attributes, string? until, params ReadOnlySpan<string> parts) => TestRun.Started(Start(), AdHoc("any", attributes, until, parts), User("after"), Path("start", "any", "after"));

    [Fact]
    public void Every_activity_without_a_way_in_is_offered() =>
        Assert.Equal("a b", Given("", "done", User("a"), User("b"), User("c"), Path("b", "c")).Waiting);

    [Fact]
    public void It_offers_again_what_was_done_until_its_condition_holds()
    {
        var run = Given("", "done", User("a"), User("b")).Complete("a");

        Assert.Equal("a b", run.Waiting);
        Assert.Equal("after", run.Complete("a", ("done", FeelValue.Of(true))).Waiting);
    }

    [Fact]
    public void It_may_wait_for_what_still_goes_on()
    {
        var run = Given("""cancelRemainingInstances="false" """, "done", User("a"), Service("b")).Complete("a", ("done", FeelValue.Of(true)));

        Assert.Equal("b", run.Waiting);
        Assert.Equal("after", run.Complete("b").Waiting);
    }

    [Fact]
    public void Offers_that_nobody_took_are_not_waited_for()
    {
        var run = Given("""cancelRemainingInstances="false" """, "done", User("a"), User("b"), Manual("c"), Times(User("d"), "2"), User("e"), User("f"), Path("e", "f")).Complete("e").Complete("a", ("done", FeelValue.Of(true)));

        Assert.Equal("f", run.Waiting);
        Assert.Equal("after", run.Complete("f").Waiting);
    }

    [Fact]
    public void An_offer_that_somebody_took_is_waited_for()
    {
        var run = Given("""cancelRemainingInstances="false" """, "done", User("a"), User("b"), User("c"), Times(User("d"), "2"));
        run.Act("b", new ClaimWork { By = "A", At = run.Now });
        run.Do(new CompleteElement(run.State.Waiting.First(token => token.Element == "d").Id, FeelContext.Empty) { Now = run.Now });
        run.Complete("a", ("done", FeelValue.Of(true)));

        Assert.Equal("b d", run.Waiting);
        Assert.Equal("after", run.Complete("b").Complete("d").Waiting);
    }

    [Fact]
    public void Without_a_condition_it_ends_when_all_is_done_once()
    {
        var run = Given("", null, User("a"), Service("b")).Complete("a");

        Assert.Equal("b", run.Waiting);
        Assert.Equal("after", run.Complete("b").Waiting);
    }

    [Fact]
    public void An_activity_can_be_begun_once_more()
    {
        var run = Given("", "done", Service("a"), Service("b"));

        run.Do(new BeginAdHoc(run.TokenAt("any"), "a") { Now = run.Now });
        Assert.Equal("a a b", run.Waiting);
        Assert.Equal("adhoc.no-choice", run.Refusal(new BeginAdHoc(run.TokenAt("any"), "after") { Now = run.Now }));
        Assert.Equal("adhoc.no-choice", run.Refusal(new BeginAdHoc(run.TokenAt("b"), "a") { Now = run.Now }));
    }

    [Fact]
    public void Where_nothing_is_left_to_do_and_the_condition_does_not_hold_it_stands_still()
    {
        var run = Given("", "done", Service("a")).Complete("a");

        Assert.Equal("adhoc.not-complete", run.Incident.Code);
        Assert.Equal("after", run.Set("done", FeelValue.Of(true)).Resolve().Waiting);
    }

    private const string OneByOne = """ordering="Sequential" """;

    [Fact]
    public void In_sequence_what_works_by_itself_is_performed_one_after_the_other()
    {
        var run = Given(OneByOne, null, Service("a"), Sub("b", Start("s"), Service("x"), Path("s", "x")), Script("c", "1", "y"), Service("d"));

        Assert.Equal("a", run.Waiting);
        Assert.Equal("x", run.Complete("a").Waiting);
        Assert.Equal("d", run.Complete("x").Waiting);
        Assert.Equal("after", run.Complete("d").Waiting);
        Assert.Equal("start a s x b c d any", run.Trace);
    }

    [Fact]
    public void In_sequence_people_are_offered_their_tasks_when_nothing_else_is_performed()
    {
        var run = Given(OneByOne, null, User("a"), Service("b"), User("c"));

        Assert.Equal("b", run.Waiting);
        Assert.Equal("a c", run.Complete("b").Waiting);
        Assert.Equal("after", run.Complete("c").Complete("a").Waiting);
    }

    [Fact]
    public void In_sequence_an_offered_task_is_not_done_while_what_follows_another_is_performed()
    {
        var run = Given(OneByOne, "done", User("a"), User("b"), User("c"), Service("d"), Path("b", "c"), Path("b", "d")).Complete("b");

        Assert.Equal("a c", run.Waiting);
        Assert.Equal("adhoc.one-at-a-time", run.Refusal(new CompleteElement(run.WaitingAt("a"), FeelContext.Empty) { Now = run.Now }));
        var sign = new ActOnWork(run.WaitingAt("a"), new SignWork("agree", Vote.For) { By = "A", At = run.Now }, FeelContext.Empty) { Now = run.Now };
        Assert.Equal("adhoc.one-at-a-time", run.Refusal(sign));
        Assert.Equal("a d", run.Complete("c").Waiting);
        Assert.Equal("a b", run.Complete("d").Waiting);
    }

    [Fact]
    public void In_sequence_what_is_begun_once_more_waits_for_its_turn()
    {
        var run = Given(OneByOne, null, Service("a"), Service("b"));
        run.Do(new BeginAdHoc(run.TokenAt("any"), "a") { Now = run.Now });

        Assert.Equal("a", run.Waiting);
        Assert.Equal("after", run.Complete("a").Complete("b").Complete("a").Waiting);
    }

    [Fact]
    public void In_sequence_an_incident_at_work_keeps_the_turn()
    {
        var run = Given(OneByOne, null, Service("a"), Service("b")).Fail("a");

        Assert.Equal("", run.Waiting);
        Assert.Equal("a", run.Resolve().Waiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""cancelRemainingInstances="false" """)]
    public void In_sequence_what_has_not_begun_falls_away_when_the_condition_holds(string cancels)
    {
        var run = Given(OneByOne + cancels, "done", Service("a"), Service("b"), User("c")).Complete("a", ("done", FeelValue.Of(true)));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void In_sequence_a_timer_beside_an_activity_counts_from_its_turn()
    {
        var run = Given(OneByOne, null, Service("a"), Service("b"), On("b", "late", Timer("P1D")));

        Assert.Empty(run.State.Timers);
        run.Now = run.Now.AddDays(3);
        Assert.Equal(run.Now.AddDays(1), Assert.Single(run.Complete("a").State.Timers.Values).DueAt);
    }
}
