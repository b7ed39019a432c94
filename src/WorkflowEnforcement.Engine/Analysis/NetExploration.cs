namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>A place in the game where something is wrong.</summary>
/// <param name="Kind">Code of the finding.</param>
/// <param name="Element">Id of the element at which it shows.</param>
/// <param name="Flows">The flows concerned, as drawn.</param>
/// <param name="Way">The elements passed to get there, in order.</param>
internal sealed record NetFault(string Kind, string Element, List<string> Flows, List<string> Way);

/// <summary>Plays the game of tokens to every end, breadth first, up to a bound.</summary>
internal sealed class NetExploration
{
    public const int MaxMarkings = 50_000;

    // Together the markings hold at most this many places, so that a net of ten thousand flows fits into memory too.
    private const int MaxPlaces = 40_000_000;

    private const int Dives = 64;
    private const int MaxDepth = 4_000;

    private readonly NetRules _rules;
    private readonly int _bound;
    private readonly Dictionary<Marking, int> _known = [];
    private readonly List<(Marking Marking, int Before, Trail Passed)> _states = [];
    private readonly List<(int From, int To)> _edges = [];
    private readonly HashSet<int> _settled = [];
    private readonly Dictionary<(string Kind, string Element), NetFault> _faults = [];

    public NetExploration(Net net)
    {
        _rules = new NetRules(net);
        _bound = Math.Clamp(MaxPlaces / (net.Flows.Count + 1), 500, MaxMarkings);
        foreach (var step in _rules.First())
        {
            Take(step, -1);
        }

        for (var at = 0; at < _states.Count && !IsBoundHit; at++)
        {
            Expand(at);
        }

        if (IsBoundHit)
        {
            Dive();
        }
        else
        {
            FindEndless();
        }
    }

    /// <summary>Whether more markings exist than were looked at.</summary>
    public bool IsBoundHit { get; private set; }

    /// <summary>Whether a way to a good end was found.</summary>
    public bool CanEnd { get; private set; }

    /// <summary>How many markings were looked at.</summary>
    public int Markings => _states.Count;

    public IEnumerable<NetFault> Faults => _faults.Values;

    private void Expand(int at)
    {
        var marking = _states[at].Marking;
        if (IsSettled(marking, () => WayTo(at)))
        {
            _settled.Add(at);
            return;
        }

        foreach (var step in _rules.Steps(marking))
        {
            Take(step, at);
        }
    }

    private void Take(NetStep step, int from)
    {
        if (step.Clears || step.After.IsEmpty || step.Double >= 0)
        {
            _settled.Add(from);
            CanEnd |= step.Clears || step.Double < 0;
            if (step is { Clears: false, Double: >= 0 })
            {
                Doubled(step, () => WayTo(from));
            }

            return;
        }

        if (!_known.TryGetValue(step.After, out var to))
        {
            if (_states.Count >= _bound)
            {
                IsBoundHit = true;
                return;
            }

            _known[step.After] = to = _states.Count;
            _states.Add((step.After, from, step.Passed));
        }

        _edges.Add((from, to));
    }

    private bool IsSettled(Marking marking, Func<IEnumerable<Trail>> way)
    {
        if (_rules.Meeting(marking) is var (node, held))
        {
            var element = held.TrueForAll(flow => flow.ArrivesAt == held[0].ArrivesAt) ? held[0].ArrivesAt : node.Element;
            Add(FlowCodes.Unsynchronized, element, held, way);
            return true;
        }

        if (_rules.Steps(marking).Any())
        {
            return false;
        }

        Stuck(marking, way);
        return true;
    }

    private void Doubled(NetStep step, Func<IEnumerable<Trail>> way)
    {
        var flow = _rules.Flow(step.Double);
        Add(FlowCodes.Unsynchronized, flow.Trail.Elements().FirstOrDefault() ?? flow.ArrivesAt, [flow], () => way().Append(step.Passed));
    }

    private void Stuck(Marking marking, Func<IEnumerable<Trail>> way)
    {
        var stuck = _rules.Stuck(marking).ToList();
        // A join that waits for another that waits is not the cause.
        var causes = stuck.FindAll(join => !stuck.Exists(other => other.Node != join.Node && join.Missing.Exists(flow => _rules.CanFeed(other.Node, flow))));
        foreach (var (node, held, missing) in causes.Count > 0 ? causes : stuck)
        {
            var element = held.Find(flow => missing.Exists(other => other.ArrivesAt == flow.ArrivesAt))?.ArrivesAt ?? node.Element;
            Add(FlowCodes.Deadlock, element, missing, way);
        }
    }

    private void Add(string kind, string element, List<NetFlow> flows, Func<IEnumerable<Trail>> way)
    {
        if (!_faults.ContainsKey((kind, element)))
        {
            _faults[(kind, element)] = new NetFault(kind, element, [.. flows.Select(flow => flow.Drawn)], [.. way().SelectMany(trail => trail.Elements())]);
        }
    }

    private List<Trail> WayTo(int state)
    {
        var way = new List<Trail>();
        for (var at = state; at >= 0; at = _states[at].Before)
        {
            way.Add(_states[at].Passed);
        }

        way.Reverse();
        return way;
    }

    // Beyond the bound some straight runs are tried, each choosing otherwise: what goes wrong often is found so too.
    private void Dive()
    {
        for (var dive = 0; dive < Dives; dive++)
        {
            var passed = new List<Trail>();
            NetStep? next = Choose(_rules.First(), dive, 0);
            while (next is { Clears: false } step && !step.After.IsEmpty && passed.Count < MaxDepth)
            {
                if (step.Double >= 0)
                {
                    Doubled(step, () => passed);
                    break;
                }

                passed.Add(step.Passed);
                if (IsSettled(step.After, () => passed))
                {
                    break;
                }

                next = Choose(_rules.Steps(step.After), dive, passed.Count);
            }

            CanEnd |= next is { } last && (last.Clears || last.After.IsEmpty);
        }
    }

    private static NetStep? Choose(IEnumerable<NetStep> steps, int dive, int depth)
    {
        var all = steps.ToList();
        return all.Count == 0 ? null : all[(int)((((dive * 2_654_435_761L) + (depth * 40_503L)) >> 7) % all.Count)];
    }

    // What can come neither to an end nor to a fault goes round for ever.
    private void FindEndless()
    {
        var before = _edges.Where(edge => edge.From >= 0).ToLookup(edge => edge.To, edge => edge.From);
        var ending = new HashSet<int>();
        var open = new Stack<int>(_settled.Where(state => state >= 0));
        while (open.TryPop(out var state))
        {
            if (ending.Add(state))
            {
                foreach (var from in before[state])
                {
                    open.Push(from);
                }
            }
        }

        var endless = Enumerable.Range(0, _states.Count).FirstOrDefault(state => !ending.Contains(state), -1);
        if (endless >= 0)
        {
            var flow = _states[endless].Marking.Flows().Select(_rules.Flow).First();
            Add(FlowCodes.Endless, flow.ArrivesAt, [flow], () => WayTo(endless));
        }
    }
}
