using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>What reading gave: a model, or every fault that was found.</summary>
/// <param name="Model">The model; null when there is a fault.</param>
/// <param name="Faults">All faults, by line; empty when the model is sound.</param>
public sealed record DecisionReadResult(DecisionModel? Model, ImmutableArray<ModelFault> Faults);

/// <summary>Reads DMN strictly, versions 1.1 to 1.5: decision tables and literal expressions; what cannot run is refused with its place.</summary>
public static class DmnReader
{
    /// <summary>Reads the decisions of a file.</summary>
    /// <param name="xml">The file's bytes, within the limits of <see cref="BpmnReader"/>: at most 4 MiB, no DTD, at most 256 levels deep.</param>
    /// <returns>The model or the faults; this method does not throw for bad input.</returns>
    public static DecisionReadResult Read(ReadOnlyMemory<byte> xml)
    {
        var faults = new FaultList();
        var model = XmlTree.Load(xml, faults) is { } root ? new DecisionsReading(root, faults).Read() : null;
        return faults.Any ? new DecisionReadResult(null, faults.ByLine()) : new DecisionReadResult(model, []);
    }
}
