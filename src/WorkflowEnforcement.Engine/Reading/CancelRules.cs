using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>What is cancelled is a transaction, and the way on from there is drawn.</summary>
internal static class CancelRules
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        foreach (var node in draft.Nodes.Values.Where(node => node.Trigger is CancelTrigger))
        {
            switch (node.Node)
            {
                case EndEvent:
                    CheckEnd(node, draft.Nodes.GetValueOrDefault(node.Scope), faults);
                    break;
                case BoundaryEvent { AttachedTo: var host } when draft.Nodes.TryGetValue(host, out var found) && found.Node is not Transaction:
                    faults.Add("cancel.not-on-transaction", node.Item, $"Expected cancel event {node.Id} on a transaction, but {host} is a {found.Kind}");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckEnd(NodeDraft end, NodeDraft? scope, FaultList faults)
    {
        if (scope is not { Node: Transaction })
        {
            faults.Add("cancel.outside-transaction", end.Item, $"Expected cancel end event {end.Id} directly in a transaction, but {end.Scope} is none");
        }
        else if (!scope.BoundaryEvents.Exists(boundary => boundary.Trigger is CancelTrigger))
        {
            faults.Add("cancel.not-caught", end.Item,
                $"Expected a cancel boundary event on transaction {scope.Id}, for after cancel end event {end.Id} there is no other way on, but it has none");
        }
    }
}
