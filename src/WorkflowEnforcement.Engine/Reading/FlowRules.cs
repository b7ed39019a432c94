namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The rules between nodes and flows.</summary>
internal sealed class FlowRules(Dictionary<string, NodeDraft> nodes, HashSet<string> refused, FaultList faults)
{
    /// <summary>Ties each flow to the nodes at its ends.</summary>
    public void Connect(List<FlowDraft> flows)
    {
        foreach (var flow in flows)
        {
            var source = End(flow, flow.Flow.Source, "source");
            var target = End(flow, flow.Flow.Target, "target");
            source?.Outgoing.Add(flow);
            target?.Incoming.Add(flow);
            if (source is not null && target is not null && source.Scope != target.Scope)
            {
                faults.Add("flow.crosses-border", flow.Item, $"Expected flow {flow.Flow.Id} to stay in one scope, but it leads from {source.Scope} to {target.Scope}");
            }
        }
    }

    /// <summary>Checks every node with its flows.</summary>
    public void Check()
    {
        foreach (var node in nodes.Values)
        {
            CheckDirections(node);
            CheckReferences(node);
            CheckDefault(node);
            CheckConditions(node);
            CheckBoundary(node);
        }
    }

    private NodeDraft? End(FlowDraft flow, string id, string end)
    {
        if (nodes.TryGetValue(id, out var node))
        {
            return node;
        }

        if (!refused.Contains(id))
        {
            faults.Add($"flow.{end}-unknown", flow.Item, $"Expected the {end} of flow {flow.Flow.Id} to be a flow node of the process, but found '{id}'");
        }

        return null;
    }

    private void CheckDirections(NodeDraft node)
    {
        if (node.Kind == "endEvent")
        {
            All(node.Outgoing, "flow.out-of-end", $"Expected end event {node.Id} to have no way out, but flow {{0}} leaves it");
        }

        if (node.Kind == "startEvent")
        {
            All(node.Incoming, "flow.into-start", $"Expected start event {node.Id} to have no way in, but flow {{0}} enters it");
        }

        if (node.Kind == "boundaryEvent")
        {
            All(node.Incoming, "flow.into-boundary", $"Expected boundary event {node.Id} to have no way in, but flow {{0}} enters it");
        }

        if (node.IsGateway && node.Outgoing.Count == 0)
        {
            faults.Add("gateway.no-way-out", node.Item, $"Expected gateway {node.Id} to have a way out, but it has none");
        }
    }

    // incoming and outgoing repeat what the flows say; where they say something else, one of the two is wrong.
    private void CheckReferences(NodeDraft node)
    {
        CheckReferences(node, "incoming", node.Incoming);
        CheckReferences(node, "outgoing", node.Outgoing);
    }

    private void CheckReferences(NodeDraft node, string end, List<FlowDraft> flows)
    {
        var known = flows.Select(flow => flow.Flow.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in node.Item.Named(end))
        {
            var id = item.Text.Trim();
            if (!known.Contains(id))
            {
                faults.Add("flow.reference-wrong", node.Id, item.Line, $"Expected {item.Name} of {node.Id} to name a flow at that end, but found '{id}'");
            }
        }
    }

    private void CheckDefault(NodeDraft node)
    {
        if (node.Default is not { } id)
        {
            return;
        }

        if (!node.IsActivity && node.Kind != "exclusiveGateway")
        {
            faults.Add("flow.default-not-allowed", node.Item, $"Expected a default flow only on activities and exclusive gateways, but {node.Kind} {node.Id} has one");
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
        if (!node.IsActivity && node.Kind != "exclusiveGateway")
        {
            All(node.Outgoing.FindAll(flow => flow.Flow.Condition is not null), "flow.condition-not-allowed",
                $"Expected no condition on a flow out of {node.Kind} {node.Id}, but flow {{0}} has one");
        }

        if (node.Kind == "exclusiveGateway" && node.Outgoing.Count > 1)
        {
            All(node.Outgoing.FindAll(flow => flow.Flow.Condition is null && flow.Flow.Id != node.Default), "flow.condition-missing",
                $"Expected each flow out of {node.Id} to have a condition or to be the default, but flow {{0}} does neither");
        }
    }

    private void CheckBoundary(NodeDraft node)
    {
        if (node.Kind != "boundaryEvent")
        {
            return;
        }

        var host = node.AttachedTo is { } id ? nodes.GetValueOrDefault(id) : null;
        if (host is { IsActivity: true } && host.Scope == node.Scope)
        {
            host.BoundaryEvents.Add(node.Id);
        }
        else if (node.AttachedTo is null || !refused.Contains(node.AttachedTo))
        {
            faults.Add("boundary.host-unknown", node.Item, $"Expected boundary event {node.Id} to be attached to an activity beside it, but found '{node.AttachedTo}'");
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
