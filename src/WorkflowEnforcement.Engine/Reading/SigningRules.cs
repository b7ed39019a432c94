using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>A rejection that goes back has a step to go back to: one that can lie behind the task and be undone alone.</summary>
internal sealed class SigningRules(ProcessDraft draft, FaultList faults)
{
    private readonly StepsBehind _behind = new(draft);

    public static void Check(ProcessDraft draft, FaultList faults)
    {
        var signed = draft.Nodes.Values.Where(node => node.Node is UserTask { Signing.Rule.OnRejection: RejectionRule.Return }).ToList();
        if (signed.Count == 0)
        {
            return;
        }

        var rules = new SigningRules(draft, faults);
        foreach (var node in signed.Where(node => !rules.IsWithinHandler(node)))
        {
            rules.Check(node, ((UserTask)node.Node).Signing!.Rule.ReturnTo);
        }
    }

    private void Check(NodeDraft node, string? to)
    {
        var line = SigningReading.Drawn(node.Item)[0].Line;
        if (to is null)
        {
            if (!Behind(node).Any(step => step.Node.IsOfPeople))
            {
                faults.Add("signing.return-nowhere", node.Id, line, $"Expected a step of people behind {node.Id} that a rejection can go back to, but none can lie there");
            }
        }
        else if (!draft.IsKnown(to))
        {
            faults.Add("signing.return-unknown", node.Id, line, $"Expected returnTo of {node.Id} to name a step of the process, but found '{to}'");
        }
        else if (draft.Nodes.TryGetValue(to, out var step) && !Behind(node).Contains(step))
        {
            faults.Add("signing.return-not-behind", node.Id, line, $"Expected returnTo of {node.Id} to name a step that can lie behind it and be undone alone, but {to} cannot");
        }
    }

    // In the task's own scope and in all around it.
    private IEnumerable<NodeDraft> Behind(NodeDraft node)
    {
        for (var at = node; at is not null; at = draft.Nodes.GetValueOrDefault(at.Scope))
        {
            foreach (var step in _behind.Of(at))
            {
                yield return step;
            }
        }
    }

    // What lies behind a handler is what lies behind who throws, which may be anywhere.
    private bool IsWithinHandler(NodeDraft node)
    {
        for (var at = node; at is not null; at = draft.Nodes.GetValueOrDefault(at.Scope))
        {
            if (at.IsForCompensation || (at.Node is EventSubprocess && draft.Scopes.Find(scope => scope.Id == at.Id)!.Nodes.Exists(start => start is { Node: StartEvent, Trigger: CompensationTrigger })))
            {
                return true;
            }
        }

        return false;
    }
}
