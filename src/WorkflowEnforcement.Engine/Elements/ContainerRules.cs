using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What activities have in common that open a scope of their own and are left when the last token in it is consumed.</summary>
internal abstract class ContainerRules<TNode> : ActivityRules<TNode>
    where TNode : ContainerActivity
{
    protected override void Begin(Unfolding run, Token token, TNode node)
    {
        var drawn = run.ModelOf(token).Scopes[node.Id];
        run.Rest(token, TokenState.Hosting);
        run.Begin(run.OpenScope(token, node.Id, Unfolding.LocalsOf(drawn)), drawn, drawn.Start);
    }

    protected override void Close(Unfolding run, Token host, TNode node, ScopeInstance scope)
    {
        run.KeepForCompensation(host, node, scope.Id);
        run.Emit(new ScopeClosed(scope.Id));
        Leave(run, host, (FlowNode)node);
    }
}
