using System.Collections.Frozen;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads a process element: first all nodes and flows of all scopes, then the rules between them, then the model.</summary>
internal sealed class ProcessReading(XmlItem process, FaultList faults)
{
    private readonly Dictionary<string, NodeDraft> _nodes = new(StringComparer.Ordinal);
    private readonly List<FlowDraft> _flows = [];
    private readonly List<(string Id, string? Parent, string Start)> _scopes = [];
    private readonly List<(Lane Lane, int Line)> _lanes = [];

    // Ids of elements that were refused: that they are unknown is not said a second time.
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>The model; null after a fault.</summary>
    public ProcessModel? Read()
    {
        if (IdRules.Required(process, faults) is not { } id)
        {
            return null;
        }

        ReadScope(process, id, null);
        var rules = new FlowRules(_nodes, _refused, faults);
        rules.Connect(_flows);
        rules.Check();
        LaneReading.Check(_lanes, id => _nodes.ContainsKey(id) || _refused.Contains(id), faults);
        return faults.Any ? null : Build(id);
    }

    private void ReadScope(XmlItem item, string id, string? parent)
    {
        var starts = new List<XmlItem>();
        foreach (var child in item.Children)
        {
            if (!child.IsBpmn)
            {
                Refuse(child, id, "stands outside extensionElements");
            }
            else if (child.Name == "sequenceFlow")
            {
                ReadFlow(child);
            }
            else if (NodeReading.IsKnown(child.Name))
            {
                ReadNode(child, id, starts);
            }
            else if (!BpmnNames.Carried.Contains(child.Name) && !(parent is not null && NodeReading.IsCarriedInActivity(child.Name)))
            {
                Refuse(child, id, "is not executed by this engine");
            }
        }

        LaneReading.Read(item, _lanes, faults);
        CheckStarts(item, starts);
        _scopes.Add((id, parent, starts is [var start, ..] ? start.Id ?? "" : ""));
    }

    private void ReadNode(XmlItem item, string scope, List<XmlItem> starts)
    {
        if (item.Name == "startEvent")
        {
            starts.Add(item);
        }

        if (IdRules.Required(item, faults) is not { } id)
        {
            return;
        }

        if (new NodeReading(faults).Read(item, id, scope) is not { } node)
        {
            _refused.Add(id);
            return;
        }

        _nodes.TryAdd(id, node);
        if (item.Name == "subProcess")
        {
            ReadScope(item, id, scope);
        }
    }

    private void ReadFlow(XmlItem item)
    {
        if (IdRules.Required(item, faults) is { } id)
        {
            _flows.Add(FlowReading.Read(item, id, faults));
        }
    }

    private void Refuse(XmlItem item, string scope, string why)
    {
        faults.Add("element.unsupported", item.Id ?? scope, item.Line, $"Expected elements this engine executes, but {item.Name} {why}");
        if (item.Id is { } id)
        {
            _refused.Add(id);
        }
    }

    private void CheckStarts(XmlItem scope, List<XmlItem> starts)
    {
        if (starts.Count == 0)
        {
            faults.Add("start.missing", scope, $"Expected {scope.Name} {scope.Id} to have a start event, but it has none");
        }

        foreach (var second in starts.Skip(1))
        {
            faults.Add("start.several", second, $"Expected one start event in {scope.Name} {scope.Id}, but {second.Id} is another");
        }
    }

    private ProcessModel Build(string id)
    {
        var nodes = _nodes.Values.Select(NodeBuilding.Build).ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        var inScope = _nodes.Values.ToLookup(node => node.Scope, node => node.Id, StringComparer.Ordinal);
        return new ProcessModel
        {
            Id = id,
            Name = process.Attribute("name") ?? id,
            Nodes = nodes,
            Flows = _flows.ToFrozenDictionary(flow => flow.Flow.Id, flow => flow.Flow, StringComparer.Ordinal),
            Scopes = _scopes.ToFrozenDictionary(scope => scope.Id, Scope, StringComparer.Ordinal),
            Root = Scope(_scopes[^1]),
            Extensions = ExtensionReading.Elements(process),
            ExtensionAttributes = ExtensionReading.Attributes(process),
            Lanes = [.. _lanes.Select(lane => lane.Lane)],
        };

        ScopeModel Scope((string Id, string? Parent, string Start) scope) =>
            new(scope.Id, scope.Parent, scope.Start, [.. inScope[scope.Id]]);
    }
}
