using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The rules between nodes and flows.</summary>
internal sealed class FlowRules(ProcessDraft draft, FaultList faults)
{
    /// <summary>Ties each flow to the nodes at its ends, then looks at every node with its flows.</summary>
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        var rules = new FlowRules(draft, faults);
        foreach (var flow in draft.Flows)
        {
            rules.Connect(flow);
        }

        foreach (var node in draft.Nodes.Values)
        {
            rules.CheckWaysIn(node);
            rules.CheckWaysOut(node);
            rules.CheckReferences(node, "incoming", node.Incoming);
            rules.CheckReferences(node, "outgoing", node.Outgoing);
            rules.CheckDefault(node);
            rules.CheckConditions(node);
        }
    }

    private void Connect(FlowDraft flow)
    {
        var source = End(flow, flow.Flow.Source, "source");
        var target = End(flow, flow.Flow.Target, "target");
        source?.Outgoing.Add(flow);
        target?.Incoming.Add(flow);
        if (source is not null && target is not null && source.Scope != target.Scope)
        {
            faults.Add("flow.crosses-border", flow.Item,
                $"Expected flow {flow.Flow.Id} to stay in one scope, but it leads from {source.Scope} to {target.Scope}");
        }
    }

    private NodeDraft? End(FlowDraft flow, string id, string end)
    {
        if (draft.Nodes.TryGetValue(id, out var node))
        {
            return node;
        }

        if (!draft.Refused.Contains(id))
        {
            faults.Add($"flow.{end}-unknown", flow.Item, $"Expected the {end} of flow {flow.Flow.Id} to be a flow node of the process, but found '{id}'");
        }

        return null;
    }

    private void CheckWaysIn(NodeDraft node)
    {
        var code = node switch
        {
            { Node: StartEvent } => "flow.into-start",
            { Node: BoundaryEvent } => "flow.into-boundary",
            { Node: CatchEvent, Trigger: LinkTrigger } => "flow.into-link",
            { Node: EventSubprocess } => "flow.into-event-subprocess",
            { IsForCompensation: true } => "flow.into-compensation",
            _ => null,
        };
        if (code is not null)
        {
            All(node.Incoming, code, $"Expected {node.Kind} {node.Id} to have no way in, but flow {{0}} enters it");
        }
    }

    private void CheckWaysOut(NodeDraft node)
    {
        var code = node switch
        {
            { Node: EndEvent } => "flow.out-of-end",
            { Node: ThrowEvent, Trigger: LinkTrigger } => "flow.out-of-link",
            { Node: EventSubprocess } => "flow.out-of-event-subprocess",
            { Node: BoundaryEvent, Trigger: CompensationTrigger } or { IsForCompensation: true } => "flow.out-of-compensation",
            _ => null,
        };
        if (code is not null)
        {
            All(node.Outgoing, code, $"Expected {node.Kind} {node.Id} to have no way out, but flow {{0}} leaves it");
        }

        if (node.IsGateway && node.Outgoing.Count == 0)
        {
            faults.Add("gateway.no-way-out", node.Item, $"Expected gateway {node.Id} to have a way out, but it has none");
        }
    }

    // incoming and outgoing repeat what the flows say; where they say something else, one of the two is wrong.
    private void CheckReferences(NodeDraft node, string end, List<FlowDraft> flows)
    {
        HashSet<string>? known = null;
        foreach (var item in node.Item.Children)
        {
            if (!item.IsNamed(end))
            {
                continue;
            }

            known ??= flows.Select(flow => flow.Flow.Id).ToHashSet(StringComparer.Ordinal);
            var id = item.Text.Trim();
            if (!known.Contains(id[(id.LastIndexOf(':') + 1)..]))
            {
                faults.Add("flow.reference-wrong", node.Id, item.Line, $"Expected {item.Name} of {node.Id} to name a flow at that end, but found '{id}'");
            }
        }
    }

    private void CheckDefault(NodeDraft node)
    {
        if (node.Item.Attribute("default") is not { } id)
        {
            return;
        }

        if (!node.TakesConditions)
        {
            faults.Add("flow.default-not-allowed", node.Item,
                $"Expected a default flow only on activities and exclusive or inclusive gateways, but {node.Kind} {node.Id} has one");
        }
        else if (node.Outgoing.Find(flow => flow.Flow.Id == id) is not { } flow)
        {
            faults.Add("flow.default-unknown", node.Item, $"Expected the default of {node.Id} to be a flow that leaves it, but found '{id}'");
        }
        else if (flow.Flow.Condition is not null)
        {
            faults.Add("flow.default-condition", flow.Item, $"Expected default flow {id} to have no condition, but it has one");
        }
    }

    private void CheckConditions(NodeDraft node)
    {
        if (!node.TakesConditions)
        {
            All(node.Outgoing.FindAll(flow => flow.Flow.Condition is not null), "flow.condition-not-allowed",
                $"Expected no condition on a flow out of {node.Kind} {node.Id}, but flow {{0}} has one");
        }
    }

    private void All(List<FlowDraft> flows, string code, string message)
    {
        foreach (var flow in flows)
        {
            faults.Add(code, flow.Item, message.Replace("{0}", flow.Flow.Id, StringComparison.Ordinal));
        }
    }
}
