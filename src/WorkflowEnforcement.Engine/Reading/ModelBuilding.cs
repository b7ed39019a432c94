using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Makes the model from parts in which no fault was found.</summary>
internal static class ModelBuilding
{
    public static ProcessModel Build(XmlItem process, ProcessDraft draft)
    {
        var scopes = draft.Scopes.Select(Scope).ToFrozenDictionary(scope => scope.ElementId, StringComparer.Ordinal);
        var root = scopes[draft.Scopes[0].Id];
        return new ProcessModel
        {
            Id = root.ElementId,
            Name = process.Attribute("name") ?? root.ElementId,
            Root = root,
            Nodes = draft.Nodes.Values.Select(node => Node(node, scopes)).ToFrozenDictionary(node => node.Id, StringComparer.Ordinal),
            Flows = draft.Flows.ToFrozenDictionary(flow => flow.Flow.Id, flow => flow.Flow, StringComparer.Ordinal),
            Scopes = scopes,
            Extensions = ExtensionReading.Elements(process),
            ExtensionAttributes = ExtensionReading.Attributes(process),
            DataObjects = [.. draft.DataObjects.Select(DataReading.Build)],
            Lanes = [.. draft.Lanes.Select(lane => lane.Lane)],
        };
    }

    private static ScopeModel Scope(ScopeDraft scope)
    {
        var starts = scope.Nodes.FindAll(node => node.Node is StartEvent);
        return new ScopeModel(scope.Id, scope.Parent?.Id, starts.Find(start => start.Trigger is NoTrigger)?.Id, Ids(scope.Nodes))
        {
            Starts = Ids(starts),
            EventSubprocesses = Ids(scope.Nodes.Where(node => node.Node is EventSubprocess)),
            Begins = starts.Count > 0 ? [] : Ids(scope.Nodes.Where(scope.Node is AdHocSubprocess ? ScopeRules.IsChoice : ScopeRules.Begins)),
            Variables = [.. scope.Variables.Distinct(StringComparer.Ordinal)],
        };
    }

    private static FlowNode Node(NodeDraft draft, FrozenDictionary<string, ScopeModel> scopes)
    {
        var node = draft.Node with
        {
            Incoming = [.. draft.Incoming.Select(flow => flow.Flow.Id)],
            Outgoing = [.. draft.Outgoing.Select(flow => flow.Flow.Id)],
        };
        return node switch
        {
            EventSubprocess subprocess => subprocess with { Start = scopes[subprocess.Id].Starts[0] },
            Activity activity => activity with
            {
                BoundaryEvents = Ids(draft.BoundaryEvents.Where(boundary => boundary.Trigger is not CompensationTrigger)),
                CompensatedBy = draft.CompensatedBy,
            },
            _ => node,
        };
    }

    private static ImmutableArray<string> Ids(IEnumerable<NodeDraft> nodes) => [.. nodes.Select(node => node.Id)];
}
