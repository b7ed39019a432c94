using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A timer catch event waits until its timer fires, even when that is due already.</summary>
internal sealed class TimerCatchEventRules : ElementRules<TimerCatchEvent>
{
    protected override void Enter(Unfolding run, Token token, TimerCatchEvent node)
    {
        if (!node.Timer.TryDue(run.Surroundings(token), out var dueAt, out var fault))
        {
            run.Fault(token, IncidentPhase.Entering, fault.Code, fault.Message);
            return;
        }

        run.Rest(token, TokenState.Waiting);
        run.SetTimer(token, node.Id, dueAt);
    }

    protected override void Fire(Unfolding run, TimerSubscription timer, TimerCatchEvent node)
    {
        run.Emit(new TimerFired(timer.Id, node.Id));
        run.Follow(run.State.Tokens[timer.Token], node.Outgoing);
    }
}
