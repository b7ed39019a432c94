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
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of XML elements that is read.</summary>
    public const int MaxDepth = 256;

    /// <summary>Most XML elements that are read, those of the diagram counted too: what a small file can make large in memory.</summary>
    public const int MaxElements = 500_000;

    /// <summary>Reads the one executable process of a definition.</summary>
    /// <param name="xml">The file's bytes, at most 16 MiB; no DTD, at most 256 levels and 500,000 elements.</param>
    /// <returns>The model or the faults; this method does not throw for bad input.</returns>
    public static ReadResult Read(ReadOnlyMemory<byte> xml)
    {
        var faults = new FaultList();
        var model = XmlTree.Load(xml, faults) is { } root && DefinitionsReading.FindProcess(root, faults) is { } process
            ? new ProcessReading(process, new RootElements(root, faults), faults).Read()
            : null;
        return faults.Any ? new ReadResult(null, faults.ByLine()) : new ReadResult(model, []);
    }
}
