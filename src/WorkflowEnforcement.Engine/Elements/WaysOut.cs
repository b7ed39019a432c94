using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>The ways out of an activity or inclusive gateway: every flow whose condition holds; the default where no condition does.</summary>
internal static class WaysOut
{
    /// <summary>The flows taken; null after an incident.</summary>
    public static ImmutableArray<string>? Of(Unfolding run, Token token, FlowNode node, string? last, IncidentPhase phase)
    {
        if (node.Outgoing is [var only] && only != last && run.ModelOf(token).Flows[only].Test is null)
        {
            return node.Outgoing;
        }

        var taken = ImmutableArray.CreateBuilder<string>();
        var conditionHeld = false;
        foreach (var flow in node.Outgoing.Where(flow => flow != last))
        {
            var (holds, fault) = FlowCondition.Holds(run, token, flow);
            if (fault is not null)
            {
                run.Fault(token, phase, fault);
                return null;
            }

            if (holds)
            {
                taken.Add(flow);
                conditionHeld |= run.ModelOf(token).Flows[flow].Test is not null;
            }
        }

        if (last is not null && !conditionHeld)
        {
            taken.Add(last);
        }

        if (taken.Count > 0 || node.Outgoing.IsEmpty)
        {
            return taken.ToImmutable();
        }

        var (code, what) = node is Activity ? ("activity.no-flow", node.Id) : ("gateway.no-flow", $"gateway {node.Id}");
        run.Fault(token, phase, code, $"Expected a condition on a flow out of {what} to hold, but none does and it has no default flow");
        return null;
    }
}
