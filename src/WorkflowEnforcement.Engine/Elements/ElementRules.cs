using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What entering, working and leaving mean at one kind of element. Holds no state.</summary>
internal abstract class ElementRules
{
    /// <summary>A moving token came in.</summary>
    public abstract void Enter(Unfolding run, Token token, FlowNode node);

    /// <summary>What the token waited or hosted for is done.</summary>
    public abstract void Leave(Unfolding run, Token token, FlowNode node);

    /// <summary>The work failed and is to be done again.</summary>
    public abstract void Redo(Unfolding run, Token token, FlowNode node);

    /// <summary>The last token in a scope that this token hosts was consumed.</summary>
    public abstract void Close(Unfolding run, Token host, FlowNode node, ScopeInstance scope);

    /// <summary>The closing of a scope failed and is to be tried again.</summary>
    public abstract void CloseAgain(Unfolding run, Token host, FlowNode node);
}

/// <summary>Rules of the element whose node is of one type.</summary>
internal abstract class ElementRules<TNode> : ElementRules
    where TNode : FlowNode
{
    public sealed override void Enter(Unfolding run, Token token, FlowNode node) => Enter(run, token, (TNode)node);

    public sealed override void Leave(Unfolding run, Token token, FlowNode node) => Leave(run, token, (TNode)node);

    public sealed override void Redo(Unfolding run, Token token, FlowNode node) => Redo(run, token, (TNode)node);

    public sealed override void Close(Unfolding run, Token host, FlowNode node, ScopeInstance scope) => Close(run, host, (TNode)node, scope);

    public sealed override void CloseAgain(Unfolding run, Token host, FlowNode node) =>
        Close(run, host, (TNode)node, run.State.Scopes[run.ScopesOf(host.Id).Single()]);

    protected abstract void Enter(Unfolding run, Token token, TNode node);

    protected virtual void Leave(Unfolding run, Token token, TNode node) => run.Follow(token, node.Outgoing);

    protected virtual void Redo(Unfolding run, Token token, TNode node) => run.Rest(token, TokenState.Waiting);

    protected virtual void Close(Unfolding run, Token host, TNode node, ScopeInstance scope) =>
        throw new UnreachableException($"{typeof(TNode).Name} hosts no scope");
}
