namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>One step of the game: the node that fires, where the tokens lie after it, and what it passed.</summary>
/// <param name="Node">The node.</param>
/// <param name="After">The tokens after the step.</param>
/// <param name="Passed">The elements passed.</param>
/// <param name="Clears">Whether the scope is over.</param>
/// <param name="Double">The flow that would hold a second token; -1 for none.</param>
internal readonly record struct NetStep(NetNode Node, Marking After, Trail Passed, bool Clears, int Double);

/// <summary>What can happen where tokens lie in a net.</summary>
internal sealed class NetRules
{
    private readonly Net _net;
    private readonly int[] _flows;
    private readonly Dictionary<int, int> _index = [];
    private readonly Dictionary<int, (Marking Ins, List<(Marking Set, Trail Passed, bool Clears)> Sets)> _nodes = [];
    private readonly Dictionary<int, Marking> _leadingTo = [];
    private readonly HashSet<int> _leaving = [];

    public NetRules(Net net)
    {
        _net = net;
        _flows = [.. net.Flows.Keys.Order()];
        for (var i = 0; i < _flows.Length; i++)
        {
            _index[_flows[i]] = i;
        }

        foreach (var node in net.Nodes.Values)
        {
            _nodes[node.Id] = (Mark(node.Ins), [.. node.Sets.Select(set => (Mark(set.Where(flow => flow != Net.Clears)), Passing(node, set), set.Contains(Net.Clears)))]);
        }

        FindLeaving();
    }

    // Work that is begun in a loop and leaves it may be begun again before it is over.
    private void FindLeaving()
    {
        var loops = new Dictionary<int, int>();
        foreach (var loop in Components.Cycles(_net.Nodes.Keys, id => _net.Nodes[id].Sets.SelectMany(set => set).Where(flow => flow != Net.Clears).Select(flow => _net.Flows[flow].Target)))
        {
            loop.ForEach(id => loops[id] = loop[0]);
        }

        _leaving.UnionWith(_net.Flows.Values.Where(flow => flow.Works && loops.TryGetValue(flow.Source, out var loop) && loops.GetValueOrDefault(flow.Target, -1) != loop).Select(flow => flow.Id));
    }

    /// <summary>The first steps: one for each way to begin.</summary>
    public IEnumerable<NetStep> First() => Steps(_net.Nodes[Net.Start], Mark([]), Mark([]));

    public NetFlow Flow(int index) => _net.Flows[_flows[index]];

    /// <summary>A node at which two tokens meet that should not; null where there is none.</summary>
    public (NetNode Node, List<NetFlow> Held)? Meeting(Marking marking)
    {
        foreach (var group in marking.Flows().Select(Flow).GroupBy(flow => flow.Target))
        {
            if (_net.Nodes[group.Key] is { TellsDoubles: true, Intake: Intake.Any } node && group.Skip(1).Any())
            {
                return (node, [.. group]);
            }
        }

        return null;
    }

    /// <summary>The steps that have to be tried: those of one node where no other can touch it, else those of all.</summary>
    /// <remarks>
    /// Every flow leads to one node, so what a node takes no other can take. A node that is no merge can therefore go first without
    /// losing a standstill; merges wait as long as they can, so that tokens that would meet at one do meet.
    /// </remarks>
    public IEnumerable<NetStep> Steps(Marking marking)
    {
        var nodes = marking.Flows().Select(flow => Flow(flow).Target).Distinct().Select(id => _net.Nodes[id]).Where(node => IsReady(node, marking)).ToList();
        var calm = nodes.Find(IsCalm);
        return (calm is null ? nodes : [calm]).SelectMany(node => StepsOf(node, marking));
    }

    /// <summary>Nodes that hold tokens and cannot fire, with the ways in that hold one and those that do not.</summary>
    public IEnumerable<(NetNode Node, List<NetFlow> Held, List<NetFlow> Missing)> Stuck(Marking marking) => marking.Flows()
        .Select(flow => Flow(flow).Target).Distinct().Select(id => _net.Nodes[id])
        .Select(node => (node, node.Ins.Where(flow => marking[_index[flow]]).Select(flow => _net.Flows[flow]).ToList(), node.Ins.Where(flow => !marking[_index[flow]]).Select(flow => _net.Flows[flow]).ToList()));

    /// <summary>Whether tokens that leave a node can come to a flow.</summary>
    public bool CanFeed(NetNode node, NetFlow flow) => flow.Source >= 0
        && (flow.Source == node.Id || node.Sets.SelectMany(set => set).Where(way => way != Net.Clears).Any(way => LeadingTo(flow.Id)[_index[way]]));

    private bool IsCalm(NetNode node) => (node.Ins.Count == 1 || node.Intake == Intake.All) && !node.Ins.Overlaps(_leaving) && !node.Sets.Exists(set => set.Contains(Net.Clears));

    private bool IsReady(NetNode node, Marking marking) => node.Intake switch
    {
        Intake.All => node.Ins.All(flow => marking[_index[flow]]),
        Intake.Coming => !IsAwaited(node, marking),
        _ => true,
    };

    // The standard's rule: a token elsewhere is waited for when it can come to an empty way in, unless it can come to a held one too.
    private bool IsAwaited(NetNode node, Marking marking)
    {
        if (node.Ins.All(flow => marking[_index[flow]]))
        {
            return false;
        }

        var elsewhere = marking.Without(_nodes[node.Id].Ins);
        foreach (var held in node.Ins.Where(flow => marking[_index[flow]]))
        {
            elsewhere = elsewhere.Without(LeadingTo(held));
        }

        return node.Ins.Any(flow => !marking[_index[flow]] && elsewhere.Meets(LeadingTo(flow)));
    }

    /// <summary>The flows from which a token can come to a flow without passing the node that flow leads to.</summary>
    private Marking LeadingTo(int flow)
    {
        if (_leadingTo.TryGetValue(flow, out var known))
        {
            return known;
        }

        var target = _net.Flows[flow].Target;
        var found = new HashSet<int>();
        var open = new Stack<int>([_net.Flows[flow].Source]);
        while (open.TryPop(out var node))
        {
            if (node >= 0 && node != target)
            {
                foreach (var before in _net.Nodes[node].Ins.Where(found.Add))
                {
                    open.Push(_net.Flows[before].Source);
                }
            }
        }

        return _leadingTo[flow] = Mark(found);
    }

    private IEnumerable<NetStep> StepsOf(NetNode node, Marking marking)
    {
        if (node.Intake == Intake.All)
        {
            return Steps(node, marking, _nodes[node.Id].Ins);
        }

        var held = node.Ins.Where(flow => marking[_index[flow]]);
        return node.Intake == Intake.Coming ? Steps(node, marking, Mark(held)) : held.SelectMany(flow => Steps(node, marking, Mark([flow])));
    }

    private IEnumerable<NetStep> Steps(NetNode node, Marking marking, Marking taken)
    {
        var rest = marking.Without(taken);
        foreach (var (set, passed, clears) in _nodes[node.Id].Sets)
        {
            var twice = rest.Meets(set) ? rest.Flows().First(flow => set[flow]) : -1;
            yield return new NetStep(node, rest.Or(set), passed, clears, twice);
        }
    }

    private Trail Passing(NetNode node, int[] set) =>
        set.Where(flow => flow != Net.Clears).Aggregate(node.Trail, (trail, flow) => trail + _net.Flows[flow].Trail);

    private Marking Mark(IEnumerable<int> flows) => Marking.Of(_flows.Length, flows.Select(flow => _index[flow]));
}
