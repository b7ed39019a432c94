using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What tasks have in common that wait until their work is reported.</summary>
internal abstract class WaitingTaskRules<TNode> : ActivityRules<TNode>
    where TNode : Activity
{
    protected override void Begin(Unfolding run, Token token, TNode node) => run.Rest(token, TokenState.Waiting);
}
