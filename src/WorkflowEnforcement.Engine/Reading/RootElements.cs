using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The messages, signals, errors and escalations that stand beside the process and are referred to from it.</summary>
internal sealed class RootElements(XmlItem definitions, FaultList faults)
{
    private readonly Dictionary<(string Kind, string Id), XmlItem> _items = Collect(definitions);

    /// <summary>The message an element refers to; null where it refers to none, or after a fault.</summary>
    public MessageTrigger? Message(XmlItem item, string element) =>
        Find(item, "message", element) is { Id: { } id } message ? new MessageTrigger(Named(message, id), id) : null;

    /// <summary>The signal an element refers to; null where it refers to none, or after a fault.</summary>
    public SignalTrigger? Signal(XmlItem item, string element) =>
        Find(item, "signal", element) is { Id: { } id } signal ? new SignalTrigger(Named(signal, id), id) : null;

    /// <summary>The code of the error or escalation an element refers to: its code, else its name, else its id; null where it refers to none, or after a fault.</summary>
    public string? Code(XmlItem item, string kind, string element) =>
        Find(item, kind, element) is { Id: { } id } found ? Filled(found.Attribute(kind + "Code")) ?? Named(found, id) : null;

    private XmlItem? Find(XmlItem item, string kind, string element)
    {
        if (item.Reference(kind + "Ref") is not { } id)
        {
            return null;
        }

        if (_items.TryGetValue((kind, id), out var found))
        {
            return found;
        }

        faults.Add("reference.unknown", element, item.Line, $"Expected {kind}Ref of {element} to name a {kind} of the file, but found '{id}'");
        return null;
    }

    private static string Named(XmlItem item, string id) => Filled(item.Attribute("name")) ?? id;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Dictionary<(string Kind, string Id), XmlItem> Collect(XmlItem definitions)
    {
        var items = new Dictionary<(string Kind, string Id), XmlItem>();
        foreach (var item in definitions.Children)
        {
            if (item.IsBpmn && item.Id is { } id && item.Name is "message" or "signal" or "error" or "escalation")
            {
                items.TryAdd((item.Name, id), item);
            }
        }

        return items;
    }
}
