using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Peers;

/// <summary>What users of other engines ran into with returns and instances of loops.</summary>
public sealed class LoopsAndReturnTests
{
    private static string[] Around(string work) => [Start(), User("draft"), work, User("decide"), End(), Path("start", "draft", "work", "decide", "end")];

    public static TheoryData<string> Loops =>
    [
        Times(User("work"), "3"),
        Times(User("work"), "3", sequential: true),
        Times(User("work"), "3", "numberOfCompletedInstances = 2"),
        Times(Sub("work", Start("s"), User("inner"), Path("s", "inner")), "3"),
        Times(Sub("work", Start("s"), User("inner"), Path("s", "inner")), "3", sequential: true),
        Times(Sub("work", Start("s"), Times(User("inner"), "2"), Path("s", "inner")), "2"),
        Again(User("work"), null, most: 2),
    ];

    private static TestRun Step(TestRun run) => run.Do(new CompleteElement(run.State.Waiting.First().Id, FeelContext.Empty) { Now = run.Now });

    private static TestRun To(TestRun run, string element)
    {
        while (run.Waiting != element)
        {
            Step(run);
        }

        return run;
    }

    // flowable-engine#4046, flowable-engine#2669, flowable-engine#3133, ruoyi-vue-pro#668
    [Theory]
    [MemberData(nameof(Loops))]
    public void Returning_to_several_that_were_done_asks_all_of_them_again_and_the_flow_goes_on(string work)
    {
        var run = To(new TestRun(Bpmn.Model(Around(work))).Start(), "decide");
        var first = run.Events.OfType<LoopInstanceCompleted>().Count();

        run.Return("decide", "work");
        To(run, "decide").Complete("decide");
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal(2 * first, run.Events.OfType<LoopInstanceCompleted>().Count());
    }

    // flowable-engine#2259, flowable-engine#3642, flowable-engine#2036
    [Theory]
    [MemberData(nameof(Loops))]
    public void Returning_from_one_of_several_takes_them_all_back_whoever_was_done(string work)
    {
        var run = Step(To(new TestRun(Bpmn.Model(Around(work))).Start(), "draft"));
        Step(run);
        run.Do(new ReturnToStep(run.State.Waiting.First().Id, "draft", "x") { Now = run.Now });

        Assert.Equal("draft", run.Waiting);
        Assert.Equal((1, 0), (run.State.Scopes.Count, run.State.Loops.Count));
        Assert.Equal(InstanceStatus.Completed, To(run, "decide").Complete("decide").State.Status);
    }

    // flowable-engine#4046
    [Theory]
    [MemberData(nameof(Loops))]
    public void Returning_over_several_that_were_done_does_not_ask_them_before_their_time(string work)
    {
        var run = To(new TestRun(Bpmn.Model(Around(work))).Start(), "decide").Return("decide", "draft");

        Assert.Equal("draft", run.Waiting);
        Assert.Equal(InstanceStatus.Completed, To(run, "decide").Complete("decide").State.Status);
    }

    // flowable-engine#3642
    [Fact]
    public void Within_one_instance_a_step_back_leaves_the_others()
    {
        var run = new TestRun(Bpmn.Model(Around(Times(Sub("work", Start("s"), User("inner"), User("then"), Path("s", "inner", "then")), "3")))).Start().Complete("draft");
        Step(run);

        run.Return("then", "inner");
        Assert.Equal("inner inner inner", run.Waiting);
        Assert.Equal(3, Assert.Single(run.State.Loops.Values).Active);
    }

    // steedos/workflow#1377
    [Theory]
    [InlineData(false, "work work work")]
    [InlineData(true, "work")]
    public void One_of_several_takes_back_what_he_did_while_the_others_go_on(bool sequential, string waiting)
    {
        var run = Step(new TestRun(Bpmn.Model(Around(Times(User("work"), "3", sequential: sequential)))).Start().Complete("draft"));

        run.Withdraw("work");
        Assert.Equal(waiting, run.Waiting);
        Assert.Equal(0, Assert.Single(run.State.Loops.Values).Completed);
        Assert.Equal("decide", To(run, "decide").Waiting);
    }
}
