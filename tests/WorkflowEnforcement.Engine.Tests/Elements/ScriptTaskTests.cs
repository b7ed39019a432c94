using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ScriptTaskTests
{
    [Fact]
    public void It_is_worked_out_at_once_and_its_value_kept()
    {
        var run = new TestRun(Bpmn.Model(Start(), Script("sum", "a + 0.2", "b"), User("after"), Path("start", "sum", "after"))).Start(("a", FeelValue.Of(0.1m)));

        Assert.Equal(("after", FeelValue.Of(0.3m)), (run.Waiting, run.State.Variables["b"]));
    }

    [Fact]
    public void An_expression_that_would_run_for_ever_stops_its_token_only()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Script("endless", "count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)", "n"), User("other"), User("after"), User("recover"),
            On("endless", "late", Timer("P1D")), Path("start", "fork", "endless", "after"), Flow("fork", "other"), Flow("late", "recover"));

        Assert.Equal(("expression.step-limit", IncidentPhase.Working), (run.Incident.Code, run.Incident.Phase));
        Assert.Equal("other", run.Waiting);
        Assert.Equal("other recover", run.Fire("late").Waiting);
    }
}
