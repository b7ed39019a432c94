using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Inclusive joins, which are tried when all tokens rest.</summary>
internal sealed partial class Unfolding
{
    private readonly Dictionary<(long Scope, string Element), int> _arrivals = [];

    /// <summary>Tokens that wait at the join of this one, itself included, counted once a command. Never too few; too many when some were cancelled meanwhile.</summary>
    public int CountArrivals(Token arrived)
    {
        var join = (arrived.Scope, arrived.Element);
        var count = _arrivals.TryGetValue(join, out var known)
            ? known + 1
            : State.TokensIn(arrived.Scope).Count(token => token.Element == arrived.Element && token.State == TokenState.Joining);
        _arrivals[join] = count;
        return count;
    }

    /// <summary>Counts anew at the next arrival, because the join has taken its tokens.</summary>
    public void ForgetArrivals(Token token) => _arrivals.Remove((token.Scope, token.Element));

    /// <summary>Fires the first inclusive join that need not wait any longer; false when there is none.</summary>
    private bool TryInclusiveJoins()
    {
        if (!root.HasInclusive)
        {
            return false;
        }

        foreach (var arrived in Joins())
        {
            if (Node(arrived[0]) is InclusiveGateway node && MayFire(node, arrived))
            {
                InclusiveGatewayRules.Join(this, arrived, node);
                return true;
            }
        }

        return false;
    }

    /// <summary>A token at each join that has all it waits for. Between two commands there is none.</summary>
    public IEnumerable<Token> FilledJoins() =>
        from arrived in Joins()
        let node = Node(arrived[0])
        where node is InclusiveGateway inclusive ? MayFire(inclusive, arrived) : arrived.DistinctBy(token => token.Flow).Count() == node.Incoming.Length
        select arrived[0];

    private IEnumerable<List<Token>> Joins() =>
        State.Tokens.Values.Where(token => token.State == TokenState.Joining).GroupBy(token => (token.Scope, token.Element), (_, arrived) => arrived.ToList());

    // BPMN 2.0 section 13.4.3: every token that can still come by an empty flow, and by no flow that has a token already, is waited for.
    private bool MayFire(InclusiveGateway node, List<Token> arrived)
    {
        var filled = arrived.Select(token => token.Flow!).ToHashSet(StringComparer.Ordinal);
        if (filled.Count == node.Incoming.Length)
        {
            return true;
        }

        var model = ModelOf(arrived[0]);
        var empty = node.Incoming.Where(flow => !filled.Contains(flow)).ToList();
        return !State.TokensIn(arrived[0].Scope).Any(token => token.Element != node.Id
            && !IsFrame(token)
            && DeparturesOf(model, model.Nodes[token.Element], node).Any(canCome => empty.Any(canCome) && !filled.Any(canCome)));
    }

    // Each way by which a token may leave counts by itself: that one of them leads to a filled flow does not mean that it will take that one.
    private static IEnumerable<Func<string, bool>> DeparturesOf(ProcessModel model, FlowNode from, InclusiveGateway join)
    {
        var reach = model.ReachOf(join);
        foreach (var flow in from.Outgoing)
        {
            var target = model.Flows[flow].Target;
            yield return target == join.Id ? into => into == flow : into => reach.CanCome(target, into);
        }

        foreach (var boundary in (from as Activity)?.BoundaryEvents ?? [])
        {
            yield return into => reach.CanCome(boundary, into);
        }
    }

    // It stands for handlers that nobody waits for; the token it was made beside has gone on already.
    private bool IsFrame(Token token) =>
        State.Compensating.ContainsKey(token.Id) && Node(token) is ThrowEvent { Trigger: CompensationTrigger { Waits: false } };
}
