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
                    CheckEnd(node, draft, faults);
                    break;
                case BoundaryEvent { AttachedTo: var host } when draft.Nodes.TryGetValue(host, out var found) && found.Node is not Transaction:
                    faults.Add("cancel.not-on-transaction", node.Item, $"Expected cancel event {node.Id} on a transaction, but {host} is a {found.Kind}");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckEnd(NodeDraft end, ProcessDraft draft, FaultList faults)
    {
        var scope = draft.Nodes.GetValueOrDefault(end.Scope);
        if (scope is not { Node: Transaction })
        {
            var around = TransactionAround(end.Scope, draft);
            faults.Add("cancel.outside-transaction", end.Item, around is null
                ? $"Expected cancel end event {end.Id} in a transaction, but it is in none"
                : $"Expected cancel end event {end.Id} directly in transaction {around}, but it is in {end.Scope} within it; an error end event there and its boundary event lead to a cancel end event beside it");
        }
        else if (!scope.BoundaryEvents.Exists(boundary => boundary.Trigger is CancelTrigger))
        {
            faults.Add("cancel.not-caught", end.Item,
                $"Expected a cancel boundary event on transaction {scope.Id}, for after cancel end event {end.Id} there is no other way on, but it has none");
        }
    }

    private static string? TransactionAround(string within, ProcessDraft draft)
    {
        var scope = draft.Scopes.Find(scope => scope.Id == within);
        while (scope is not null && scope.Node is not Transaction)
        {
            scope = scope.Parent;
        }

        return scope?.Id;
    }
}
