using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads lanes, each followed by the lanes within it.</summary>
internal static class LaneReading
{
    /// <summary>Reads the lanes of a set.</summary>
    public static void Read(XmlItem set, List<(Lane Lane, int Line)> lanes, FaultList faults)
    {
        foreach (var item in set.Named("lane"))
        {
            if (IdRules.Required(item, faults) is not { } id)
            {
                continue;
            }

            ImmutableArray<string> nodes = [.. item.Named("flowNodeRef").Select(node => node.Text.Trim())];
            lanes.Add((new Lane(id, item.Attribute("name") ?? id, nodes), item.Line));
            foreach (var within in item.Named("childLaneSet"))
            {
                Read(within, lanes, faults);
            }
        }
    }

    /// <summary>Checks that lanes hold nodes that exist.</summary>
    public static void Check(List<(Lane Lane, int Line)> lanes, Func<string, bool> isNode, FaultList faults)
    {
        foreach (var (lane, line) in lanes)
        {
            foreach (var node in lane.Nodes.Where(node => !isNode(node)))
            {
                faults.Add("lane.node-unknown", lane.Id, line, $"Expected lane {lane.Id} to hold flow nodes, but found '{node}'");
            }
        }
    }
}
