using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads an event definition. After a fault in it gives <see cref="UnreadTrigger"/>.</summary>
internal sealed class TriggerReading(RootElements roots, FaultList faults)
{
    /// <param name="definition">The event definition.</param>
    /// <param name="owner">The event that bears it.</param>
    /// <param name="id">Id of the event.</param>
    public EventTrigger Read(XmlItem definition, XmlItem owner, string id)
    {
        CheckChildren(definition, id);
        return definition.Name switch
        {
            "messageEventDefinition" => Message(definition, owner, id),
            "signalEventDefinition" => Signal(definition, id),
            "timerEventDefinition" => TimerReading.Read(definition, id, faults) is { } timer ? new TimerTrigger(timer) : UnreadTrigger.Instance,
            "conditionalEventDefinition" => Conditional(definition, id),
            "errorEventDefinition" => new ErrorTrigger(roots.Code(definition, "error", id)),
            "escalationEventDefinition" => new EscalationTrigger(roots.Code(definition, "escalation", id)),
            "compensateEventDefinition" => Compensation(definition, owner, id),
            "linkEventDefinition" => Link(definition, id),
            "cancelEventDefinition" => new CancelTrigger(),
            "terminateEventDefinition" => new TerminateTrigger(),
            _ => throw new UnreachableException($"{definition.Name} was let through but is not read"),
        };
    }

    /// <summary>Whether an event of that kind waits, and does not throw.</summary>
    public static bool Catches(XmlItem owner) => owner.Name is "startEvent" or "boundaryEvent" or "intermediateCatchEvent";

    private EventTrigger Message(XmlItem definition, XmlItem owner, string id)
    {
        if (definition.Attribute("messageRef") is null)
        {
            return Catches(owner) ? Missing(definition, "messageRef", "reference.missing", id) : new MessageTrigger(owner.Attribute("name") ?? id, id);
        }

        return roots.Message(definition, id) ?? (EventTrigger)UnreadTrigger.Instance;
    }

    private EventTrigger Signal(XmlItem definition, string id) => definition.Attribute("signalRef") is null
        ? Missing(definition, "signalRef", "reference.missing", id)
        : roots.Signal(definition, id) ?? (EventTrigger)UnreadTrigger.Instance;

    private EventTrigger Conditional(XmlItem definition, string id) => ExpressionReading.Child(definition, "condition", id, faults) is { } condition
        ? new ConditionalTrigger(condition)
        : Missing(definition, "condition", "event.condition-missing", id);

    private EventTrigger Link(XmlItem definition, string id) => definition.Attribute("name") is { Length: > 0 } name
        ? new LinkTrigger(name)
        : Missing(definition, "name", "link.name-missing", id);

    private CompensationTrigger Compensation(XmlItem definition, XmlItem owner, string id)
    {
        var waits = AttributeReading.Flag(definition, "waitForCompletion", id, otherwise: true, faults);
        return Catches(owner) ? new CompensationTrigger(null, true) : new CompensationTrigger(definition.Reference("activityRef"), waits);
    }

    private UnreadTrigger Missing(XmlItem definition, string what, string code, string id)
    {
        faults.Add(code, id, definition.Line, $"Expected {definition.Name} of {id} to have a {what}, but it has none");
        return UnreadTrigger.Instance;
    }

    private void CheckChildren(XmlItem definition, string id)
    {
        foreach (var child in definition.Children.Where(child => !IsKnown(definition.Name, child)))
        {
            faults.Add("element.unsupported", id, child.Line, $"Expected {definition.Name} of {id} to bear only what this engine executes, but found {child.Name}");
        }
    }

    private static bool IsKnown(string definition, XmlItem child) => child.IsBpmn && (child.Name is "documentation" or "extensionElements" || definition switch
    {
        "timerEventDefinition" => TimerReading.IsTime(child.Name),
        "conditionalEventDefinition" => child.Name == "condition",
        "messageEventDefinition" => child.Name == "operationRef",
        "linkEventDefinition" => child.Name is "source" or "target",
        _ => false,
    });
}
