using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A boundary event is passed at once: what it waits for has come when a token is there.</summary>
internal sealed class BoundaryEventRules : ElementRules<BoundaryEvent>
{
    protected override void Enter(Unfolding run, Token token, BoundaryEvent node) => run.Follow(token, node.Outgoing);
}
