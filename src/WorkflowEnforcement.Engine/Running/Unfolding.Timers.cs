using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How a timer fires, once or again and again.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Fires a timer that is due; one of a cycle is set anew, counted from when it was due or, by months, from when the cycle began.</summary>
    public void Fire(TimerSubscription timer)
    {
        var scope = State.Scopes[timer.Scope != 0 ? timer.Scope : State.Tokens[timer.Token].Scope];
        var node = ModelOf(scope).Nodes[timer.Element];
        Emit(new TimerFired(timer.Id, timer.Element));
        if (node is BoundaryEvent { Interrupting: false } or StartEvent { Interrupting: false })
        {
            SetAgain(timer);
        }

        var waiter = timer.Token != 0 ? State.Tokens[timer.Token] : null;
        Trigger(new Watch(waiter?.Id ?? scope.Id, waiter, node, ((EventNode)node).Trigger), FeelContext.Empty);
    }

    private void SetAgain(TimerSubscription timer)
    {
        if (TimerPlan.Next(timer.DueAt, timer.Left, timer.Every, timer.Since) is not { } next)
        {
            return;
        }

        var left = timer.Left < 0 ? timer.Left : timer.Left - 1;
        Emit(timer.Token != 0
            ? new TimerSet(NextId, timer.Token, timer.Element, next) { Left = left, Every = timer.Every, Since = timer.Since }
            : new ScopeTimerSet(NextId, timer.Scope, timer.Element, next) { Left = left, Every = timer.Every, Since = timer.Since });
    }
}
