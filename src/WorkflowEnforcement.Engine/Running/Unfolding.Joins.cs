namespace WorkflowEnforcement.Engine.Running;

/// <summary>How many tokens have come to a join: counted once a command, so that thousands of branches do not search each other.</summary>
internal sealed partial class Unfolding
{
    private readonly Dictionary<(long Scope, string Element), int> _arrivals = [];

    /// <summary>Tokens that wait at the join of this one, itself included. Never too few; too many when some were cancelled meanwhile.</summary>
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
}
