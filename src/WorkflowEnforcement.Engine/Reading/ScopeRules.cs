using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>How each kind of scope begins, and what it may not hold.</summary>
internal static class ScopeRules
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        foreach (var scope in draft.Scopes)
        {
            if (scope.Node is AdHocSubprocess)
            {
                CheckAdHoc(scope, faults);
            }
            else
            {
                CheckStarts(scope, faults);
            }

            if (scope.Node is EventSubprocess { Loop: not null })
            {
                faults.Add("loop.not-allowed", scope.Item, $"Expected no marker on event subprocess {scope.Id}, but it has one");
            }
        }
    }

    /// <summary>Whether people may begin the node in an ad hoc subprocess.</summary>
    public static bool IsChoice(NodeDraft node) =>
        node is { Node: Activity and not EventSubprocess, IsForCompensation: false, Incoming.Count: 0 };

    /// <summary>Whether a scope without a start event begins with the node.</summary>
    /// <remarks>BPMN 2.0 section 13.3.4: all nodes without incoming sequence flows begin.</remarks>
    public static bool Begins(NodeDraft node) =>
        node is { Node: not (BoundaryEvent or EventSubprocess), IsForCompensation: false, Incoming.Count: 0 } && (node.Node is not CatchEvent || node.Trigger is not LinkTrigger);

    private static void CheckStarts(ScopeDraft scope, FaultList faults)
    {
        // A start event that was refused is there all the same.
        if (!scope.Item.Named("startEvent").Any() && (scope.Node is EventSubprocess || !scope.Nodes.Exists(Begins)))
        {
            faults.Add("start.missing", scope.Item, $"Expected {scope.Kind} {scope.Id} to have a start event{(scope.Node is EventSubprocess ? "" : " or a node without a way in")}, but it has none");
        }

        var starts = scope.Nodes.Where(node => node.Node is StartEvent && (scope.Node is not null || node.Trigger is NoTrigger));
        foreach (var second in starts.Skip(1))
        {
            var kind = scope.Node is null ? "start event without a trigger" : "start event";
            faults.Add("start.several", second.Item, $"Expected one {kind} in {scope.Kind} {scope.Id}, but {second.Id} is another");
        }
    }

    private static void CheckAdHoc(ScopeDraft scope, FaultList faults)
    {
        foreach (var node in scope.Nodes.Where(node => node.Node is StartEvent or EndEvent))
        {
            faults.Add("adhoc.start-or-end", node.Item, $"Expected ad hoc subprocess {scope.Id} to have neither start nor end events, but {node.Id} is one");
        }

        if (!scope.Nodes.Exists(IsChoice))
        {
            faults.Add("adhoc.empty", scope.Item, $"Expected ad hoc subprocess {scope.Id} to have an activity without a way in, with which to begin, but it has none");
        }
    }
}
