using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>The faults found so far: reading goes on after a fault, so that all are named at once.</summary>
internal sealed class FaultList
{
    private readonly List<ModelFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(string code, XmlItem item, string message) => Add(code, item.Attribute("id"), item.Line, message);

    public void Add(string code, string? element, int line, string message) =>
        _faults.Add(new ModelFault(code, element, line, message));

    public ImmutableArray<ModelFault> ByLine() => [.. _faults.Distinct().OrderBy(fault => fault.Line)];
}
