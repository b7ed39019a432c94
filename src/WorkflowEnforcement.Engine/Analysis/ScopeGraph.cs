using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>The nodes of one scope and where a token can go from each, whatever the data say.</summary>
internal sealed class ScopeGraph
{
    private readonly Dictionary<string, List<string>> _next = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _linkTargets;

    public ScopeGraph(ProcessModel model, ScopeModel scope)
    {
        Model = model;
        Scope = scope;
        Nodes = [.. scope.Nodes.Select(id => model.Nodes[id])];
        _linkTargets = Nodes.OfType<CatchEvent>().Where(node => node.Trigger is LinkTrigger)
            .ToLookup(node => ((LinkTrigger)node.Trigger).Name, node => node.Id, StringComparer.Ordinal);
        foreach (var node in Nodes)
        {
            _next[node.Id] = [.. NextOf(node)];
        }

        foreach (var boundary in Nodes.OfType<BoundaryEvent>())
        {
            _next[boundary.AttachedTo].Add(boundary.Id);
        }

        Entries = EntriesOf();
        Reached = Reach(Entries);
    }

    public ProcessModel Model { get; }

    public ScopeModel Scope { get; }

    public ImmutableArray<FlowNode> Nodes { get; }

    /// <summary>Ids of the nodes at which a token can begin.</summary>
    public ImmutableArray<string> Entries { get; }

    /// <summary>Ids of the nodes that a token can reach.</summary>
    public HashSet<string> Reached { get; }

    /// <summary>The activity whose inside this scope is; null for the process.</summary>
    public ContainerActivity? Host => Model.Nodes.GetValueOrDefault(Scope.ElementId) as ContainerActivity;

    public bool IsAdHoc => Host is AdHocSubprocess;

    /// <summary>Whether something from outside its flow can end the scope.</summary>
    public bool CanBeInterrupted =>
        (Host is { } host && host.BoundaryEvents.Any(id => Model.Nodes[id] is BoundaryEvent { Interrupting: true }))
        || Scope.EventSubprocesses.Any(id => Model.Nodes[((EventSubprocess)Model.Nodes[id]).Start] is StartEvent { Interrupting: true });

    /// <summary>Ids of the nodes to which a token can go from a node, by flows, jumps and boundary events.</summary>
    public IReadOnlyList<string> Next(string node) => _next[node];

    /// <summary>Ids of the catching events to which a throwing link jumps.</summary>
    public IEnumerable<string> JumpsOf(FlowNode node) => node is ThrowEvent { Trigger: LinkTrigger { Name: var name } } ? _linkTargets[name] : [];

    /// <summary>Whether a token ends at a node.</summary>
    public bool IsEnd(FlowNode node) => node.Outgoing.IsEmpty && !JumpsOf(node).Any();

    /// <summary>Whether a node stands beside the flow: only to undo, or begun by an event.</summary>
    public static bool IsBeside(FlowNode node) => node is EventSubprocess or Activity { IsForCompensation: true } or BoundaryEvent { Trigger: CompensationTrigger };

    /// <summary>Every node that can be reached from some, these among them.</summary>
    public HashSet<string> Reach(IEnumerable<string> from, Func<string, bool>? passes = null)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from);
        while (open.TryPop(out var id))
        {
            if ((passes is null || passes(id)) && reached.Add(id))
            {
                foreach (var next in _next[id])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private IEnumerable<string> NextOf(FlowNode node)
    {
        var flows = node.Outgoing.Select(flow => Model.Flows[flow].Target).Concat(JumpsOf(node));
        return node is Activity { CompensatedBy: { } handler } && IsWithin(handler) ? flows.Append(handler) : flows;
    }

    private bool IsWithin(string id) => Model.Nodes.TryGetValue(id, out var node) && node.Scope == Scope.ElementId;

    private ImmutableArray<string> EntriesOf()
    {
        if (IsAdHoc)
        {
            return Scope.Begins;
        }

        var starts = Nodes.OfType<StartEvent>().Select(node => node.Id).ToImmutableArray();
        return !starts.IsEmpty
            ? starts
            : [.. Nodes.Where(node => node.Incoming.IsEmpty && !IsBeside(node) && node is not BoundaryEvent && !IsJumpTarget(node)).Select(node => node.Id)];
    }

    private static bool IsJumpTarget(FlowNode node) => node is CatchEvent { Trigger: LinkTrigger };
}
