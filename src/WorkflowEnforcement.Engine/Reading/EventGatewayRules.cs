using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>An event gateway is followed by events to wait for, each reached from it alone.</summary>
internal static class EventGatewayRules
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        foreach (var gateway in draft.Nodes.Values.Where(node => node.Node is EventBasedGateway))
        {
            foreach (var flow in gateway.Outgoing)
            {
                if (draft.Nodes.TryGetValue(flow.Flow.Target, out var target))
                {
                    CheckTarget(gateway, flow, target, faults);
                }
            }
        }
    }

    private static void CheckTarget(NodeDraft gateway, FlowDraft flow, NodeDraft target, FaultList faults)
    {
        if (target.Node is not (CatchEvent { Trigger: not LinkTrigger } or ReceiveTask))
        {
            faults.Add("event-gateway.target-not-allowed", flow.Item,
                $"Expected only catch events and receive tasks after event gateway {gateway.Id}, but {target.Kind} {target.Id} follows");
            return;
        }

        if (target.Incoming.Count > 1)
        {
            faults.Add("event-gateway.target-shared", target.Item,
                $"Expected {target.Id} to be reached only from event gateway {gateway.Id}, but {target.Incoming.Count} flows enter it");
        }

        if (target.BoundaryEvents.Count > 0 || target.Node is ReceiveTask { Loop: not null })
        {
            faults.Add("event-gateway.target-not-plain", target.Item,
                $"Expected no boundary events or markers on receive task {target.Id} after event gateway {gateway.Id}, but it has some");
        }
    }
}
