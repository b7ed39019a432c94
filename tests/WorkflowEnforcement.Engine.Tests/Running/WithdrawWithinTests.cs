using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>The last step within an activity ends that too; withdrawing it opens the activity again and leaves what others did in it done.</summary>
public sealed class WithdrawWithinTests
{
    private static readonly string Body = Start("s") + User("c") + User("c2") + End("e") + Path("s", "c", "c2", "e");

    [Fact]
    public void In_a_subprocess_only_the_last_step_waits_again()
    {
        var run = Around(Sub("sub", Body)).Complete("c").Complete("c2").Withdraw("c2");

        Assert.Equal("c2", run.Waiting);
        Assert.Equal("c", run.Return("c2", "c").Waiting);
        Assert.Equal("z", run.Complete("c").Complete("c2").Waiting);
        Assert.Equal("d", run.Return("z", "d").Waiting);
    }

    [Fact]
    public void It_is_withdrawn_again_as_often_as_it_is_done_and_the_one_before_it_too()
    {
        var run = Around(Sub("sub", Body)).Complete("c").Complete("c2").Withdraw("c2").Complete("c2").Withdraw("c2");

        Assert.Equal(("c2", "withdraw.went-on"), (run.Waiting, run.Refusal(new WithdrawStep(run.VisitOf("c")) { Now = run.Now })));
    }

    [Fact]
    public void Through_several_activities_all_are_open_again()
    {
        var run = Around(Sub("outer", Start("os") + Sub("sub", Body) + Path("os", "sub"))).Complete("c").Complete("c2").Withdraw("c2");

        Assert.Equal("c2", run.Waiting);
        Assert.Equal("z", run.Complete("c2").Waiting);
    }

    [Fact]
    public void A_gateway_after_the_activity_did_not_follow() =>
        Assert.Equal("c2", TestRun.Started(Start(), Sub("sub", Body), Exclusive("choice"), Parallel("fork"), User("z"), User("y"), Path("start", "sub", "choice", "fork", "z"), Path("fork", "y"))
            .Complete("c").Complete("c2").Withdraw("c2").Waiting);

    [Fact]
    public void Its_variables_are_as_they_were()
    {
        var local = "<dataObject id=\"data\" name=\"note\"/>";
        var run = Around(Sub("sub", local + Body)).Complete("c", ("note", FeelValue.Of("read"))).Complete("c2");
        Assert.DoesNotContain("note", run.State.Scopes.Values.SelectMany(scope => scope.Variables.Entries.Keys));

        run.Withdraw("c2");
        Assert.Equal(FeelValue.Of("read"), run.State.Scopes.Values.Single(scope => scope.Element == "sub").Variables["note"]);
    }

    [Fact]
    public void Its_timers_are_due_when_they_were_due()
    {
        var run = Around(Sub("sub", Body + Handles("on", Begins("came", Timer("P5D"), interrupting: false), User("h"), Path("came", "h"))), On("sub", "late", Timer("P3D"), interrupting: false), User("r"), Path("late", "r")).Complete("c");
        var timers = run.State.Timers.Values.ToList();
        run.Now = run.Now.AddDays(1);
        Assert.Empty(run.Complete("c2").State.Timers);

        Assert.Equal(timers, run.Withdraw("c2").State.Timers.Values);
        Assert.Equal("c2 r", run.Fire("late").Waiting);
    }

    [Fact]
    public void In_a_called_process_too()
    {
        var called = Of("Q", Start("q1"), User("c"), User("c2"), End("q2"), Path("q1", "c", "c2", "q2"));
        var run = new TestRun(Linked(Of("P", Start(), User("d"), Call("call", "Q"), User("z"), Path("start", "d", "call", "z")), called)).Start().Complete("d").Complete("c").Complete("c2");

        Assert.Equal("c2", run.Withdraw("c2").Waiting);
        Assert.Equal("z", run.Complete("c2").Waiting);
    }

    [Theory]
    [InlineData(false, "c c2")]
    [InlineData(true, "c2")]
    public void In_one_instance_of_several_while_the_loop_goes_on_and_after_it(bool sequential, string one)
    {
        var run = Around(Times(Sub("each", Body), "2", sequential: sequential)).CompleteFirst("c").CompleteFirst("c2").Withdraw("c2");
        Assert.Equal(one, run.Waiting);

        run.CompleteFirst("c2");
        run.CompleteFirst("c").CompleteFirst("c2");
        Assert.Equal("z", run.Waiting);
        Assert.Equal("c2", run.Withdraw("c2").Waiting);
        Assert.Equal("z", run.CompleteFirst("c2").Waiting);
    }

    [Fact]
    public void After_several_side_by_side_a_person_withdraws_his_own_part()
    {
        var run = Around(Times(User("c"), "3")).CompleteFirst("c").CompleteFirst("c");
        var last = run.State.Waiting.Single().Id;
        Assert.Equal("z", run.CompleteFirst("c").Waiting);

        Assert.Equal("c", run.Do(new WithdrawStep(last) { Now = run.Now }).Waiting);
        Assert.Equal("z", run.CompleteFirst("c").Waiting);
    }

    [Fact]
    public void In_an_ad_hoc_subprocess_what_was_offered_beside_it_is_offered_again()
    {
        var run = Around(AdHoc("any", "", "done", User("x"), User("y"))).Complete("x", ("done", FeelValue.Of(true)));
        Assert.Equal("z", run.Waiting);

        Assert.Equal("x y", run.Withdraw("x").Waiting);
    }

    [Fact]
    public void Work_of_others_that_was_cut_off_goes_on_where_it_was()
    {
        var run = Around(Times(User("c"), "3", "numberOfCompletedInstances >= 1"));
        var (mine, other) = (run.State.Waiting.First().Id, run.State.Waiting.Last().Id);
        run.Do(new ActOnWork(other, new ClaimWork { By = "B", At = run.Now }, FeelContext.Empty) { Now = run.Now });
        Assert.Equal("z", run.Do(new CompleteElement(mine, FeelContext.Empty) { Now = run.Now }).Waiting);

        Assert.Equal("c c c", run.Do(new WithdrawStep(mine) { Now = run.Now }).Waiting);
        Assert.Equal("B", run.State.Work[other].Item.Holder);
    }

    [Fact]
    public void A_system_that_was_cut_off_at_its_work_cannot_be_put_back()
    {
        var run = Around(Sub("sub", Start("s") + Parallel("fork") + User("c") + Terminate("stop") + Service("x") + Path("s", "fork", "c", "stop") + Path("fork", "x"))).Complete("c");

        Assert.Equal(("z", "withdraw.went-on"), (run.Waiting, run.Refusal(new WithdrawStep(run.VisitOf("c")) { Now = run.Now })));
    }

    [Fact]
    public void What_a_person_did_after_the_activity_followed()
    {
        var run = Around(Sub("sub", Body)).Complete("c").Complete("c2").Act("z", new ClaimWork { By = "B", At = TestRun.Monday });

        Assert.NotEqual("", run.Refusal(new WithdrawStep(run.VisitOf("c2")) { Now = run.Now }));
        Assert.Empty(run.State.Kept);
    }

    [Fact]
    public void Nothing_is_kept_after_the_next_step()
    {
        var run = Around(Sub("sub", Body), User("last"), Path("z", "last")).Complete("c").Complete("c2");
        Assert.Single(run.State.Kept);

        Assert.Empty(run.Complete("z").State.Kept);
    }

    private static TestRun Around(string activity, params string[] more) =>
        TestRun.Started([Start(), User("d"), activity, User("z"), Path("start", "d", activity.Split('"')[1], "z"), .. more]).Complete("d");
}
