using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Ties boundary events to the activities they watch.</summary>
internal static class BoundaryRules
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        foreach (var node in draft.Nodes.Values)
        {
            if (node.Node is not BoundaryEvent { AttachedTo: var host })
            {
                continue;
            }

            if (draft.Nodes.TryGetValue(host, out var found) && found.Node is Activity && found.Scope == node.Scope)
            {
                Attach(node, found, faults);
            }
            else if (!draft.Refused.Contains(host))
            {
                faults.Add("boundary.host-unknown", node.Item,
                    $"Expected boundary event {node.Id} to be attached to an activity beside it, but found '{host}'");
            }
        }
    }

    private static void Attach(NodeDraft node, NodeDraft host, FaultList faults)
    {
        if (host.Node is EventSubprocess || host.IsForCompensation)
        {
            faults.Add("boundary.host-not-allowed", node.Item,
                $"Expected no boundary events on event subprocesses and compensation handlers, but {node.Id} is attached to {host.Id}");
        }
        else
        {
            host.BoundaryEvents.Add(node);
        }
    }
}
