using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads a process element: first all parts of all scopes, then the rules between them, then the model.</summary>
internal sealed class ProcessReading(XmlItem process, RootElements roots, FaultList faults)
{
    private readonly ProcessDraft _draft = new();
    private readonly NodeReading _nodes = new(roots, faults);

    /// <summary>The model; null after a fault.</summary>
    public ProcessModel? Read()
    {
        if (IdRules.Required(process, faults) is not { } id)
        {
            return null;
        }

        ReadScope(new ScopeDraft(process, id, null, null));
        DataReading.Resolve(_draft, faults);
        LaneReading.Check(_draft.Lanes, _draft.IsKnown, faults);
        FlowRules.Check(_draft, faults);
        BoundaryRules.Check(_draft, faults);
        EventGatewayRules.Check(_draft, faults);
        CompensationRules.Check(_draft, faults);
        ScopeRules.Check(_draft, faults);
        LinkRules.Check(_draft, faults);
        CancelRules.Check(_draft, faults);
        SigningRules.Check(_draft, faults);
        return faults.Any ? null : ModelBuilding.Build(process, _draft);
    }

    private void ReadScope(ScopeDraft scope)
    {
        _draft.Scopes.Add(scope);
        foreach (var child in scope.Item.Children)
        {
            if (!child.IsBpmn)
            {
                Refuse(child, scope, "stands outside extensionElements");
            }
            else
            {
                ReadPart(child, scope);
            }
        }
    }

    private void ReadPart(XmlItem item, ScopeDraft scope)
    {
        switch (item.Name)
        {
            case var name when NodeReading.IsKnown(name):
                ReadNode(item, scope);
                break;
            case "sequenceFlow":
                ReadFlow(item);
                break;
            case "association":
                ReadAssociation(item);
                break;
            case "laneSet":
                LaneReading.Read(item, _draft.Lanes, faults);
                break;
            case "dataObject" or "property":
                DataReading.Read(item, scope, _draft, faults);
                break;
            case var name when !BpmnNames.Carried.Contains(name) && !(scope.Node is not null && NodeReading.IsPartOfActivity(scope.Item.Name, name)):
                Refuse(item, scope, "is not executed by this engine");
                break;
            default:
                break;
        }
    }

    private void ReadNode(XmlItem item, ScopeDraft scope)
    {
        if (IdRules.Required(item, faults) is not { } id)
        {
            return;
        }

        if (_nodes.Read(item, id, scope) is not { } node)
        {
            _draft.Refused.Add(id);
            return;
        }

        var draft = new NodeDraft(item, node);
        scope.Nodes.Add(draft);
        _draft.Nodes.TryAdd(id, draft);
        if (node is ContainerActivity)
        {
            ReadScope(new ScopeDraft(item, id, scope, node));
        }
    }

    private void ReadFlow(XmlItem item)
    {
        if (IdRules.Required(item, faults) is { } id)
        {
            _draft.Flows.Add(FlowReading.Read(item, id, faults));
        }
    }

    private void ReadAssociation(XmlItem item)
    {
        if (item.Reference("sourceRef") is not { } source || item.Reference("targetRef") is not { } target)
        {
            return;
        }

        if (!_draft.Associations.TryGetValue(source, out var targets))
        {
            _draft.Associations.Add(source, targets = []);
        }

        targets.Add(target);
    }

    private void Refuse(XmlItem item, ScopeDraft scope, string why)
    {
        faults.Add("element.unsupported", item.Id ?? scope.Id, item.Line, $"Expected elements this engine executes, but {item.Name} {why}");
        if (item.Id is { } id)
        {
            _draft.Refused.Add(id);
        }
    }
}
