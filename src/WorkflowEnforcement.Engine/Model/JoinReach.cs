using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>From which nodes each way into an inclusive join can still be reached without passing the join.</summary>
internal sealed class JoinReach
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _sources;

    private JoinReach(FrozenDictionary<string, FrozenSet<string>> sources) => _sources = sources;

    public static JoinReach Of(ProcessModel model, FlowNode join)
    {
        var before = Predecessors(model, join.Scope);
        return new JoinReach(join.Incoming.ToFrozenDictionary(flow => flow, flow => Backwards(model.Flows[flow].Source, join.Id, before), StringComparer.Ordinal));
    }

    /// <summary>Whether a token at a node can still come by a flow into the join.</summary>
    public bool CanCome(string node, string flow) => _sources[flow].Contains(node);

    private static FrozenSet<string> Backwards(string source, string join, ILookup<string, string> before)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([source]);
        while (open.TryPop(out var node))
        {
            if (node == join || !found.Add(node))
            {
                continue;
            }

            foreach (var earlier in before[node])
            {
                open.Push(earlier);
            }
        }

        return found.ToFrozenSet(StringComparer.Ordinal);
    }

    // By sequence flow, from an activity to the events on its boundary, and from the throwing to the catching link.
    private static ILookup<string, string> Predecessors(ProcessModel model, string scope)
    {
        var nodes = model.Scopes[scope].Nodes.Select(id => model.Nodes[id]).ToImmutableArray();
        var flows = nodes.SelectMany(node => node.Incoming.Select(flow => (To: node.Id, From: model.Flows[flow].Source)));
        var boundaries = nodes.OfType<BoundaryEvent>().Select(boundary => (To: boundary.Id, From: boundary.AttachedTo));
        var links =
            from thrown in nodes.OfType<ThrowEvent>()
            where thrown.Trigger is LinkTrigger
            from caught in nodes.OfType<CatchEvent>()
            where caught.Trigger.Equals(thrown.Trigger)
            select (To: caught.Id, From: thrown.Id);
        return flows.Concat(boundaries).Concat(links).ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
    }
}
