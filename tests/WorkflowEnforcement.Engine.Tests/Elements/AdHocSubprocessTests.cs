using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
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
        var run = Given("""cancelRemainingInstances="false" """, "done", User("a"), User("b")).Complete("a", ("done", FeelValue.Of(true)));

        Assert.Equal("b", run.Waiting);
        Assert.Equal("after", run.Complete("b").Waiting);
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
}
