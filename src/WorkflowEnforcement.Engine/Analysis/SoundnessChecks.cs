using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Standstill, double work and missing ends, found by playing the game of tokens in a scope.</summary>
internal static class SoundnessChecks
{
    public static IEnumerable<FlowFinding> Check(ScopeGraph graph, IReadOnlyDictionary<string, WaysOut> ways, IReadOnlySet<string> endless)
    {
        var aside = Aside(graph);
        var isTogether = graph.IsAdHoc || !graph.Entries.Any(id => graph.Model.Nodes[id] is StartEvent);
        List<FlowFinding> found = [.. Play(graph, new NetBuilding(graph, ways, endless, aside).From(graph.Entries, isTogether))];
        foreach (var branch in graph.Nodes.Where(node => aside.Contains(node.Id)))
        {
            found.AddRange(Play(graph, new NetBuilding(graph, ways, endless, aside).From([branch.Id], together: true)));
        }

        found.AddRange(ComingOnce(graph, aside));

        // In an ad hoc subprocess people do things as often as they like.
        return found.Where(finding => !graph.IsAdHoc || finding.Code is not (FlowCodes.Unsynchronized or FlowCodes.PilesUp)).DistinctBy(finding => (finding.Code, finding.Element));
    }

    // A second time its branch would come back into the flow beside the first.
    private static IEnumerable<FlowFinding> ComingOnce(ScopeGraph graph, HashSet<string> aside) => graph.Nodes.OfType<BoundaryEvent>()
        .Where(node => !node.Interrupting && graph.Reached.Contains(node.Id) && !aside.Contains(node.Id) && CanComeAgain(node.Trigger))
        .Select(node => Finding(graph, FlowCodes.ComesOnce, FindingSeverity.Info, node.Id,
            $"Expected {node.Id} to come at most once while {node.AttachedTo} goes on, for its branch comes back into the flow; that was taken for granted, and when it comes again what follows may be done twice"));

    private static bool CanComeAgain(EventTrigger trigger) => trigger switch
    {
        TimerTrigger { Timer: TimerCycle cycle } => !cycle.Text.StartsWith("R1/", StringComparison.Ordinal),
        MessageTrigger or SignalTrigger or EscalationTrigger or ConditionalTrigger => true,
        _ => false,
    };

    /// <summary>Non-interrupting boundary events whose branches never meet the rest: they may be there as often as the event comes.</summary>
    public static HashSet<string> Aside(ScopeGraph graph)
    {
        var aside = graph.Nodes.OfType<BoundaryEvent>().Where(node => !node.Interrupting && !ScopeGraph.IsBeside(node) && graph.Reached.Contains(node.Id)).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var main = graph.Reach(graph.Entries, id => !aside.Contains(id));
        while (aside.FirstOrDefault(id => Touches(graph, id, main)) is { } meeting)
        {
            aside.Remove(meeting);
            main.UnionWith(graph.Reach([meeting], id => !aside.Contains(id)));
        }

        return aside;
    }

    private static bool Touches(ScopeGraph graph, string from, HashSet<string> main)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            if (main.Contains(id))
            {
                return true;
            }

            if (seen.Add(id))
            {
                foreach (var next in graph.Next(id))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static IEnumerable<FlowFinding> Play(ScopeGraph graph, Net net)
    {
        foreach (var (from, element) in NetReduction.Of(net).Piling)
        {
            yield return Finding(graph, FlowCodes.PilesUp, FindingSeverity.Warning, element,
                $"Expected {element} to be over before it is begun again, but the loop over {Trail.Said([.. from.Elements()])} begins it anew in each round and waits for none");
        }

        var played = new NetExploration(net);
        foreach (var fault in played.Faults.Where(fault => fault.Kind != FlowCodes.Endless || !graph.CanBeInterrupted))
        {
            yield return Finding(graph, fault.Kind, FindingSeverity.Error, fault.Element, Sentence(graph, fault));
        }

        var isPartial = net.Nodes.Values.FirstOrDefault(node => node.IsPartial);
        if (played.IsBoundHit || isPartial is not null)
        {
            yield return Finding(graph, FlowCodes.BoundHit, FindingSeverity.Info, isPartial?.Element ?? graph.Scope.ElementId,
                $"Expected to play {graph.Scope.ElementId} to every end, but looked at {played.Markings} distributions of tokens and some long runs only; nothing is said about the rest");
        }
    }

    private static string Sentence(ScopeGraph graph, NetFault fault)
    {
        var flows = string.Join(", ", fault.Flows);
        var after = fault.Way.Count == 0 ? "from the start" : $"after {Trail.Said(fault.Way)}";
        return fault.Kind switch
        {
            FlowCodes.Deadlock => $"Expected a token to come to {fault.Element} by every way in, but {after} it waits for ever for {flows}",
            FlowCodes.Unsynchronized => $"Expected one token at a time at {fault.Element}, but {after} several are there ({flows}), and what follows is done more than once",
            _ => $"Expected a way to an end of {graph.Scope.ElementId}, but {after} none can be reached",
        };
    }

    private static FlowFinding Finding(ScopeGraph graph, string code, FindingSeverity severity, string element, string message) =>
        new(code, severity, element, graph.Model.Nodes.GetValueOrDefault(element)?.Line ?? 0, message);
}
