using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A start event is passed at once: what it waits for has come when a token is there.</summary>
internal sealed class StartEventRules : ElementRules<StartEvent>
{
    protected override void Enter(Unfolding run, Token token, StartEvent node) => run.Follow(token, node.Outgoing);
}
