using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The steps that can lie behind a token and be undone alone, for each node of a process: what the trails of its tokens can hold at most.</summary>
internal sealed class StepsBehind
{
    private readonly ProcessDraft _draft;
    private readonly NodeDraft[] _nodes;
    private readonly Dictionary<NodeDraft, int> _numbers = [];
    private readonly int[][] _before;
    private readonly ulong[][] _behind;

    /// <summary>Works it out: along every way until nothing is added any more.</summary>
    public StepsBehind(ProcessDraft draft)
    {
        _draft = draft;
        _nodes = [.. draft.Nodes.Values];
        for (var at = 0; at < _nodes.Length; at++)
        {
            _numbers[_nodes[at]] = at;
        }

        var links = _nodes.Where(node => node is { Node: ThrowEvent, Trigger: LinkTrigger }).ToLookup(node => (node.Scope, ((LinkTrigger)node.Trigger!).Name));
        _before = [.. _nodes.Select(node => Before(node, links).Select(before => _numbers[before]).ToArray())];
        _behind = [.. _nodes.Select(_ => new ulong[(_nodes.Length / 64) + 1])];
        for (var (order, isMore) = (InOrder(), true); isMore;)
        {
            isMore = false;
            order.ForEach(at => isMore |= Gather(at));
        }
    }

    /// <summary>The steps behind a token that comes to a node.</summary>
    public IEnumerable<NodeDraft> Of(NodeDraft node)
    {
        var behind = _behind[_numbers[node]];
        return _nodes.Where((_, at) => (behind[at / 64] & (1UL << (at % 64))) != 0);
    }

    // Who comes by an event beside an activity has behind what the activity has.
    private IEnumerable<NodeDraft> Before(NodeDraft node, ILookup<(string Scope, string Name), NodeDraft> links) => node switch
    {
        { Node: BoundaryEvent boundary } => _draft.Nodes.TryGetValue(boundary.AttachedTo, out var host) ? [host] : [],
        { Node: CatchEvent, Trigger: LinkTrigger link } => links[(node.Scope, link.Name)],
        _ => node.Incoming.Select(flow => _draft.Nodes.GetValueOrDefault(flow.Flow.Source)).OfType<NodeDraft>(),
    };

    // What is before a node comes before it, but where a loop leads back; so few rounds are enough.
    private List<int> InOrder()
    {
        var (order, seen, open) = (new List<int>(), new HashSet<int>(), new Stack<(int Node, bool Done)>());
        for (var first = 0; first < _nodes.Length; first++)
        {
            open.Push((first, false));
            while (open.TryPop(out var next))
            {
                if (next.Done)
                {
                    order.Add(next.Node);
                }
                else if (seen.Add(next.Node))
                {
                    open.Push((next.Node, true));
                    Array.ForEach(_before[next.Node], before => open.Push((before, false)));
                }
            }
        }

        return order;
    }

    // True when something was added. At a parallel join only what lies behind all that is joined stays a step that can be undone alone.
    private bool Gather(int at)
    {
        var (before, isJoin) = (_before[at], _nodes[at].Node is ParallelGateway);
        var gathered = new ulong[_behind[at].Length];
        for (var way = 0; way < before.Length; way++)
        {
            for (var word = 0; word < gathered.Length; word++)
            {
                var left = Left(before[way], word, _nodes[at]);
                gathered[word] = isJoin && way > 0 ? gathered[word] & left : gathered[word] | left;
            }
        }

        var isMore = !gathered.AsSpan().SequenceEqual(_behind[at]);
        _behind[at] = gathered;
        return isMore;
    }

    private ulong Left(int node, int word, NodeDraft to) =>
        _behind[node][word] | (word == node / 64 && to.Node is not BoundaryEvent && IsStep(_nodes[node]) ? 1UL << (node % 64) : 0);

    // It is done with the gateway, and cannot be done again without it.
    private bool IsBehindEventGateway(NodeDraft node) => node.Incoming.Exists(flow => _draft.Nodes.GetValueOrDefault(flow.Flow.Source) is { Node: EventBasedGateway });

    private bool IsStep(NodeDraft node) =>
        node is { Node: Activity and not EventSubprocess, IsForCompensation: false } && !(node.Node is ReceiveTask && IsBehindEventGateway(node));
}
