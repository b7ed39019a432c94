namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>
/// Makes a net smaller without changing whether it can stand still, hold two tokens where one belongs, or end.
/// What is drawn as blocks in blocks comes down to nothing.
/// </summary>
internal sealed class NetReduction
{
    private readonly Net _net;
    private readonly Queue<int> _open = new();
    private readonly HashSet<int> _isOpen = [];

    private NetReduction(Net net) => _net = net;

    /// <summary>Work that each round of a loop begins anew without waiting for it: the node that begins it, and the element.</summary>
    public List<(Trail From, string Element)> Piling { get; } = [];

    /// <summary>Reduces a net in place.</summary>
    public static NetReduction Of(Net net)
    {
        var reduction = new NetReduction(net);
        foreach (var node in net.Nodes.Keys.Order())
        {
            reduction.Open(node);
        }

        while (reduction._open.TryDequeue(out var id))
        {
            reduction._isOpen.Remove(id);
            if (net.Nodes.TryGetValue(id, out var node))
            {
                reduction.Shrink(node);
            }
        }

        return reduction;
    }

    private void Shrink(NetNode node)
    {
        var changed = DropLoops(node) | Absorb(node) | DropTwins(node) | Forward(node);
        if (changed && _net.Nodes.ContainsKey(node.Id))
        {
            Open(node.Id);
            OpenAround(node);
        }
    }

    private void OpenAround(NetNode node)
    {
        foreach (var flow in node.Ins.Select(flow => _net.Flows[flow]).Where(flow => flow.Source >= 0))
        {
            Open(flow.Source);
        }
    }

    private void Open(int node)
    {
        if (_isOpen.Add(node))
        {
            _open.Enqueue(node);
        }
    }

    private static bool IsAlone(NetNode node, int flow) => node.Sets.All(set => set.Length == 1 || Array.IndexOf(set, flow) < 0);

    private void Drop(int flow)
    {
        if (_net.Nodes.TryGetValue(_net.Flows[flow].Target, out var target))
        {
            target.Ins.Remove(flow);
        }

        _net.Flows.Remove(flow);
    }

    /// <summary>A way from a node straight back to it changes nothing where there is another.</summary>
    private bool DropLoops(NetNode node)
    {
        var loops = node.Intake != Intake.Any ? [] : Outs(node).Where(flow => _net.Flows[flow].Target == node.Id && IsAlone(node, flow)).ToList();
        if (loops.Count == 0 || node.Sets.Count == loops.Count)
        {
            return false;
        }

        node.Sets = [.. node.Sets.Where(set => set is not [var flow] || !loops.Contains(flow))];
        loops.ForEach(Drop);
        return true;
    }

    /// <summary>A node with one way in does at once what it does.</summary>
    private bool Absorb(NetNode node)
    {
        var changed = End(node, [.. Outs(node).Where(flow => IsOver(_net.Target(flow)))]);
        foreach (var flow in Outs(node))
        {
            var target = _net.Target(flow);
            if (target.Id != node.Id && target.Ins.Count == 1)
            {
                changed |= target.Sets is [[not Net.Clears]] ? Pass(flow, target) : CanUnfold(node, flow, target) && Unfold(node, flow, target);
            }
        }

        return changed;
    }

    /// <summary>Whether a token that comes to a node is over, whatever else comes there.</summary>
    private static bool IsOver(NetNode node) => node.IsSink && (node.Ins.Count == 1 || (node.Intake == Intake.Any && !node.TellsDoubles));

    private static bool CanUnfold(NetNode node, int flow, NetNode target) =>
        target.Sets.Count > 0 && ((target.Sets.Count == 1 && !target.Sets[0].Contains(Net.Clears)) || IsAlone(node, flow));

    private bool End(NetNode node, HashSet<int> flows)
    {
        if (flows.Count == 0)
        {
            return false;
        }

        foreach (var flow in flows.Where(flow => node.IsInLoop && (_net.Flows[flow].Works || _net.Target(flow).Works) && IsBegunAnew(node, flow, flows)))
        {
            Piling.Add((node.Trail, _net.Flows[flow].Trail.Elements().FirstOrDefault() ?? _net.Target(flow).Element));
        }

        node.Sets = Net.Distinct(node.Sets.Select(set => set.Where(flow => !flows.Contains(flow)).ToArray()));
        foreach (var flow in flows)
        {
            var target = _net.Target(flow);
            node.Works |= _net.Flows[flow].Works || target.Works;
            Drop(flow);
            if (target.Ins.Count == 0)
            {
                _net.Nodes.Remove(target.Id);
            }
        }

        return true;
    }

    private bool IsBegunAnew(NetNode node, int flow, HashSet<int> ending) =>
        node.Sets.Exists(set => set.Contains(flow) && set.Any(other => other != Net.Clears && !ending.Contains(other) && LeadsTo(other, node.Id)));

    private bool LeadsTo(int flow, int node)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([_net.Flows[flow].Target]);
        while (open.TryPop(out var at))
        {
            if (at == node)
            {
                return true;
            }

            if (seen.Add(at))
            {
                Outs(_net.Nodes[at]).ForEach(next => open.Push(_net.Flows[next].Target));
            }
        }

