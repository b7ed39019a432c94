using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Reading.Drawn;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class EventGatewayRuleTests
{
    private const string Gateway = """<eventBasedGateway id="g"/>""";

    private static readonly string Wait = Event("intermediateCatchEvent", "c", Trigger("timer"));

    [Fact]
    public void Catch_events_and_receive_tasks_may_follow() =>
        Assert.IsType<EventBasedGateway>(Bpmn.Model(Start(), Gateway, Wait, "<receiveTask id=\"r\" messageRef=\"M\"/>",
            Flow("start", "g"), Flow("g", "c"), Flow("g", "r"), Declared).Nodes["g"]);

    [Fact]
    public void Nothing_else_may_follow()
    {
        Faults.Is("event-gateway.target-not-allowed g_a", Start(), Gateway, User("a"), Flow("g", "a"));
        Faults.Is("event-gateway.target-not-allowed g_e", Start(), Gateway, End("e"), Flow("g", "e"));
        Faults.Is("event-gateway.target-not-allowed g_t", Start(), Gateway, Event("intermediateThrowEvent", "t"), Flow("g", "t"));
    }

    [Fact]
    public void What_follows_is_reached_from_the_gateway_alone() =>
        Faults.Is("event-gateway.target-shared c", Start(), Gateway, Wait, Flow("g", "c"), Flow("start", "c"));

    [Fact]
    public void A_receive_task_that_follows_has_no_boundary_events_and_no_marker()
    {
        Faults.Is("event-gateway.target-not-plain r", Start(), Gateway, "<receiveTask id=\"r\"/>", Boundary("late", "r", "P1D"), Flow("g", "r"));
        Faults.Is("event-gateway.target-not-plain r", Start(), Gateway,
            "<receiveTask id=\"r\"><standardLoopCharacteristics loopMaximum=\"2\"/></receiveTask>", Flow("g", "r"));
    }

    [Fact]
    public void Its_flows_bear_no_condition_and_none_is_the_default()
    {
        Faults.Is("flow.condition-not-allowed g_c", Start(), Gateway, Wait, Flow("g", "c", "x"));
        Faults.Is("flow.default-not-allowed g", Start(), "<eventBasedGateway id=\"g\" default=\"g_c\"/>", Wait, Flow("g", "c"));
    }

    [Fact]
    public void One_that_begins_instances_or_waits_for_all_is_refused()
    {
        Faults.Is("attribute.unsupported g", Start(), "<eventBasedGateway id=\"g\" instantiate=\"true\"/>", Wait, Flow("g", "c"));
        Faults.Is("attribute.unsupported g", Start(), "<eventBasedGateway id=\"g\" eventGatewayType=\"Parallel\"/>", Wait, Flow("g", "c"));
    }
}
