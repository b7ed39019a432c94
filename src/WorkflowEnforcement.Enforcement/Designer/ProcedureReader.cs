using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>What reading a procedure gave: the definition, or every fault.</summary>
public sealed record ProcedureReadResult(ProcedureDefinition? Definition, ImmutableArray<ModelFault> Faults);

/// <summary>Reads a procedure: its flow and its forms.</summary>
public static class ProcedureReader
{
    /// <summary>Reads a procedure.</summary>
    /// <param name="bpmn">The flow, BPMN 2.0 XML.</param>
    /// <param name="forms">Form-js schemas by the name by which the flow refers to them.</param>
    public static ProcedureReadResult Read(ReadOnlyMemory<byte> bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms) =>
        throw new NotSupportedException();
}
