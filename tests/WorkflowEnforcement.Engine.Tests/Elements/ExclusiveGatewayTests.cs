using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Elements;

public sealed class ExclusiveGatewayTests
{
    private static readonly string[] WithDefault =
    [
        Start(), Exclusive("choice", "choice_otherwise"), User("first"), User("second"), User("otherwise"),
        Flow("start", "choice"), Flow("choice", "otherwise"), Flow("choice", "first", "罚款 >= 100"), Flow("choice", "second", "罚款 >= 10"),
    ];

    [Theory]
    [InlineData(500, "first")]
    [InlineData(50, "second")]
    [InlineData(5, "otherwise")]
    public void The_first_condition_that_holds_in_file_order_wins_and_the_default_comes_last(int fine, string taken)
    {
        Assert.Equal(taken, new TestRun(Bpmn.Model(WithDefault)).Start(("罚款", FeelValue.Of(fine))).Waiting);
    }

    [Fact]
    public void A_null_condition_is_false()
    {
        Assert.Equal("otherwise", new TestRun(Bpmn.Model(WithDefault)).Start().Waiting);
    }

    [Fact]
    public void No_open_way_is_an_incident_and_is_tried_again_with_todays_facts()
    {
        var run = TestRun.Started(Start(), Exclusive("choice"), User("work"), Flow("start", "choice"), Flow("choice", "work", "decision.fine > 3"));

        Assert.Equal(("gateway.no-flow", "choice"), (run.Incident.Code, run.Incident.Element));
        Assert.Equal(InstanceStatus.Active, run.State.Status);
        Assert.Equal("start", run.Trace);

        run.Resolve();
        Assert.Equal("gateway.no-flow", run.Incident.Code);

        run.Inputs = FeelContext.Empty.WithPath("decision.fine", FeelValue.Of(4));
        run.Resolve();
        Assert.Equal("work", run.Waiting);
        Assert.Empty(run.State.Variables.Entries);
    }

    [Theory]
    [InlineData("1 + 1", "condition.not-boolean")]
    [InlineData("count(for a in 1..1000, b in 1..1000 return a) > 1", "expression.step-limit")]
    public void A_condition_that_gives_no_truth_value_is_an_incident(string condition, string code)
    {
        var run = TestRun.Started(Start(), Exclusive("choice", "choice_work"), User("work"), User("other"),
            Flow("start", "choice"), Flow("choice", "work"), Flow("choice", "other", condition));

        Assert.Equal(code, run.Incident.Code);
    }

    [Fact]
    public void A_gateway_that_merges_lets_each_token_pass()
    {
        var run = TestRun.Started(Start(), Parallel("fork"), Exclusive("merge"), User("work"),
            Flow("start", "fork"), Flow("fork", "merge"), """<sequenceFlow id="second" sourceRef="fork" targetRef="merge"/>""", Flow("merge", "work"));

        Assert.Equal("work work", run.Waiting);
    }
}
