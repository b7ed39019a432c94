using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Ties activities to the handlers that undo them, and throwers to what they undo.</summary>
internal sealed class CompensationRules(ProcessDraft draft, FaultList faults)
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        var rules = new CompensationRules(draft, faults);
        foreach (var host in draft.Nodes.Values)
        {
            foreach (var boundary in host.BoundaryEvents)
            {
                if (boundary.Trigger is CompensationTrigger)
                {
                    rules.CheckBoundary(host, boundary);
                }
            }
        }

        rules.CheckHandlers();
        rules.CheckThrowers();
    }

    private void CheckBoundary(NodeDraft host, NodeDraft boundary)
    {
        List<string> targets = draft.Associations.TryGetValue(boundary.Id, out var all) ? all.FindAll(draft.IsKnown) : [];
        if (targets.Count == 0)
        {
            faults.Add("compensation.handler-missing", boundary.Item,
                $"Expected an association from {boundary.Id} to the activity that undoes {host.Id}, but there is none");
        }
        else if (targets.Count > 1 || host.CompensatedBy is not null)
        {
            faults.Add("compensation.handler-several", boundary.Item, $"Expected one activity that undoes {host.Id}, but there are more");
        }
        else if (draft.Nodes.TryGetValue(targets[0], out var handler) && !Fits(handler, host))
        {
            faults.Add("compensation.handler-unfit", boundary.Item,
                $"Expected {boundary.Id} to lead to an activity beside {host.Id} with isForCompensation=\"true\", but {handler.Kind} {handler.Id} is none");
        }

        host.CompensatedBy ??= targets.FirstOrDefault();
    }

    private static bool Fits(NodeDraft handler, NodeDraft host) => handler.IsForCompensation && handler.Scope == host.Scope;

    private void CheckHandlers()
    {
        // What a faulty boundary event leads to is not refused once more.
        var handlers = draft.Associations
            .Where(association => draft.Refused.Contains(association.Key) || (draft.Nodes.TryGetValue(association.Key, out var source) && source.Node is BoundaryEvent))
            .SelectMany(association => association.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var node in draft.Nodes.Values.Where(node => node.IsForCompensation))
        {
            if (node.Node is EventSubprocess)
            {
                faults.Add("attribute.unsupported", node.Item, $"Expected isForCompensation=\"false\" or none on event subprocess {node.Id}, but found \"true\"");
            }
            else if (!handlers.Contains(node.Id))
            {
                faults.Add("compensation.handler-unused", node.Item,
                    $"Expected an association from a compensation boundary event to {node.Id}, which is for compensation, but there is none");
            }
        }
    }

    private void CheckThrowers()
    {
        var parents = draft.Scopes.Where(scope => scope.Node is EventSubprocess).ToLookup(scope => scope.Id, scope => scope.Parent?.Id);
        foreach (var node in draft.Nodes.Values)
        {
            if (node.Node is not (ThrowEvent or EndEvent) || node.Trigger is not CompensationTrigger { Activity: { } id } || draft.Refused.Contains(id))
            {
                continue;
            }

            var found = draft.Nodes.GetValueOrDefault(id);
            if (found is not { Node: Activity } || (found.Scope != node.Scope && !parents[node.Scope].Contains(found.Scope)))
            {
                faults.Add("compensation.activity-unknown", node.Item,
                    $"Expected activityRef of {node.Id} to name an activity of its scope, or of that around its event subprocess, but found '{id}'");
            }
        }
    }
}
