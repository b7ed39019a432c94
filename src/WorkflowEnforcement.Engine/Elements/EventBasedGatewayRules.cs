using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An event-based gateway waits for the events that follow it; the first that comes takes the token.</summary>
internal sealed class EventBasedGatewayRules : ElementRules<EventBasedGateway>
{
    protected override void Enter(Unfolding run, Token token, EventBasedGateway node)
    {
        var model = run.ModelOf(token);
        var timers = new List<(string Element, TimerPlan Plan)>();
        foreach (var target in node.Outgoing.Select(flow => model.Nodes[model.Flows[flow].Target]))
        {
            if (target is not CatchEvent { Trigger: TimerTrigger timer })
            {
                continue;
            }

            if (!timer.Timer.TryPlan(run.Surroundings(token), out var plan, out var fault))
            {
                run.Fault(token, IncidentPhase.Entering, fault);
                return;
            }

            timers.Add((target.Id, plan));
        }

        run.Rest(token, TokenState.Waiting);
        foreach (var (element, plan) in timers)
        {
            run.Emit(new TimerSet(run.NextId, token.Id, element, plan.DueAt));
        }
    }
}
