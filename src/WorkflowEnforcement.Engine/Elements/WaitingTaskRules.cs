using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>User, manual, service, send and receive tasks wait until their work, or the message, is reported.</summary>
internal sealed class WaitingTaskRules<TNode> : ActivityRules<TNode>
    where TNode : Activity
{
    protected override void Begin(Unfolding run, Token token, TNode node) => run.Rest(token, TokenState.Waiting);
}
