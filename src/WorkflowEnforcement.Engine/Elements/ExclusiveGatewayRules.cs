using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An exclusive gateway takes the first flow whose condition holds, in the order of the file, else its default.</summary>
internal sealed class ExclusiveGatewayRules : ElementRules<ExclusiveGateway>
{
    protected override void Enter(Unfolding run, Token token, ExclusiveGateway node)
    {
        foreach (var flow in node.Outgoing)
        {
            if (flow == node.Default)
            {
                continue;
            }

            var (holds, fault) = FlowCondition.Holds(run, token, flow);
            if (fault is not null)
            {
                run.Fault(token, IncidentPhase.Entering, fault);
                return;
            }

            if (holds)
            {
                run.Follow(token, [flow]);
                return;
            }
        }

        if (node.Default is { } last)
        {
            run.Follow(token, [last]);
        }
        else
        {
            run.Fault(token, IncidentPhase.Entering, "gateway.no-flow",
                $"Expected a condition of gateway {node.Id} to hold, but none does and it has no default flow");
        }
    }
}
