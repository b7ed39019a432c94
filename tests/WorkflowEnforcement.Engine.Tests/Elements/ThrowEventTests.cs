using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ThrowEventTests
{
    [Fact]
    public void Without_a_trigger_it_is_passed() =>
        Assert.Equal("start passed", TestRun.Started(Start(), Throws("passed"), Path("start", "passed")).Trace);

    [Fact]
    public void A_message_reaches_the_first_that_waits_in_the_case()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Catches("wait", Message("M")), Catches("more", Message("M")), User("work"), Throws("throw", Message("M")), User("after"), User("a"), User("b"),
            Path("start", "fork", "wait", "a"), Path("fork", "more", "b"), Path("fork", "work", "throw", "after")).Complete("work");

        Assert.Equal("a after more", run.Waiting);
    }

    [Fact]
    public void A_signal_reaches_all_that_wait_even_beside_and_around()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Sub("sub", Start("s"), Catches("inner", Signal("S")), User("a"), Path("s", "inner", "a")), Catches("outer", Signal("S")), User("b"),
            User("work"), Throws("throw", Signal("S")), Path("start", "fork", "sub"), Path("fork", "outer", "b"), Path("fork", "work", "throw")).Complete("work");

        Assert.Equal("a b", run.Waiting);
    }

    [Fact]
    public void An_escalation_goes_outwards_and_the_flow_goes_on()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Throws("throw", Escalation("C")), User("work"), Path("s", "throw", "work")),
            On("sub", "up", Escalation("C"), interrupting: false), User("chief"), Path("start", "sub"), Flow("up", "chief"));

        Assert.Equal("chief work", run.Waiting);
    }

    [Fact]
    public void An_escalation_that_interrupts_takes_the_thrower_with_it()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", Start("s"), Throws("throw", Escalation("C")), User("work"), Path("s", "throw", "work")), On("sub", "up", Escalation()), User("chief"), Path("start", "sub"), Flow("up", "chief"));

        Assert.Equal("chief", run.Waiting);
    }

    [Fact]
    public void An_escalation_nobody_catches_is_recorded()
    {
        var run = TestRun.Started(Start(), Throws("throw", Escalation("C")), User("work"), Path("start", "throw", "work"));

        Assert.Equal("work", run.Waiting);
        Assert.Contains(new EscalationThrown("throw", "C", null), run.LastEvents);
    }

    [Fact]
    public void A_link_jumps_to_where_it_is_caught()
    {
        var run = TestRun.Started(Start(), Throws("from", Link("over")), Catches("to", Link("over")), User("work"), Path("start", "from"), Flow("to", "work"));

        Assert.Equal(("work", "start from to"), (run.Waiting, run.Trace));
    }

    [Fact]
    public void Compensation_undoes_newest_first_and_waits()
    {
        var run = Compensated(Compensate());

        Assert.Equal("undoB", run.Waiting);
        Assert.Equal("undoA", run.Complete("undoB").Waiting);
        Assert.Equal("after", run.Complete("undoA").Waiting);
        Assert.Empty(run.State.Compensations);
    }

    [Fact]
    public void Compensation_of_one_activity_leaves_the_others()
    {
        var run = Compensated(Compensate("a"));

        Assert.Equal("undoA", run.Waiting);
        Assert.Equal("after", run.Complete("undoA").Waiting);
        Assert.Single(run.State.Compensations);
    }

    [Fact]
    public void Compensation_may_go_on_beside_the_flow()
    {
        var run = Compensated(Compensate(waits: false));

        Assert.Equal("after undoB", run.Waiting);
        run.Complete("after").Complete("undoB").Complete("undoA");
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.DoesNotContain("throw undo throw", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Compensation_of_a_subprocess_undoes_what_was_done_in_it_with_the_variables_of_then()
    {
        var run = TestRun.Started(
            Start(), Sub("sub", """<dataObject id="paid" name="paid"/>""", Start("s"), User("pay"), Undo("pay", "refund"), Path("s", "pay")), User("work"), Throws("throw", Compensate("sub")), Path("start", "sub", "work", "throw"))
            .Complete("pay", ("paid", FeelValue.Of(7))).Complete("work");

        Assert.Equal("refund", run.Waiting);
        Assert.Equal(FeelValue.Of(7), run.State.Scopes.Values.Last().Variables["paid"]);
    }

    [Fact]
    public void Every_instance_of_a_loop_is_undone_for_itself()
    {
        var run = TestRun.Started(Start(), Times(User("pay"), "2"), Undo("pay", "refund"), Throws("throw", Compensate()), Path("start", "pay", "throw"));
        foreach (var token in run.State.Waiting.ToList())
        {
            run.Do(new CompleteElement(token.Id, FeelContext.Empty) { Now = run.Now });
        }

        run.Complete("refund");
        Assert.Equal("refund", run.Waiting);
        Assert.Equal(InstanceStatus.Completed, run.Complete("refund").State.Status);
    }

    private const string Log = "append(log, string(item) + string(loopCounter))";

    [Theory]
    [InlineData("task")]
    [InlineData("within")]
    [InlineData("around")]
    [InlineData("event subprocess")]
    public void What_undoes_an_instance_of_a_loop_sees_its_item_and_its_counter(string what)
    {
        string[] drawn = what switch
        {
            "task" => [ForEach(Service("pay"), """["a", "b"]""", "item"), UndoBy("pay", Log, "log"), Path("start", "pay")],
            "within" => [ForEach(Sub("sub", Start("s"), Service("pay"), UndoBy("pay", Log, "log"), Path("s", "pay")), """["a", "b"]""", "item"), Path("start", "sub")],
            "around" => [ForEach(Sub("sub", Start("s"), Service("pay"), Path("s", "pay")), """["a", "b"]""", "item"), UndoBy("sub", Log, "log"), Path("start", "sub")],
            _ =>
            [
                ForEach(
                    Sub("sub", Start("s"), Service("pay"), Path("s", "pay"), Handles("on", Begins("undo", Compensate()), Script("log", Log, "log"), Path("undo", "log"))), """["a", "b"]""", "item"),
                Path("start", "sub"),
            ],
        };
        var last = what == "task" ? "pay" : "sub";
        var run = new TestRun(Bpmn.Model([Start(), .. drawn, Throws("throw", Compensate()), Path(last, "throw")])).Start(("log", FeelValue.Of([])));
        foreach (var token in run.State.Waiting.ToList())
        {
            run.Do(new CompleteElement(token.Id, FeelContext.Empty) { Now = run.Now });
        }

        Assert.Equal(FeelValue.Of([FeelValue.Of("b2"), FeelValue.Of("a1")]), run.State.Variables["log"]);
    }

    private static TestRun Compensated(string trigger) => TestRun.Started(Start(), User("a"), Undo("a", "undoA"), User("b"), Undo("b", "undoB"), Throws("throw", trigger), User("after"), Path("start", "a", "b", "throw", "after"))
        .Complete("a").Complete("b");
}
