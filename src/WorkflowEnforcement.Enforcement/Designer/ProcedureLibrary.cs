using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>Procedures that lie side by side and may call one another.</summary>
public sealed class ProcedureLibrary
{
    private readonly IReadOnlyList<ProcedureSource> sources;
    private readonly Dictionary<string, (ProcedureSource Source, ProcessModel Model)> byName = new(StringComparer.Ordinal);

    /// <summary>Looks the sources through for what they can be called by; those that cannot be read are left out.</summary>
    /// <param name="sources">All procedures; where two have one name, the first is meant.</param>
    public ProcedureLibrary(IEnumerable<ProcedureSource> sources)
    {
        this.sources = [.. sources];
        foreach (var source in this.sources)
        {
            if (BpmnReader.Read(source.Bpmn).Model is { } model)
            {
                byName.TryAdd(model.Id, (source, model));
                if (model.Extensions.FirstOrDefault(extension => extension is { Namespace: Vocabulary.Namespace, Name: "procedure" })?.Attributes.GetValueOrDefault("key") is { Length: > 0 } key)
                {
                    byName.TryAdd(key, (source, model));
                }
            }
        }
    }

    /// <summary>The sources of all that a procedure calls, and of what those call, each once; a call that leads nowhere is left for the reader to name.</summary>
    public IReadOnlyList<ProcedureSource> CalledBy(ProcedureSource source)
    {
        var found = new List<ProcedureSource>();
        var open = new Queue<ProcessModel>();
        if (BpmnReader.Read(source.Bpmn).Model is { } root)
        {
            open.Enqueue(root);
        }

        while (open.TryDequeue(out var model))
        {
            foreach (var call in ProcessLinker.Calls(model))
            {
                if (byName.TryGetValue(call.CalledElement, out var target) && !ReferenceEquals(target.Source, source) && !found.Contains(target.Source))
                {
                    found.Add(target.Source);
                    open.Enqueue(target.Model);
                }
            }
        }

        return found;
    }

    /// <summary>Reads a procedure with what it calls.</summary>
    public ProcedureReadResult Read(ProcedureSource source) => ProcedureReader.Read(source, CalledBy(source));
}
