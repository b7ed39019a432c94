using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A timer on the boundary starts a branch beside its activity, or in its place when it interrupts.</summary>
internal sealed class TimerBoundaryEventRules : ElementRules<TimerBoundaryEvent>
{
    protected override void Enter(Unfolding run, Token token, TimerBoundaryEvent node) => run.Follow(token, node.Outgoing);

    protected override void Fire(Unfolding run, TimerSubscription timer, TimerBoundaryEvent node)
    {
        var guarded = run.State.Tokens[timer.Token];
        run.Emit(new TimerFired(timer.Id, node.Id));
        if (node.Interrupting)
        {
            run.Cancel(guarded);
        }

        run.Enter(guarded.Scope, node.Id, null);
    }
}
