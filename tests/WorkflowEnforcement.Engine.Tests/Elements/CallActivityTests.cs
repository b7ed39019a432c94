using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class CallActivityTests
{
    private static TestRun Calling(string call, string[] called, params ReadOnlySpan<(string Name, FeelValue Value)> variables) => new TestRun(Linked(
        Bpmn.Model(Start(), call, User("after"), On("call", "failed", Error("E")), User("recover"), Path("start", "call", "after"), Flow("failed", "recover")),
        Bpmn.Of("Q", called))).Start(variables);

    [Fact]
    public void Without_mappings_every_variable_goes_both_ways()
    {
        var run = Calling(Call("call", "Q"), [Start("s"), User("work"), Path("s", "work")], ("a", FeelValue.Of(1)));

        run.Complete("work", ("b", FeelValue.Of(2)));
        Assert.Equal((FeelValue.Of(1), FeelValue.Of(2)), (run.State.Variables["a"], run.State.Variables["b"]));
        Assert.Equal("start s work call", run.Trace);
    }

    [Fact]
    public void With_mappings_only_what_is_mapped_goes_over()
    {
        var run = Calling(Call("call", "Q", [("a * 2", "fine")], [("fine + 1", "paid")]), [Start("s"), User("work"), Path("s", "work")], ("a", FeelValue.Of(2)), ("secret", FeelValue.Of(9)));

        Assert.Equal(TestRun.Of(("fine", FeelValue.Of(4))), run.State.Scopes.Values.Last().Variables);
        run.Complete("work", ("secret", FeelValue.Of(1)));
        Assert.Equal((FeelValue.Of(5), FeelValue.Of(9)), (run.State.Variables["paid"], run.State.Variables["secret"]));
    }

    [Fact]
    public void A_called_process_does_not_see_its_caller()
    {
        var run = Calling(Call("call", "Q", [("1", "one")]), [Start("s"), Script("look", "if hidden = null then 0 else 1", "seen"), User("work"), Path("s", "look", "work")], ("hidden", FeelValue.Of(7)));

        Assert.Equal(FeelValue.Of(0), run.State.Scopes.Values.Last().Variables["seen"]);
    }

    [Fact]
    public void An_error_that_leaves_the_called_process_is_caught_on_the_call()
    {
        var run = Calling(Call("call", "Q"), [Start("s"), User("work"), Ends("broken", Error("E")), Path("s", "work", "broken")]).Complete("work");

        Assert.Equal("recover", run.Waiting);
        Assert.Single(run.State.Scopes);
    }

    [Fact]
    public void A_terminate_end_event_ends_the_called_process_only()
    {
        var run = Calling(Call("call", "Q"), [Start("s"), Parallel("fork"), User("work"), User("more"), Terminate("stop"), Path("s", "fork", "work", "stop"), Flow("fork", "more")]).Complete("work");

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_result_that_cannot_be_worked_out_stops_the_call_after_its_process()
    {
        var run = Calling(
            Call("call", "Q", [("1", "n")], [("count(for a in 1..n, b in 1..n return a)", "result")]),
            [Start("s"), User("work"), Path("s", "work"), Handles("on", Begins("came", Message("M"), interrupting: false), User("read"), Path("came", "read"))])
            .Complete("work", ("n", FeelValue.Of(1_000)));

        Assert.Equal(("expression.step-limit", IncidentPhase.Closing), (run.Incident.Code, run.Incident.Phase));

        // What is over starts nothing more.
        Assert.Equal("message.not-awaited", run.Refusal(new PublishMessage("M", FeelContext.Empty) { Now = run.Now }));
        Assert.Equal("expression.step-limit", run.Resolve().Incident.Code);
    }

    [Fact]
    public void A_process_may_call_itself()
    {
        var model = Bpmn.Of("P", Start(), User("work"), Exclusive("again", "again_end"), Call("call", "P"), End(), Path("start", "work", "again", "end"), Flow("again", "call", "n < 3"), Flow("call", "end"));
        var run = new TestRun(Linked(model)).Start(("n", FeelValue.Of(1)));

        run.Complete("work").Complete("work", ("n", FeelValue.Of(3)));
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal(FeelValue.Of(3), run.State.Variables["n"]);
    }

    [Fact]
    public void A_process_that_calls_itself_without_end_stops_as_an_incident()
    {
        var run = new TestRun(Linked(Bpmn.Of("P", Start(), Call("call", "P"), Path("start", "call")))).Start();

        Assert.Equal("flow.step-limit", run.Incident.Code);
    }
}
