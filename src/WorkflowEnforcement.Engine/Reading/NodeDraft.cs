using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>A flow node while the file is being read: its flows are not all known yet.</summary>
internal sealed class NodeDraft(XmlItem item, string id, string scope)
{
    public XmlItem Item => item;

    public string Id => id;

    public string Scope => scope;

    public string Kind => item.Name;

    public string? Default { get; set; }

    public string? AttachedTo { get; set; }

    public bool Interrupting { get; set; }

    public bool Terminates { get; set; }

    /// <summary>When it is due; null where a fault was found in it.</summary>
    public TimerDefinition? Timer { get; set; }

    public List<FlowDraft> Incoming { get; } = [];

    public List<FlowDraft> Outgoing { get; } = [];

    public List<string> BoundaryEvents { get; } = [];

    public bool IsActivity => Kind is "userTask" or "serviceTask" or "subProcess";

    public bool IsGateway => Kind is "exclusiveGateway" or "parallelGateway";
}

/// <summary>A sequence flow while the file is being read.</summary>
internal sealed record FlowDraft(XmlItem Item, SequenceFlow Flow);
