using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

/// <summary>The game of tokens as the standard tells it, without any short cut: every order of every step of one scope.</summary>
internal sealed class PlainGame
{
    private readonly ProcessModel _model;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<SortedSet<string>> _states = [];
    private readonly List<(int From, int To)> _edges = [];
    private readonly HashSet<int> _ending = [];

    private PlainGame(ProcessModel model) => _model = model;

    /// <summary>What went wrong, if only by the letter.</summary>
    public HashSet<string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether what went wrong does work twice, stands still or never ends.</summary>
    public bool IsHarmful { get; private set; }

    public bool GaveUp { get; private set; }

    /// <summary>Plays a flow without non-interrupting events.</summary>
    public static PlainGame Play(ProcessModel model, int bound)
    {
        var game = new PlainGame(model);
        foreach (var start in model.Root.Starts)
        {
            game.Reach(-1, [.. model.Nodes[start].Outgoing], []);
        }

        for (var at = 0; at < game._states.Count && !game.GaveUp; at++)
        {
            game.Expand(at);
            game.GaveUp = game._states.Count > bound;
        }

        game.FindEndless();
        return game;
    }

    private void Expand(int at)
    {
        var state = _states[at];
        var meets = _model.Nodes.Values.Any(node => IsMerge(node) && node.Incoming.Count(state.Contains) > 1);
        var moves = state.Select(flow => _model.Nodes[_model.Flows[flow].Target]).Distinct().SelectMany(node => Moves(node, state)).ToList();
        if (meets || moves.Count == 0)
        {
            Faults.Add(meets ? "unsynchronized" : "deadlock");
            IsHarmful |= !meets || _model.Nodes.Values.Any(node => IsMerge(node) && node.Incoming.Count(state.Contains) > 1 && LeadsToWork(node.Incoming[0]));
            _ending.Add(at);
            return;
        }

        foreach (var (taken, given) in moves)
        {
            if (given is null)
            {
                _ending.Add(at);
                continue;
            }

            SortedSet<string> rest = [.. state.Except(taken)];
            Reach(at, given, rest);
        }
    }

    private bool IsMerge(FlowNode node) =>
        node is not (EndEvent or ParallelGateway or InclusiveGateway)
        && !(node is ExclusiveGateway { Outgoing: [var only] } && _model.Nodes[_model.Flows[only].Target] is EndEvent { Trigger: TerminateTrigger });

    private void Reach(int from, string[] given, SortedSet<string> rest)
    {
        if (given.Any(flow => _model.Nodes[_model.Flows[flow].Target] is EndEvent { Trigger: TerminateTrigger }))
        {
            _ending.Add(from);
            return;
        }

        if (given.Any(rest.Contains))
        {
            IsHarmful |= given.Any(flow => rest.Contains(flow) && LeadsToWork(flow));
            Faults.Add("unsynchronized");
            _ending.Add(from);
            return;
        }

        SortedSet<string> next = [.. rest, .. given.Where(flow => _model.Nodes[_model.Flows[flow].Target] is not EndEvent { Trigger: NoTrigger })];
        if (next.Count == 0)
        {
            _ending.Add(from);
            return;
        }

        var key = string.Join(' ', next);
        if (!_known.TryGetValue(key, out var to))
        {
            _known[key] = to = _states.Count;
            _states.Add(next);
        }

        _edges.Add((from, to));
    }

    // A second token that only passes gateways to an end does nothing twice.
    private bool LeadsToWork(string flow)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([flow]);
        while (open.TryPop(out var at))
        {
            var target = _model.Nodes[_model.Flows[at].Target];
            if (target is Activity)
            {
                return true;
            }

            target.Outgoing.Where(seen.Add).ToList().ForEach(open.Push);
        }

        return false;
    }

    private IEnumerable<(string[] Taken, string[]? Given)> Moves(FlowNode node, SortedSet<string> state)
    {
        var held = node.Incoming.Where(state.Contains).ToArray();
        var isReady = node switch
        {
            ParallelGateway => held.Length == node.Incoming.Length,
            InclusiveGateway => !IsAwaited(node, state),
            _ => true,
        };
        IEnumerable<string[]> takes = !isReady ? [] : node is ParallelGateway or InclusiveGateway ? [held] : held.Select(flow => new[] { flow });
        return takes.SelectMany(_ => Gives(node), (taken, given) => (taken, given));
    }

    private IEnumerable<string[]?> Gives(FlowNode node)
    {
        IEnumerable<string[]?> own = node switch
        {
            EndEvent => (IEnumerable<string[]?>)[null],
            _ when node.Outgoing.IsEmpty => [[]],
            ExclusiveGateway => node.Outgoing.Select(flow => new[] { flow }),
            InclusiveGateway when node.Outgoing.Length > 1 => Enumerable.Range(1, (1 << node.Outgoing.Length) - 1)
                .Where(bits => bits == 1 || (bits & 1) == 0)
                .Select(bits => node.Outgoing.Where((_, i) => (bits & (1 << i)) != 0).ToArray()),
            _ => [[.. node.Outgoing]],
        };
        var late = node is Activity activity ? activity.BoundaryEvents.Select(id => (BoundaryEvent)_model.Nodes[id]).Where(e => e.Interrupting) : [];
        return own.Concat(late.Select(e => (string[]?)[.. e.Outgoing]));
    }

    private bool IsAwaited(FlowNode join, SortedSet<string> state)
    {
        var empty = join.Incoming.Where(flow => !state.Contains(flow)).ToHashSet(StringComparer.Ordinal);
        var held = join.Incoming.Where(state.Contains).ToHashSet(StringComparer.Ordinal);
        return state.Any(flow => _model.Flows[flow].Target != join.Id && Leads(flow, join, empty) && !Leads(flow, join, held));
    }

    private bool Leads(string flow, FlowNode join, HashSet<string> to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([flow]);
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            if (to.Contains(at))
            {
                return true;
            }

            var target = _model.Nodes[_model.Flows[at].Target];
            foreach (var next in target == join ? [] : target is Activity activity ? activity.BoundaryEvents.SelectMany(id => _model.Nodes[id].Outgoing).Concat(target.Outgoing) : target.Outgoing)
            {
                open.Push(next);
            }
        }

        return false;
    }

    private void FindEndless()
    {
        var before = _edges.Where(edge => edge.From >= 0).ToLookup(edge => edge.To, edge => edge.From);
        var ending = new HashSet<int>();
        var open = new Stack<int>(_ending);
        while (open.TryPop(out var state))
        {
            if (ending.Add(state))
            {
                before[state].ToList().ForEach(open.Push);
            }
        }

        if (!GaveUp && ending.Count(state => state >= 0) < _states.Count)
        {
            Faults.Add("endless");
            IsHarmful = true;
        }
    }
}
