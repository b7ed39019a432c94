namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads one flow node: which kind it is, and that it bears nothing this engine would pass over.</summary>
internal sealed class NodeReading(FaultList faults)
{
    /// <summary>Whether the name is that of a flow node this engine executes.</summary>
    public static bool IsKnown(string name) => name is "startEvent" or "endEvent" or "intermediateCatchEvent" or "boundaryEvent"
        or "exclusiveGateway" or "parallelGateway" or "userTask" or "serviceTask" or "subProcess";

    /// <summary>Whether the element may stand in an activity beside what may stand in every node.</summary>
    public static bool IsCarriedInActivity(string name) =>
        BpmnNames.CarriedInNode.Contains(name) || BpmnNames.CarriedInActivity.Contains(name);

    /// <summary>The node; null where its kind is refused.</summary>
    public NodeDraft? Read(XmlItem item, string id, string scope)
    {
        var node = new NodeDraft(item, id, scope) { Default = item.Attribute("default") };
        CheckAttributes(node);
        if (node.Kind != "subProcess")
        {
            CheckChildren(node);
        }

        CheckAssociations(item);
        return node.Kind switch
        {
            "startEvent" => ReadStart(node),
            "endEvent" => ReadEnd(node),
            "intermediateCatchEvent" => ReadTimer(node),
            "boundaryEvent" => ReadBoundary(node),
            "subProcess" when item.Attribute("triggeredByEvent") is "true" or "1" => Refused(node, item, "an event subprocess"),
            _ => node,
        };
    }

    private NodeDraft? ReadStart(NodeDraft node) =>
        Triggers(node.Item).FirstOrDefault() is { } trigger ? Refused(node, trigger, trigger.Name) : node;

    private NodeDraft? ReadEnd(NodeDraft node)
    {
        var triggers = Triggers(node.Item).ToList();
        node.Terminates = triggers is [{ Name: "terminateEventDefinition" }];
        return triggers.Count == 0 || node.Terminates ? node : Refused(node, triggers[0], string.Join(", ", triggers.Select(t => t.Name)));
    }

    private NodeDraft? ReadTimer(NodeDraft node)
    {
        var triggers = Triggers(node.Item).ToList();
        if (triggers is not [{ Name: "timerEventDefinition" }])
        {
            return Refused(node, triggers.FirstOrDefault() ?? node.Item, triggers.Count == 0 ? "no trigger" : string.Join(", ", triggers.Select(t => t.Name)));
        }

        node.Timer = TimerReading.Read(triggers[0], node.Id, faults);
        return node;
    }

    private NodeDraft? ReadBoundary(NodeDraft node)
    {
        node.AttachedTo = node.Item.Attribute("attachedToRef");
        node.Interrupting = node.Item.Attribute("cancelActivity") is null or "true" or "1";
        return ReadTimer(node);
    }

    private NodeDraft? Refused(NodeDraft node, XmlItem place, string found)
    {
        faults.Add("element.unsupported", node.Id, place.Line, $"Expected a {node.Kind} this engine executes, but {node.Id} is one with {found}");
        return null;
    }

    private static IEnumerable<XmlItem> Triggers(XmlItem item) =>
        item.Children.Where(child => child.IsBpmn && (child.Name.EndsWith("EventDefinition", StringComparison.Ordinal) || child.Name == "eventDefinitionRef"));

    private void CheckChildren(NodeDraft node)
    {
        foreach (var child in node.Item.Children)
        {
            var carried = child.IsBpmn && (BpmnNames.CarriedInNode.Contains(child.Name)
                || (node.IsActivity ? IsCarriedInActivity(child.Name) : !node.IsGateway && IsEventPart(child.Name)));
            if (!carried)
            {
                faults.Add("element.unsupported", node.Id, child.Line, $"Expected {node.Kind} {node.Id} to bear only what this engine executes, but found {child.Name}");
            }
        }
    }

    private static bool IsEventPart(string name) => name is "eventDefinitionRef" or "property" or "dataOutputAssociation" or "dataInputAssociation"
        || name.EndsWith("EventDefinition", StringComparison.Ordinal);

    // A drawn line to a data object says who uses it; a transformation in it would have to be executed.
    private void CheckAssociations(XmlItem item)
    {
        foreach (var part in item.Children.Where(child => child.IsBpmn && BpmnNames.CarriedInActivity.Contains(child.Name)).SelectMany(child => child.Children))
        {
            if (part.IsNamed("assignment") || part.IsNamed("transformation"))
            {
                faults.Add("element.unsupported", item.Id, part.Line, $"Expected data associations that only show, but found {part.Name}");
            }
        }
    }

    private void CheckAttributes(NodeDraft node)
    {
        Only(node, "isForCompensation", "false", "0");
        Only(node, "startQuantity", "1");
        Only(node, "completionQuantity", "1");
        Only(node, "parallelMultiple", "false", "0");
        Boolean(node, "cancelActivity");
        Boolean(node, "triggeredByEvent");
    }

    private void Only(NodeDraft node, string attribute, params ReadOnlySpan<string> allowed)
    {
        if (node.Item.Attribute(attribute) is { } value && !allowed.Contains(value))
        {
            faults.Add("attribute.unsupported", node.Item, $"Expected {attribute}=\"{allowed[0]}\" or none on {node.Id}, but found \"{value}\"");
        }
    }

    private void Boolean(NodeDraft node, string attribute)
    {
        if (node.Item.Attribute(attribute) is { } value && value is not ("true" or "false" or "1" or "0"))
        {
            faults.Add("attribute.invalid", node.Item, $"Expected {attribute} of {node.Id} to be true or false, but found \"{value}\"");
        }
    }
}
