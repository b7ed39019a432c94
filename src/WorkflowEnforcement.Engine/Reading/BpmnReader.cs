using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>A fault in a definition, with its place.</summary>
/// <param name="Code">Stable code, for example <c>flow.target-unknown</c>.</param>
/// <param name="Element">Id of the element, or null where the file as a whole is meant.</param>
/// <param name="Line">Line in the file, from 1; 0 where there is none.</param>
/// <param name="Message">A sentence: what was expected and what was found.</param>
public sealed record ModelFault(string Code, string? Element, int Line, string Message);

/// <summary>What reading gave: a model, or every fault that was found.</summary>
/// <param name="Model">The model; null when there is a fault.</param>
/// <param name="Faults">All faults, by line; empty when the model is sound.</param>
public sealed record ReadResult(ProcessModel? Model, ImmutableArray<ModelFault> Faults);

/// <summary>Reads BPMN 2.0 XML strictly: what cannot run is refused with its place, never skipped.</summary>
public static class BpmnReader
{
    /// <summary>Reads the one executable process of a definition.</summary>
    /// <param name="xml">The file's bytes, at most 4 MiB; no DTD, at most 256 levels deep.</param>
    /// <returns>The model or the faults; this method does not throw for bad input.</returns>
    public static ReadResult Read(ReadOnlyMemory<byte> xml) => throw new NotSupportedException();
}
