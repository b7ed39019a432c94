using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class FlowRuleTests
{
    [Fact]
    public void A_flow_needs_known_ends()
    {
        Faults.Is("flow.target-unknown start_nowhere", Start(), Flow("start", "nowhere"));
        Faults.Is("flow.source-unknown nowhere_a", Start(), User("a"), Flow("nowhere", "a"));
        Faults.Are(["flow.source-unknown f", "flow.target-unknown f"], Start(), "<sequenceFlow id=\"f\"/>");
    }

    [Fact]
    public void A_flow_may_not_end_at_what_is_no_flow_node() =>
        Faults.Is("flow.target-unknown start_note", Start(), "<textAnnotation id=\"note\"/>", Flow("start", "note"));

    [Fact]
    public void A_flow_may_not_leave_an_end_event() => Faults.Is("flow.out-of-end end_a", Start(), End(), User("a"), Flow("end", "a"));

    [Fact]
    public void A_flow_may_not_enter_a_start_event() => Faults.Is("flow.into-start a_start", Start(), User("a"), Flow("a", "start"));

    [Fact]
    public void A_flow_may_not_enter_a_boundary_event() =>
        Faults.Is("flow.into-boundary start_late", Start(), User("a"), Boundary("late", "a", "P1D"), Flow("start", "late"));

    [Fact]
    public void A_flow_may_not_cross_the_border_of_a_subprocess()
    {
        Faults.Is("flow.crosses-border start_inside", Start(), Sub("sub", Start("s"), User("inside")), Flow("start", "inside"));
        Faults.Is("flow.crosses-border inside_after", Start(), Sub("sub", Start("s"), User("inside")), User("after"), Flow("inside", "after"));
    }

    [Fact]
    public void A_gateway_needs_a_way_out()
    {
        Faults.Is("gateway.no-way-out g", Start(), Exclusive("g"), Flow("start", "g"));
        Faults.Is("gateway.no-way-out g", Start(), Parallel("g"), Flow("start", "g"));
        Faults.Is("gateway.no-way-out g", Start(), "<inclusiveGateway id=\"g\"/>");
        Faults.Is("gateway.no-way-out g", Start(), "<eventBasedGateway id=\"g\"/>");
    }

    [Fact]
    public void A_flow_out_of_an_exclusive_gateway_may_be_without_a_condition_and_then_always_holds()
    {
        Assert.Equal("b", TestRun.Started(Start(), Exclusive("g"), User("a"), User("b"), Flow("start", "g"), Flow("g", "a", "x"), Flow("g", "b")).Waiting);
    }

    [Fact]
    public void An_inclusive_gateway_takes_flows_with_and_without_a_condition_and_a_default()
    {
        var model = Bpmn.Model(Start(), "<inclusiveGateway id=\"g\" default=\"g_c\"/>", User("a"), User("b"), User("c"), Flow("g", "a", "x"), Flow("g", "b"), Flow("g", "c"));

        Assert.Equal("g_c", Assert.IsType<InclusiveGateway>(model.Nodes["g"]).Default);
    }

    [Fact]
    public void Parallel_gateways_and_events_take_no_conditions()
    {
        Faults.Is("flow.condition-not-allowed g_a", Start(), Parallel("g"), User("a"), Flow("g", "a", "x"));
        Faults.Is("flow.condition-not-allowed start_a", Start(), User("a"), Flow("start", "a", "x"));
    }

    [Fact]
    public void A_default_must_leave_its_node_and_bear_no_condition()
    {
        Faults.Is("flow.default-unknown g", Start(), Exclusive("g", "start_g"), User("a"), Flow("start", "g"), Flow("g", "a"));
        Faults.Is("flow.default-unknown u", Start(), User("u", "default=\"nowhere\""));
        Faults.Is("flow.default-condition g_a", Start(), Exclusive("g", "g_a"), User("a"), Flow("g", "a", "x"));
        Faults.Is("flow.default-not-allowed g", Start(), "<parallelGateway id=\"g\" default=\"g_a\"/>", User("a"), Flow("g", "a"));
    }

    [Fact]
    public void Incoming_and_outgoing_must_say_what_the_flows_say()
    {
        Faults.Are([], Start(), "<userTask id=\"a\"><incoming>start_a</incoming></userTask>", Flow("start", "a"));
        Faults.Is("flow.reference-wrong a", Start(), "<userTask id=\"a\"><outgoing>start_a</outgoing></userTask>", Flow("start", "a"));
    }

    [Fact]
    public void A_boundary_event_sits_on_an_activity_beside_it()
    {
        Faults.Is("boundary.host-unknown late", Start(), Boundary("late", "nowhere", "P1D"));
        Faults.Is("boundary.host-unknown late", Start(), Boundary("late", "start", "P1D"));
        Faults.Is("boundary.host-unknown late", Start(), Sub("sub", Start("s"), User("a")), Boundary("late", "a", "P1D"));
        Faults.Is("attribute.invalid late", Start(), User("a"), Boundary("late", "a", "P1D").Replace("=\"true\"", "=\"perhaps\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Flows_are_kept_in_the_order_of_the_file()
    {
        var model = Bpmn.Model(Start(), User("a"), User("b"), User("c"), Flow("start", "c"), Flow("start", "a"), Flow("start", "b"));

        Assert.Equal(["start_c", "start_a", "start_b"], model.Nodes["start"].Outgoing);
    }
}
