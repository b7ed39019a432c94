namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>The flow cannot do what it says.</summary>
    Error,

    /// <summary>The flow can go wrong where the data allow it.</summary>
    Warning,

    /// <summary>Nothing to change, but something to know.</summary>
    Info,
}

/// <summary>A fault of a flow that shows without running it.</summary>
/// <param name="Code">Stable code, for example <c>flow.deadlock</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Element">Id of the element at which it shows.</param>
/// <param name="Line">Line in the file, from 1; 0 where it is the process as a whole.</param>
/// <param name="Message">What was expected and what was found, with a way that leads there where one is known.</param>
public sealed record FlowFinding(string Code, FindingSeverity Severity, string Element, int Line, string Message);