        return false;
    }

    private bool Pass(int flow, NetNode node)
    {
        var (into, from) = (_net.Flows[flow], _net.Flows[node.Sets[0][0]]);
        var target = _net.Nodes[from.Target];
        target.Ins.Remove(from.Id);
        target.Ins.Add(flow);
        into.Target = target.Id;
        into.Trail += node.Trail + from.Trail;
        into.Works |= node.Works | from.Works;
        (into.Drawn, into.ArrivesAt) = (from.Drawn, from.ArrivesAt);
        _net.Flows.Remove(from.Id);
        _net.Nodes.Remove(node.Id);
        Open(target.Id);
        return true;
    }

    private bool Unfold(NetNode node, int flow, NetNode target)
    {
        var into = _net.Flows[flow];
        // What was passed before a fork was passed once: it is told with the first of its ways, and done before each round anew.
        var isOnly = node.Sets is [{ Length: 1 }];
        var first = target.Sets.Where(set => set is [not Net.Clears, ..]).Select(set => set[0]).ToHashSet();
        foreach (var way in Outs(target).Select(id => _net.Flows[id]))
        {
            way.Source = node.Id;
            way.Trail = !isOnly && first.Contains(way.Id) ? into.Trail + target.Trail + way.Trail : way.Trail;
            way.Works |= (into.Works || target.Works) && IsAlone(target, way.Id);
        }

        node.Trail = isOnly ? node.Trail + into.Trail + target.Trail : node.Trail;
        node.IsPartial |= target.IsPartial;
        node.IsInLoop |= target.IsInLoop;
        node.Sets = [.. node.Sets.SelectMany(set => Array.IndexOf(set, flow) < 0
            ? [set]
            : target.Sets.Select(more => set.Where(other => other != flow).Concat(more).Distinct().ToArray()))];
        _net.Flows.Remove(flow);
        _net.Nodes.Remove(target.Id);
        return true;
    }

    /// <summary>Several flows from one node to another are as good as one, where they come together or where one is enough.</summary>
    private bool DropTwins(NetNode node)
    {
        var changed = false;
        foreach (var twins in Outs(node).GroupBy(flow => _net.Flows[flow].Target).Where(group => group.Key != node.Id && group.Count() > 1).Select(group => group.ToList()))
        {
            changed |= _net.Target(twins[0]).Intake == Intake.All ? DropTogether(node, twins) : DropEither(node, twins);
        }

        return changed;
    }

    private bool DropTogether(NetNode node, List<int> twins)
    {
        var membership = twins.GroupBy(flow => string.Concat(node.Sets.Select(set => set.Contains(flow) ? '1' : '0'))).Where(group => group.Count() > 1);
        var kept = membership.SelectMany(group => group.Skip(1), (group, flow) => (Flow: flow, By: group.First())).ToDictionary(pair => pair.Flow, pair => pair.By);
        return Replace(node, [.. kept.Keys], flow => kept[flow]);
    }

    private bool DropEither(NetNode node, List<int> twins)
    {
        var isAny = _net.Target(twins[0]).Intake == Intake.Any;
        var together = isAny ? node.Sets.Where(set => set.Count(twins.Contains) > 1).SelectMany(set => set).ToHashSet() : [];
        var free = twins.FindAll(flow => !together.Contains(flow));
        return free.Count > 1 && Replace(node, [.. free.Skip(1)], _ => free[0]);
    }

    private bool Replace(NetNode node, HashSet<int> dropped, Func<int, int> kept)
    {
        if (dropped.Count == 0)
        {
            return false;
        }

        node.Sets = Net.Distinct(node.Sets.Select(set => set.Select(flow => dropped.Contains(flow) ? kept(flow) : flow).ToArray()));
        var target = _net.Target(dropped.First()).Id;
        foreach (var flow in dropped)
        {
            _net.Flows[kept(flow)].Works |= _net.Flows[flow].Works;
            Drop(flow);
        }

        Open(target);
        return true;
    }

    /// <summary>A merge that leads to a merge, or a join to a join, is one with it.</summary>
    private bool Forward(NetNode node)
    {
        if (node.Id == Net.Start || node.Sets is not [[var flow and not Net.Clears]] || node.Ins.Count < 2)
        {
            return false;
        }

        var target = _net.Target(flow);
        var isAlike = target.Id != node.Id && target.Intake == node.Intake && node.Intake != Intake.Coming && target.TellsDoubles == node.TellsDoubles;
        if (!isAlike || target.Ins.Count < 2)
        {
            return false;
        }

        var from = _net.Flows[flow];
        foreach (var into in node.Ins.Select(id => _net.Flows[id]))
        {
            into.Target = target.Id;
            into.Trail += node.Trail + from.Trail;
            into.Works |= node.Works | from.Works;
            target.Ins.Add(into.Id);
        }

        Drop(flow);
        _net.Nodes.Remove(node.Id);
        Open(target.Id);
        OpenAround(target);
        return true;
    }

    private static List<int> Outs(NetNode node) => node.Sets is [var only]
        ? [.. only.Where(flow => flow != Net.Clears)]
        : [.. node.Sets.SelectMany(set => set).Where(flow => flow != Net.Clears).Distinct()];
}
