using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Draws the net of a scope: activities with their boundary events become one node each, data becomes free choice.</summary>
internal sealed class NetBuilding
{
    // More non-interrupting events on one activity are not combined with each other.
    private const int MaxBeside = 4;

    private readonly ScopeGraph _graph;
    private readonly IReadOnlyDictionary<string, WaysOut> _ways;
    private readonly IReadOnlySet<string> _endless;
    private readonly HashSet<string> _aside;
    private readonly Net _net = new();
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Flow, string Target), int> _flows = [];
    private readonly Dictionary<(string Flow, string Target), int> _held = [];

    /// <summary>Prepares the net.</summary>
    /// <param name="graph">The scope.</param>
    /// <param name="ways">The ways out of each node.</param>
    /// <param name="endless">Ids of activities that never end by themselves.</param>
    /// <param name="aside">Ids of non-interrupting boundary events whose branches are looked at by themselves.</param>
    public NetBuilding(ScopeGraph graph, IReadOnlyDictionary<string, WaysOut> ways, IReadOnlySet<string> endless, HashSet<string> aside)
    {
        _graph = graph;
        _ways = ways;
        _endless = endless;
        _aside = aside;
    }

    /// <summary>The net in which tokens begin at some nodes.</summary>
    /// <param name="entries">Where tokens begin.</param>
    /// <param name="together">Whether they begin at all of them at once, or at one of them.</param>
    public Net From(IReadOnlyList<string> entries, bool together) =>
        From(open => [.. entries.Select(entry => Arrive(Net.Start, entry, entry, open))], together);

    /// <summary>The net in which tokens lie already, all of them at once.</summary>
    public Net From(IReadOnlyList<LyingToken> tokens) =>
        From(open => [.. tokens.Select(token => token.Held is { } flow ? Hold(flow, token.Element, open) : Arrive(Net.Start, token.Element, token.Element, open))], together: true);

    private Net From(Func<Queue<string>, int[]> begin, bool together)
    {
        var start = new NetNode(Net.Start, _graph.Scope.ElementId, Intake.Any) { Trail = Trail.Empty };
        _net.Nodes.Add(Net.Start, start);
        var open = new Queue<string>();
        var first = begin(open);
        start.Sets = together ? [first] : [.. first.Select(flow => new[] { flow })];
        while (open.TryDequeue(out var id))
        {
            GiveSets(_graph.Model.Nodes[id], open);
        }

        AddDeadWays();
        MarkLoops();
        return _net;
    }

    private void GiveSets(FlowNode node, Queue<string> open)
    {
        var made = _net.Nodes[_nodes[node.Id]];
        made.IsPartial = _ways[node.Id].IsPartial;
        var sets = Alternatives(node, made).Select(set => Array.Exists(set, IsOver) ? [Net.Clears] : set.Select(way => Arrive(made.Id, way.Flow!, way.Target, open)).ToArray());
        made.Sets = Net.Distinct(sets);
    }

    private bool IsOver((string? Flow, string Target) way) => way.Flow is null || Interrupts(_graph.Model.Nodes[way.Target]);

    private List<(string? Flow, string Target)[]> Alternatives(FlowNode node, NetNode made)
    {
        if (Interrupts(node))
        {
            return [[(null, "")]];
        }

        var jumps = _graph.JumpsOf(node).Select(target => ((string?)node.Id, target)).ToArray();
        List<(string? Flow, string Target)[]> own = jumps.Length > 0 ? [jumps] : _endless.Contains(node.Id) ? [] : [.. _ways[node.Id].Sets.Select(Ways)];
        if (node is not Activity activity)
        {
            return own.Count > 0 ? own : [[]];
        }

        var events = activity.BoundaryEvents.Select(id => (BoundaryEvent)_graph.Model.Nodes[id]).ToList();
        own.AddRange(events.Where(e => e.Interrupting).Select(e => Ways(e.Outgoing)));
        var beside = events.FindAll(e => !e.Interrupting && !_aside.Contains(e.Id));
        made.IsPartial |= beside.Count > MaxBeside;
        if (own.Count == 0)
        {
            own.Add([(null, "")]);
        }

        return [.. own.SelectMany(set => Subsets(beside).Select(more => ((string?, string)[])[.. set, .. more.SelectMany(e => Ways(e.Outgoing))]))];
    }

    private (string? Flow, string Target)[] Ways(IEnumerable<string> flows) => [.. flows.Select(flow => ((string?)flow, _graph.Model.Flows[flow].Target))];

    private static IEnumerable<IEnumerable<BoundaryEvent>> Subsets(List<BoundaryEvent> events) => events.Count > MaxBeside
        ? [[], events, .. events.Select(e => (IEnumerable<BoundaryEvent>)[e])]
        : Enumerable.Range(0, 1 << events.Count).Select(bits => events.Where((_, i) => (bits & (1 << i)) != 0));

    /// <summary>Whether a token that comes to a node ends everything in the scope.</summary>
    private bool Interrupts(FlowNode node) => node switch
    {
        EndEvent { Trigger: TerminateTrigger or ErrorTrigger or CancelTrigger } => true,
        EndEvent { Trigger: EscalationTrigger thrown } => IsInterruptedBy(thrown),
        ThrowEvent { Trigger: EscalationTrigger thrown } => IsInterruptedBy(thrown),
        _ => false,
    };

    private bool IsInterruptedBy(EscalationTrigger thrown)
    {
        bool Catches(EventTrigger trigger) => trigger is EscalationTrigger caught && (caught.Code is null || caught.Code == thrown.Code);
        var model = _graph.Model;
        return _graph.Scope.EventSubprocesses.Any(id => model.Nodes[((EventSubprocess)model.Nodes[id]).Start] is StartEvent { Interrupting: true } start && Catches(start.Trigger))
            || (_graph.Host is { } host && host.BoundaryEvents.Any(id => model.Nodes[id] is BoundaryEvent { Interrupting: true } boundary && Catches(boundary.Trigger)));
    }

    private int Arrive(int source, string drawn, string target, Queue<string> open)
    {
        var id = NodeAt(target, open);
        if (!_flows.TryGetValue((drawn, target), out var flow))
        {
            _flows[(drawn, target)] = flow = Connect(drawn, source, _held.GetValueOrDefault((drawn, target), id), target);
        }

        return flow;
    }

    // A token that waits at a join lies on its flow already: one that comes by it later must not meet it there.
    private int Hold(string drawn, string join, Queue<string> open)
    {
        var id = NodeAt(join, open);
        var held = new NetNode(_net.Nodes.Count, join, Intake.Any) { TellsDoubles = true, Trail = Trail.Empty };
        _net.Nodes.Add(held.Id, held);
        _held.Add((drawn, join), held.Id);
        held.Sets = [[Connect(drawn, held.Id, id, join)]];
        return Connect(drawn, Net.Start, held.Id, join);
    }

    private int NodeAt(string element, Queue<string> open)
    {
        if (!_nodes.TryGetValue(element, out var id))
        {
            _nodes[element] = id = _net.Nodes.Count;
            _net.Nodes[id] = Made(id, _graph.Model.Nodes[element]);
            open.Enqueue(element);
        }

        return id;
    }

    private int Connect(string drawn, int source, int target, string arrivesAt)
    {
        var flow = _net.Flows.Count;
        _net.Flows[flow] = new NetFlow(flow, drawn, source, target, arrivesAt);
        _net.Nodes[target].Ins.Add(flow);
        return flow;
    }

    private NetNode Made(int id, FlowNode node)
    {
        var isJoin = node.Incoming.Length > 1;
        var intake = node is ParallelGateway && isJoin ? Intake.All : node is InclusiveGateway && isJoin ? Intake.Coming : Intake.Any;
        return new NetNode(id, node.Id, intake) { TellsDoubles = intake == Intake.Any && node is not EndEvent && !IsRace(node), Works = Rests(node) };
    }

    // Who comes first ends the scope, and the others with it: two can never be there.
    private bool IsRace(FlowNode node) =>
        node is ExclusiveGateway { Outgoing: [var flow] } && Interrupts(_graph.Model.Nodes[_graph.Model.Flows[flow].Target]);

    private static bool Rests(FlowNode node) =>
        node is (Activity and not (ScriptTask or BusinessRuleTask { Decision: not null })) or EventBasedGateway or CatchEvent { Trigger: not LinkTrigger };

    // A join waits for every way in, also for those by which nothing ever comes.
    private void AddDeadWays()
    {
        foreach (var node in _net.Nodes.Values.Where(node => node.Intake == Intake.All).ToList())
        {
            var known = node.Ins.Select(flow => _net.Flows[flow].Drawn).ToHashSet(StringComparer.Ordinal);
            foreach (var drawn in _graph.Model.Nodes[node.Element].Incoming.Where(id => !known.Contains(id)))
            {
                var flow = _net.Flows.Count;
                _net.Flows[flow] = new NetFlow(flow, drawn, -1, node.Id, node.Element);
                node.Ins.Add(flow);
            }
        }
    }

    private void MarkLoops()
    {
        foreach (var loop in Components.Cycles(_net.Nodes.Keys, id => _net.Nodes[id].Sets.SelectMany(set => set).Where(flow => flow != Net.Clears).Select(flow => _net.Flows[flow].Target)))
        {
            loop.ForEach(id => _net.Nodes[id].IsInLoop = true);
        }
    }
}

/// <summary>A token as it lies in a running scope.</summary>
/// <param name="Element">Id of the element at which it is.</param>
/// <param name="Held">The flow by which it came, where it waits at a join; else null.</param>
internal readonly record struct LyingToken(string Element, string? Held);
