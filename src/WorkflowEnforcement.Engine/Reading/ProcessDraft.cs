using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>All parts of a process as they were read, before the rules between them are asked.</summary>
internal sealed class ProcessDraft
{
    public Dictionary<string, NodeDraft> Nodes { get; } = new(StringComparer.Ordinal);

    public List<FlowDraft> Flows { get; } = [];

    /// <summary>The process first, then each subprocess after the one around it.</summary>
    public List<ScopeDraft> Scopes { get; } = [];

    public List<(Lane Lane, int Line)> Lanes { get; } = [];

    public List<DataDraft> DataObjects { get; } = [];

    /// <summary>Ids of elements that were refused: that they are unknown is not said a second time.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Where associations lead, by where they come from.</summary>
    public Dictionary<string, List<string>> Associations { get; } = new(StringComparer.Ordinal);

    public bool IsKnown(string id) => Nodes.ContainsKey(id) || Refused.Contains(id);
}

/// <summary>A process or subprocess while the file is being read.</summary>
/// <param name="Node">The subprocess as a node of its parent; null for the process.</param>
internal sealed record ScopeDraft(XmlItem Item, string Id, ScopeDraft? Parent, FlowNode? Node)
{
    public List<NodeDraft> Nodes { get; } = [];

    /// <summary>Names of its data objects and properties.</summary>
    public List<string> Variables { get; } = [];

    /// <summary>What it is, for a sentence.</summary>
    public string Kind => Node is EventSubprocess ? "event subprocess" : Item.Name;
}

/// <summary>A data object while the file is being read.</summary>
internal sealed record DataDraft(XmlItem Item, string Id, ScopeDraft Scope)
{
    /// <summary>Its name, else that of the first drawn reference to it, where tools put it; null where both have none.</summary>
    public string? Name { get; set; } = Item.Attribute("name");
}
