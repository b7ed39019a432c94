using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads one flow node: which kind it is, what it bears, and that it bears nothing this engine would pass over.</summary>
internal sealed class NodeReading(RootElements roots, FaultList faults)
{
    private readonly ActivityReading _activities = new(roots, faults);
    private readonly EventReading _events = new(new TriggerReading(roots, faults), faults);

    /// <summary>Whether the name is that of a flow node this engine executes.</summary>
    public static bool IsKnown(string name) => IsContainer(name) || name is "startEvent" or "endEvent" or "boundaryEvent"
        or "intermediateCatchEvent" or "intermediateThrowEvent"
        or "exclusiveGateway" or "parallelGateway" or "inclusiveGateway" or "eventBasedGateway"
        or "userTask" or "manualTask" or "serviceTask" or "sendTask" or "receiveTask" or "scriptTask" or "businessRuleTask" or "callActivity";

    /// <summary>Whether an element of the name has a flow within it.</summary>
    public static bool IsContainer(string name) => name is "subProcess" or "transaction" or "adHocSubProcess";

    /// <summary>Whether the element may stand in an activity of the kind.</summary>
    public static bool IsPartOfActivity(string kind, string name) =>
        BpmnNames.CarriedInNode.Contains(name) || BpmnNames.CarriedInActivity.Contains(name) || BpmnNames.Markers.Contains(name)
        || (kind, name) is ("scriptTask", "script") or ("adHocSubProcess", "completionCondition");

    /// <summary>The node; null where it is refused.</summary>
    public FlowNode? Read(XmlItem item, string id, ScopeDraft scope) => item.Name switch
    {
        "startEvent" or "endEvent" or "boundaryEvent" or "intermediateCatchEvent" or "intermediateThrowEvent" => Event(item, id, scope),
        "exclusiveGateway" => Gateway<ExclusiveGateway>(item, id, scope) with { Default = item.Attribute("default") },
        "parallelGateway" => Gateway<ParallelGateway>(item, id, scope),
        "inclusiveGateway" => Gateway<InclusiveGateway>(item, id, scope) with { Default = item.Attribute("default") },
        "eventBasedGateway" => EventBased(item, id, scope),
        "userTask" => Activity<UserTask>(item, id, scope) with { Signing = SigningReading.Read(item, id, faults) },
        "manualTask" => Activity<ManualTask>(item, id, scope),
        "serviceTask" => Activity<ServiceTask>(item, id, scope),
        "sendTask" => _activities.Fill(Activity<SendTask>(item, id, scope), item),
        "receiveTask" => _activities.Fill(Activity<ReceiveTask>(item, id, scope), item),
        "scriptTask" => _activities.Fill(Activity<ScriptTask>(item, id, scope), item),
        "businessRuleTask" => _activities.Fill(Activity<BusinessRuleTask>(item, id, scope), item),
        "callActivity" => _activities.Fill(Activity<CallActivity>(item, id, scope), item),
        _ => Container(item, id, scope),
    };

    private ContainerActivity Container(XmlItem item, string id, ScopeDraft scope)
    {
        var triggered = AttributeReading.Flag(item, "triggeredByEvent", id, otherwise: false, faults);
        switch (item.Name)
        {
            case "subProcess" when triggered:
                return Activity<EventSubprocess>(item, id, scope);
            case "subProcess":
                return Activity<Subprocess>(item, id, scope);
        }

        AttributeReading.Only(item, "triggeredByEvent", id, faults, "false", "0");
        if (item.Name == "adHocSubProcess")
        {
            return _activities.Fill(Activity<AdHocSubprocess>(item, id, scope), item);
        }

        AttributeReading.Only(item, "method", id, faults, "##Compensate", "Compensate", "compensate");
        return Activity<Transaction>(item, id, scope);
    }

    private EventNode? Event(XmlItem item, string id, ScopeDraft scope)
    {
        AttributeReading.Only(item, "parallelMultiple", id, faults, "false", "0");
        CheckChildren(item, id, name => BpmnNames.CarriedInNode.Contains(name) || BpmnNames.CarriedInActivity.Contains(name) || EventReading.IsDefinition(name));
        CheckAssociations(item);
        if (_events.Trigger(item, id, scope) is not { } trigger)
        {
            return null;
        }

        EventNode node = item.Name switch
        {
            "startEvent" => Node<StartEvent>(item, id, scope) with { Interrupting = _events.Interrupting(item, "isInterrupting", id, trigger) },
            "boundaryEvent" => Node<BoundaryEvent>(item, id, scope) with
            {
                AttachedTo = item.Reference("attachedToRef") ?? "",
                Interrupting = _events.Interrupting(item, "cancelActivity", id, trigger),
            },
            "intermediateCatchEvent" => Node<CatchEvent>(item, id, scope),
            "intermediateThrowEvent" => Node<ThrowEvent>(item, id, scope),
            _ => Node<EndEvent>(item, id, scope),
        };
        return node with { Trigger = trigger };
    }

    private EventBasedGateway EventBased(XmlItem item, string id, ScopeDraft scope)
    {
        AttributeReading.Only(item, "eventGatewayType", id, faults, "Exclusive");
        AttributeReading.Only(item, "instantiate", id, faults, "false", "0");
        return Gateway<EventBasedGateway>(item, id, scope);
    }

    private T Gateway<T>(XmlItem item, string id, ScopeDraft scope)
        where T : FlowNode
    {
        CheckChildren(item, id, BpmnNames.CarriedInNode.Contains);
        return Node<T>(item, id, scope);
    }

    private T Activity<T>(XmlItem item, string id, ScopeDraft scope)
        where T : Activity
    {
        AttributeReading.Only(item, "startQuantity", id, faults, "1");
        AttributeReading.Only(item, "completionQuantity", id, faults, "1");
        CheckAssociations(item);
        // What stands in a container is looked at when its scope is read.
        if (!IsContainer(item.Name))
        {
            CheckChildren(item, id, name => IsPartOfActivity(item.Name, name));
        }

        Activity node = Node<T>(item, id, scope);
        return (T)(node with
        {
            Default = item.Attribute("default"),
            Loop = LoopReading.Read(item, id, faults),
            IsForCompensation = AttributeReading.Flag(item, "isForCompensation", id, otherwise: false, faults),
        });
    }

    // Made without an initialiser, so that what every node must have is written once and not once for each kind.
    private static T Node<T>(XmlItem item, string id, ScopeDraft scope)
        where T : FlowNode
    {
        FlowNode blank = Activator.CreateInstance<T>();
        return (T)(blank with
        {
            Id = id,
            Name = item.Attribute("name") ?? id,
            Scope = scope.Id,
            Line = item.Line,
            Incoming = [],
            Outgoing = [],
            Extensions = ExtensionReading.Elements(item),
            ExtensionAttributes = ExtensionReading.Attributes(item),
        });
    }

    private void CheckChildren(XmlItem item, string id, Func<string, bool> isKnown)
    {
        foreach (var child in item.Children)
        {
            if (!child.IsBpmn || !isKnown(child.Name))
            {
                faults.Add("element.unsupported", id, child.Line, $"Expected {item.Name} {id} to bear only what this engine executes, but found {child.Name}");
            }
        }
    }

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
}
