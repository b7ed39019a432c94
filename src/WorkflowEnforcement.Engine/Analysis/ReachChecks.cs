using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>What shows from the arrows alone: elements no token reaches, ways that lead to no end, ends that are not drawn.</summary>
internal static class ReachChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph) => [.. Unreachable(graph), .. WithoutEnd(graph), .. ImplicitEnds(graph)];

    private static IEnumerable<FlowFinding> Unreachable(ScopeGraph graph)
    {
        var handlers = graph.Nodes.OfType<Activity>().Where(node => graph.Reached.Contains(node.Id)).Select(node => node.CompensatedBy).ToHashSet();
        foreach (var node in graph.Nodes.Where(node => !graph.Reached.Contains(node.Id)))
        {
            var isBeside = node is EventSubprocess
                || (node is BoundaryEvent { Trigger: CompensationTrigger } boundary && graph.Reached.Contains(boundary.AttachedTo))
                || handlers.Contains(node.Id);
            if (!isBeside)
            {
                yield return new FlowFinding("element.unreachable", FindingSeverity.Error, node.Id, node.Line,
                    $"Expected a way from a start of {graph.Scope.ElementId} to {Named(node)}, but no token can reach it");
            }
        }
    }

    private static IEnumerable<FlowFinding> WithoutEnd(ScopeGraph graph)
    {
        // Where one way ends all others, the game of tokens knows better.
        var canBeEnded = graph.Nodes.Any(node => node is EndEvent { Trigger: TerminateTrigger or ErrorTrigger or CancelTrigger } && graph.Reached.Contains(node.Id));
        if (graph.CanBeInterrupted || graph.IsAdHoc || canBeEnded)
        {
            yield break;
        }

        var ending = EndingNodes(graph);
        List<string> caught = [.. graph.Nodes.Where(node => graph.Reached.Contains(node.Id) && !ending.Contains(node.Id)).Select(node => node.Id)];
        foreach (var loop in Components.Cycles(caught, graph.Next))
        {
            var first = loop.Select(id => graph.Model.Nodes[id]).MinBy(node => node.Line)!;
            var way = Trail.Said(Ways.Shortest(graph, first.Id));
            yield return new FlowFinding(FlowCodes.Endless, FindingSeverity.Error, first.Id, first.Line,
                $"Expected a way from {Named(first)} to an end of {graph.Scope.ElementId}, but a token there goes round for ever ({Trail.Said(Ways.Round(graph, loop, first.Id))}); way there: {way}");
        }
    }

    private static HashSet<string> EndingNodes(ScopeGraph graph)
    {
        var before = graph.Nodes.SelectMany(node => graph.Next(node.Id).Select(next => (Node: node.Id, Next: next)))
            .ToLookup(pair => pair.Next, pair => pair.Node, StringComparer.Ordinal);
        var ending = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(graph.Nodes.Where(graph.IsEnd).Select(node => node.Id));
        while (open.TryPop(out var id))
        {
            if (ending.Add(id))
            {
                foreach (var node in before[id])
                {
                    open.Push(node);
                }
            }
        }

        return ending;
    }

    // A scope that draws its ends and leaves one out has most likely lost an arrow.
    private static IEnumerable<FlowFinding> ImplicitEnds(ScopeGraph graph)
    {
        if (graph.IsAdHoc || !graph.Nodes.Any(node => node is EndEvent))
        {
            yield break;
        }

        foreach (var node in graph.Nodes.Where(node => node is not EndEvent && graph.IsEnd(node) && graph.Reached.Contains(node.Id) && !ScopeGraph.IsBeside(node)))
        {
            var isHandler = graph.Nodes.OfType<Activity>().Any(other => other.CompensatedBy == node.Id);
            if (!isHandler)
            {
                yield return new FlowFinding("element.no-way-out", FindingSeverity.Warning, node.Id, node.Line,
                    $"Expected a flow out of {Named(node)}, as {graph.Scope.ElementId} draws its ends, but there is none and the way ends here");
            }
        }
    }

    private static string Named(FlowNode node) => node.Name == node.Id ? node.Id : $"{node.Id} ({node.Name})";
}
