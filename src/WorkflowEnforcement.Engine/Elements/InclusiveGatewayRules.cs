using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An inclusive gateway waits for every token that can still come to it, takes one from each way in, and takes every way out whose condition holds.</summary>
internal sealed class InclusiveGatewayRules : ElementRules<InclusiveGateway>
{
    /// <summary>Takes one token from each way in that has one; the oldest of all goes on.</summary>
    public static void Join(Unfolding run, List<Token> arrived, InclusiveGateway node)
    {
        var oldest = arrived.DistinctBy(token => token.Flow).ToList();
        foreach (var sibling in oldest.Skip(1))
        {
            run.Emit(new TokenJoined(sibling.Id, sibling.Element));
        }

        Split(run, oldest[0], node, IncidentPhase.Leaving);
    }

    protected override void Enter(Unfolding run, Token token, InclusiveGateway node)
    {
        if (node.Incoming.Length > 1)
        {
            run.Rest(token, TokenState.Joining);
        }
        else
        {
            Split(run, token, node, IncidentPhase.Entering);
        }
    }

    protected override void Leave(Unfolding run, Token token, InclusiveGateway node) => Split(run, token, node, IncidentPhase.Leaving);

    private static void Split(Unfolding run, Token token, InclusiveGateway node, IncidentPhase phase)
    {
        if (WaysOut.Of(run, token, node, node.Default, phase) is { } ways)
        {
            run.Follow(token, ways);
        }
    }
}
