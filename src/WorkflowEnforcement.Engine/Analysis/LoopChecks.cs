using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Loops in which nothing waits: the engine would go round within one step and never come to rest.</summary>
internal static class LoopChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph)
    {
        List<string> quick = [.. graph.Nodes.Where(node => graph.Reached.Contains(node.Id) && !Quick.Waits(graph.Model, node)).Select(node => node.Id)];
        return Components.Cycles(quick, graph.Next).Select(loop => Of(graph, loop));
    }

    private static FlowFinding Of(ScopeGraph graph, List<string> loop)
    {
        var nodes = loop.ConvertAll(id => graph.Model.Nodes[id]);
        var inLoop = loop.ToHashSet(StringComparer.Ordinal);
        var first = nodes.MinBy(node => node.Line)!;
        var way = Trail.Said(Ways.Round(graph, loop, first.Id));
        var choices = nodes.FindAll(node => node is ExclusiveGateway or InclusiveGateway or Activity && node.Outgoing.Any(flow => !inLoop.Contains(graph.Model.Flows[flow].Target)) && IsChoice(graph, node));
        if (choices.Count == 0)
        {
            return new FlowFinding("loop.no-wait", FindingSeverity.Error, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, or a condition to lead out of it, but it goes round for ever at once");
        }

        var read = choices.SelectMany(node => node.Outgoing).SelectMany(flow => Names(graph.Model.Flows[flow])).ToHashSet(StringComparer.Ordinal);
        return nodes.Exists(node => Quick.Writes(graph.Model, node, read))
            ? new FlowFinding("loop.no-wait", FindingSeverity.Info, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, but it goes round at once until a condition at {choices[0].Id} leads out of it")
            : new FlowFinding("loop.no-wait", FindingSeverity.Warning, first.Id, first.Line,
                $"Expected something in the loop {way} to wait, or to change what the condition at {choices[0].Id} reads, but once in it the loop goes round for ever");
    }

    private static bool IsChoice(ScopeGraph graph, FlowNode node) =>
        node is not Activity || node.Outgoing.Any(flow => graph.Model.Flows[flow].Test is not null);

    private static IEnumerable<string> Names(SequenceFlow flow) => flow.Test is null ? [] : GuardTokens.Paths(GuardTokens.Of(flow.Test.Text));
}
