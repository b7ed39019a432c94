using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class TransactionTests
{
    private static TestRun Given() => TestRun.Started(
        Start(),
        Transaction("deal", Start("s"), Parallel("fork"), User("pay"), Undo("pay", "refund"), User("ship"), Undo("ship", "fetch"), User("check"), Exclusive("good", "good_fine"), Ends("bad", Cancel), End("fine"),
            Path("s", "fork", "pay"), Path("fork", "ship"), Path("fork", "check", "good", "fine"), Flow("good", "bad", "not(ok)")),
        On("deal", "cancelled", Cancel), User("tell"), User("after"), Path("start", "deal", "after"), Flow("cancelled", "tell"));

    [Fact]
    public void A_transaction_ends_as_a_subprocess_does()
    {
        var run = Given().Complete("pay").Complete("ship").Complete("check", ("ok", FeelValue.Of(true)));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Cancelling_stops_what_goes_on_and_undoes_what_was_done_newest_first()
    {
        var run = Given().Complete("ship").Complete("pay").Complete("check", ("ok", FeelValue.Of(false)));

        Assert.Equal("refund", run.Waiting);
        Assert.Equal("fetch", run.Complete("refund").Waiting);
        Assert.Equal("tell", run.Complete("fetch").Waiting);
        Assert.EndsWith("refund fetch bad cancelled", run.Trace, StringComparison.Ordinal);
        Assert.Single(run.State.Scopes);
    }

    [Fact]
    public void Cancelling_undoes_what_was_done_in_parts_that_still_go_on()
    {
        var run = TestRun.Started(
            Start(),
            Transaction("deal", Start("s"), Parallel("fork"),
                Sub("part", Start("t"), ForEach(Sub("inner", Start("i"), User("pay"), Undo("pay", "refund"), User("wait"), Path("i", "pay", "wait")), """["a"]""", "item"), Path("t", "inner")), Undo("part", "never"),
                User("ship"), Undo("ship", "fetch"), User("check"), Ends("bad", Cancel), Path("s", "fork", "part"), Path("fork", "ship"), Path("fork", "check", "bad")),
            On("deal", "cancelled", Cancel), User("tell"), Path("start", "deal"), Flow("cancelled", "tell"));
        run.Complete("ship").Complete("pay").Complete("check");

        Assert.Equal("refund", run.Waiting);
        Assert.Equal(FeelValue.Of("a"), run.State.Scopes.Values.Last().Variables["item"]);
        Assert.Equal("fetch", run.Complete("refund").Waiting);
        Assert.Equal("tell", run.Complete("fetch").Waiting);
        Assert.Empty(run.State.Compensations);
    }

    [Fact]
    public void Cancelling_one_instance_undoes_what_was_done_in_those_beside_it()
    {
        var run = new TestRun(Bpmn.Model(
            Start(),
            ForEach(
                Transaction("deal", Start("s"), User("pay"), UndoBy("pay", "append(log, item)", "log"), User("check"), Ends("bad", Cancel), Path("s", "pay", "check", "bad")), """["a", "b", "c"]""", "item"),
            On("deal", "cancelled", Cancel), User("tell"), Path("start", "deal"), Flow("cancelled", "tell"))).Start(("log", FeelValue.Of([])));
        foreach (var pay in run.State.Waiting.Take(2).ToList())
        {
            run.Do(new CompleteElement(pay.Id, FeelContext.Empty) { Now = run.Now });
        }

        run.Do(new CompleteElement(run.State.Waiting.Last(token => token.Element == "check").Id, FeelContext.Empty) { Now = run.Now });
        Assert.Equal("tell", run.Waiting);
        Assert.Equal(FeelValue.Of([FeelValue.Of("b"), FeelValue.Of("a")]), run.State.Variables["log"]);
        Assert.Single(run.State.Scopes);
    }

    [Fact]
    public void What_was_not_done_is_not_undone()
    {
        var run = Given().Complete("pay").Complete("check", ("ok", FeelValue.Of(false)));

        Assert.Equal("refund", run.Waiting);
        Assert.Equal("tell", run.Complete("refund").Waiting);
    }

    [Fact]
    public void With_nothing_done_it_goes_on_at_once() =>
        Assert.Equal("tell", Given().Complete("check", ("ok", FeelValue.Of(false))).Waiting);

    [Fact]
    public void A_transaction_that_is_interrupted_by_an_error_is_not_undone()
    {
        var run = TestRun.Started(
            Start(), Transaction("deal", Start("s"), User("pay"), Undo("pay", "refund"), Ends("broken", Error("E")), Path("s", "pay", "broken")),
            On("deal", "hazard", Error()), User("repair"), Path("start", "deal"), Flow("hazard", "repair")).Complete("pay");

        Assert.Equal("repair", run.Waiting);
        Assert.Empty(run.State.Compensations);
    }
}
