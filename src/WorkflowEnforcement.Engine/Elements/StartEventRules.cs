using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A start event is passed at once.</summary>
internal sealed class StartEventRules : ElementRules<StartEvent>
{
    protected override void Enter(Unfolding run, Token token, StartEvent node) => run.Follow(token, node.Outgoing);
}
