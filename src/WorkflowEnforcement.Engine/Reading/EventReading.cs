using System.Collections.Frozen;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Which triggers an event may have where it stands, and what they say.</summary>
internal sealed class EventReading(TriggerReading triggers, FaultList faults)
{
    private const string Suffix = "EventDefinition";

    // By place; "none" stands for an event without a definition.
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["process"] = ["none", "message", "timer", "signal", "conditional"],
        ["subprocess"] = ["none"],
        ["event subprocess"] = ["message", "timer", "signal", "conditional", "error", "escalation", "compensate"],
        ["intermediateCatchEvent"] = ["message", "timer", "signal", "conditional", "link"],
        ["intermediateThrowEvent"] = ["none", "message", "signal", "link", "escalation", "compensate"],
        ["boundaryEvent"] = ["message", "timer", "signal", "conditional", "error", "escalation", "compensate", "cancel"],
        ["endEvent"] = ["none", "message", "signal", "error", "escalation", "compensate", "cancel", "terminate"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The trigger; null where the event is refused.</summary>
    public EventTrigger? Trigger(XmlItem item, string id, ScopeDraft scope)
    {
        var definitions = item.Children.FindAll(child => child.IsBpmn && IsDefinition(child.Name));
        List<string> kinds = definitions.Count == 0 ? ["none"] : definitions.ConvertAll(definition => KindOf(definition.Name));
        var (place, allowed) = Place(item, scope);
        if (kinds.Count == 1 && allowed.Contains(kinds[0]))
        {
            return definitions.Count == 0 ? NoTrigger.Instance : triggers.Read(definitions[0], item, id);
        }

        var line = definitions.Count == 0 ? item.Line : definitions[0].Line;
        faults.Add("element.unsupported", id, line,
            $"Expected {place} {id} to have as its one trigger {string.Join(", ", allowed)}, but found {string.Join(" and ", kinds)}");
        return null;
    }

    /// <summary>Whether a catching event ends what it interrupts; some triggers leave no choice.</summary>
    public bool Interrupting(XmlItem item, string attribute, string id, EventTrigger trigger)
    {
        var interrupting = AttributeReading.Flag(item, attribute, id, otherwise: true, faults);
        if (!interrupting && trigger is ErrorTrigger or CancelTrigger or CompensationTrigger)
        {
            var kind = trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal).ToLowerInvariant();
            faults.Add("event.must-interrupt", id, item.Line, $"Expected no {attribute}=\"false\" on {id}, for the standard knows none for {kind}, but it is there");
        }

        return interrupting;
    }

    public static bool IsDefinition(string name) => name == "eventDefinitionRef" || name.EndsWith(Suffix, StringComparison.Ordinal);

    private static string KindOf(string definition) =>
        definition.EndsWith(Suffix, StringComparison.Ordinal) ? definition[..^Suffix.Length] : definition;

    private static (string Place, string[] Allowed) Place(XmlItem item, ScopeDraft scope)
    {
        if (item.Name != "startEvent")
        {
            return (item.Name, Allowed[item.Name]);
        }

        var around = scope.Node switch { null => "process", EventSubprocess => "event subprocess", _ => "subprocess" };
        return ($"startEvent of the {around}", Allowed[around]);
    }
}
