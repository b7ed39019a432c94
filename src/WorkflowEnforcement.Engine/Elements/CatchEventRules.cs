using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A catch event waits until its trigger comes, even where a timer is due already; a link is passed at once.</summary>
internal sealed class CatchEventRules : ElementRules<CatchEvent>
{
    protected override void Enter(Unfolding run, Token token, CatchEvent node)
    {
        if (node.Trigger is LinkTrigger)
        {
            run.Follow(token, node.Outgoing);
            return;
        }

        if (node.Trigger is not TimerTrigger timer)
        {
            run.Rest(token, TokenState.Waiting);
            return;
        }

        if (!timer.Timer.TryPlan(run.Surroundings(token), out var plan, out var fault))
        {
            run.Fault(token, IncidentPhase.Entering, fault);
            return;
        }

        run.Rest(token, TokenState.Waiting);
        run.Emit(new TimerSet(run.NextId, token.Id, node.Id, plan.DueAt));
    }
}
