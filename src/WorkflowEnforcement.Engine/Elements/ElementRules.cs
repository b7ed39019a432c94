using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What entering, firing and leaving mean at one kind of element. Holds no state.</summary>
internal abstract class ElementRules
{
    /// <summary>A moving token came in.</summary>
    public abstract void Enter(Unfolding run, Token token, FlowNode node);

    /// <summary>What the token waited or hosted for is done.</summary>
    public abstract void Leave(Unfolding run, Token token, FlowNode node);

    /// <summary>A timer of this event is due.</summary>
    public abstract void Fire(Unfolding run, TimerSubscription timer, FlowNode node);
}

/// <summary>Rules of the element whose node is of one type.</summary>
internal abstract class ElementRules<TNode> : ElementRules
    where TNode : FlowNode
{
    public sealed override void Enter(Unfolding run, Token token, FlowNode node) => Enter(run, token, (TNode)node);

    public sealed override void Leave(Unfolding run, Token token, FlowNode node) => Leave(run, token, (TNode)node);

    public sealed override void Fire(Unfolding run, TimerSubscription timer, FlowNode node) => Fire(run, timer, (TNode)node);

    protected abstract void Enter(Unfolding run, Token token, TNode node);

    protected virtual void Leave(Unfolding run, Token token, TNode node) => run.Follow(token, node.Outgoing);

    protected virtual void Fire(Unfolding run, TimerSubscription timer, TNode node) =>
        throw new UnreachableException($"{typeof(TNode).Name} has no timer of its own");
}
