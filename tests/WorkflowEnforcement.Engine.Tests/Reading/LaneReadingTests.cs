using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class LaneReadingTests
{
    private const string Lanes = """
        <laneSet id="ls"><lane id="l1" name="执法科"><flowNodeRef>start</flowNodeRef><flowNodeRef>a</flowNodeRef>
          <childLaneSet id="cs"><lane id="l2"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>
        """;

    [Fact]
    public void Lanes_are_kept_in_the_order_drawn_with_those_within()
    {
        Assert.Equal([new Lane("l1", "执法科", ["start", "a"]), new Lane("l2", "l2", ["a"])], Bpmn.Model(Lanes, Bpmn.Start(), Bpmn.User("a")).Lanes);
    }

    [Fact]
    public void A_lane_may_not_hold_what_is_no_flow_node()
    {
        Faults.Are(["lane.node-unknown l1", "lane.node-unknown l2"], Lanes, Bpmn.Start());
    }
}
