using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What all activities share: boundary timers are set on entering and put away on leaving; every way out whose condition holds is taken.</summary>
internal abstract class ActivityRules<TNode> : ElementRules<TNode>
    where TNode : Activity
{
    protected sealed override void Enter(Unfolding run, Token token, TNode node)
    {
        var timers = new List<(string Element, DateTimeOffset DueAt)>();
        foreach (var boundary in node.BoundaryEvents)
        {
            var timer = (TimerBoundaryEvent)run.Node(boundary);
            if (!timer.Timer.TryDue(run.Surroundings(token), out var dueAt, out var fault))
            {
                run.Fault(token, IncidentPhase.Entering, fault.Code, fault.Message);
                return;
            }

            timers.Add((boundary, dueAt));
        }

        foreach (var (element, dueAt) in timers)
        {
            run.SetTimer(token, element, dueAt);
        }

        Begin(run, token);
    }

    /// <summary>Begins the work itself.</summary>
    protected abstract void Begin(Unfolding run, Token token);

    protected sealed override void Leave(Unfolding run, Token token, TNode node)
    {
        run.DropTimers(token);
        var taken = ImmutableArray.CreateBuilder<string>();
        var conditionHeld = false;
        foreach (var flow in node.Outgoing.Where(flow => flow != node.Default))
        {
            var (holds, fault) = FlowCondition.Holds(run, token, flow);
            if (fault is not null)
            {
                run.Fault(token, IncidentPhase.Leaving, fault.Code, fault.Message);
                return;
            }

            if (holds)
            {
                taken.Add(flow);
                conditionHeld |= run.Flow(flow).Test is not null;
            }
        }

        if (node.Default is { } last && !conditionHeld)
        {
            taken.Add(last);
        }

        Follow(run, token, node, taken.ToImmutable());
    }

    private static void Follow(Unfolding run, Token token, TNode node, ImmutableArray<string> taken)
    {
        if (taken.IsEmpty && !node.Outgoing.IsEmpty)
        {
            run.Fault(token, IncidentPhase.Leaving, "activity.no-flow", $"Expected a condition on a flow out of {node.Id} to hold, but none does and it has no default flow");
        }
        else
        {
            run.Follow(token, taken);
        }
    }
}
