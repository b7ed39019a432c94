using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Conditions that leave a token without a way, and flows that no token takes.</summary>
internal static class GatewayChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph, IReadOnlyDictionary<string, WaysOut> ways) =>
        graph.Nodes.Where(node => graph.Reached.Contains(node.Id)).SelectMany(node => (FlowFinding[])[.. StandingStill(node, ways[node.Id]), .. NeverTaken(graph, node, ways[node.Id])]);

    private static IEnumerable<FlowFinding> StandingStill(FlowNode node, WaysOut ways)
    {
        if (ways.StandsStill is { } where)
        {
            var example = where.Length == 0 ? "" : $", for example where {where}";
            yield return new FlowFinding("gateway.stands-still", FindingSeverity.Warning, node.Id, node.Line,
                $"Expected {node.Id} to have a default flow or conditions of which one always holds, but none needs to hold{example}");
        }
    }

    private static IEnumerable<FlowFinding> NeverTaken(ScopeGraph graph, FlowNode node, WaysOut ways)
    {
        if (ways.IsPartial)
        {
            yield break;
        }

        var taken = ways.Sets.SelectMany(set => set).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in node.Outgoing.Where(id => !taken.Contains(id)).Select(id => graph.Model.Flows[id]))
        {
            var why = ways.Holding.Contains(flow.Id) ? $"those before it at {node.Id} hold whenever it does" : "it never does";
            yield return new FlowFinding("flow.never-taken", FindingSeverity.Warning, flow.Id, flow.Line,
                $"Expected the condition of flow {flow.Id} to hold for some token, but {why}");
        }
    }
}
