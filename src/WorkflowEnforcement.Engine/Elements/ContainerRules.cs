using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A subprocess or transaction opens a scope of its own and is left when the last token in it is consumed.</summary>
internal sealed class ContainerRules<TNode> : ActivityRules<TNode>
    where TNode : ContainerActivity
{
    protected override void Begin(Unfolding run, Token token, TNode node)
    {
        var drawn = run.ModelOf(token).Scopes[node.Id];
        run.Rest(token, TokenState.Hosting);
        run.OpenScope(token, node.Id, Unfolding.LocalsOf(drawn), drawn.Start);
    }

    protected override void Close(Unfolding run, Token host, TNode node, ScopeInstance scope)
    {
        run.KeepForCompensation(host, node, scope.Id);
        run.Emit(new ScopeClosed(scope.Id));
        Leave(run, host, (FlowNode)node);
    }
}
