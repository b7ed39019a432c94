using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads data objects, the references to them, and properties.</summary>
internal static class DataReading
{
    /// <summary>Reads a data object or a property; those of the process are no variables of a scope, for every name is.</summary>
    public static void Read(XmlItem item, ScopeDraft scope, ProcessDraft draft, FaultList faults)
    {
        if (IdRules.Required(item, faults) is not { } id)
        {
            return;
        }

        if (item.Name == "dataObject")
        {
            draft.DataObjects.Add(new DataDraft(item, id, scope));
        }
        else if (scope.Parent is not null)
        {
            scope.Variables.Add(item.Attribute("name") ?? id);
        }
    }

    /// <summary>Ties references to data objects, from whose names variables take theirs.</summary>
    public static void Resolve(ProcessDraft draft, FaultList faults)
    {
        var known = new Dictionary<string, DataDraft>(StringComparer.Ordinal);
        foreach (var data in draft.DataObjects)
        {
            known.TryAdd(data.Id, data);
        }

        foreach (var item in draft.Scopes.SelectMany(scope => scope.Item.Named("dataObjectReference")))
        {
            if (item.Reference("dataObjectRef") is { } id && known.TryGetValue(id, out var data))
            {
                data.Name ??= item.Attribute("name");
            }
            else
            {
                faults.Add("data.reference-unknown", item, $"Expected dataObjectRef of {item.Id} to name a data object of the process, but found '{item.Attribute("dataObjectRef")}'");
            }
        }

        foreach (var data in draft.DataObjects.Where(data => data.Scope.Parent is not null))
        {
            data.Scope.Variables.Add(data.Name ?? data.Id);
        }
    }

    public static DataObject Build(DataDraft data) =>
        new(data.Id, data.Name ?? data.Id, data.Scope.Id, data.Item.Attribute("isCollection") is "true" or "1");
}
