using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A parallel gateway waits until a token has come by each incoming flow, takes one of each, and takes all ways out.</summary>
internal sealed class ParallelGatewayRules : ElementRules<ParallelGateway>
{
    protected override void Enter(Unfolding run, Token token, ParallelGateway node)
    {
        if (node.Incoming.Length <= 1)
        {
            run.Follow(token, node.Outgoing);
            return;
        }

        run.Rest(token, TokenState.Joining);
        if (run.CountArrivals(token) >= node.Incoming.Length && OldestByFlow(run, token) is var oldest && oldest.Count == node.Incoming.Length)
        {
            Join(run, token, node, oldest.Values);
        }
    }

    private static void Join(Unfolding run, Token token, ParallelGateway node, IEnumerable<Token> oldest)
    {
        foreach (var sibling in oldest.Where(sibling => sibling.Id != token.Id))
        {
            run.Emit(new TokenJoined(sibling.Id, sibling.Element));
        }

        run.ForgetArrivals(token);
        run.Follow(token, node.Outgoing);
    }

    // Tokens are in order of their numbers, so the first of each flow is the one that has waited longest.
    private static SortedDictionary<string, Token> OldestByFlow(Unfolding run, Token arrived)
    {
        var oldest = new SortedDictionary<string, Token>(StringComparer.Ordinal) { [arrived.Flow!] = arrived };
        foreach (var token in run.State.TokensIn(arrived.Scope))
        {
            if (token.Element == arrived.Element && token.State == TokenState.Joining)
            {
                oldest.TryAdd(token.Flow!, token);
            }
        }

        return oldest;
    }
}
