using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>The timers on the boundary of an activity: all are worked out before the first is set, so that a fault leaves nothing half done.</summary>
internal readonly record struct BoundaryTimers(List<(string Element, TimerPlan Plan)>? Timers)
{
    /// <summary>The timers; null after an incident.</summary>
    public static BoundaryTimers? Plan(Unfolding run, Token token, Activity node)
    {
        List<(string, TimerPlan)>? timers = null;
        foreach (var boundary in node.BoundaryEvents)
        {
            if (run.ModelOf(token).Nodes[boundary] is not BoundaryEvent { Trigger: TimerTrigger timer })
            {
                continue;
            }

            if (!timer.Timer.TryPlan(run.Surroundings(token), out var plan, out var fault))
            {
                run.Fault(token, IncidentPhase.Entering, fault);
                return null;
            }

            (timers ??= []).Add((boundary, plan));
        }

        return new BoundaryTimers(timers);
    }

    public void Set(Unfolding run, Token token)
    {
        foreach (var (element, plan) in Timers ?? [])
        {
            run.Emit(new TimerSet(run.NextId, token.Id, element, plan.DueAt) { Left = plan.Left, Every = plan.Every, Since = plan.Since });
        }
    }
}
