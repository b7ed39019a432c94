using System.Collections.Frozen;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Names of the standard, and which of them are carried without being executed.</summary>
internal static class BpmnNames
{
    /// <summary>The namespace of BPMN 2.0 models.</summary>
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Elements that may stand in a process or subprocess and have no effect on its flow, or are read beside it.</summary>
    public static readonly FrozenSet<string> Carried = Set(
        "documentation", "extensionElements", "textAnnotation", "group", "dataObjectReference", "dataStoreReference");

    /// <summary>Elements that may stand in any flow node.</summary>
    public static readonly FrozenSet<string> CarriedInNode = Set("documentation", "extensionElements", "incoming", "outgoing");

    /// <summary>Elements that may also stand in an activity.</summary>
    public static readonly FrozenSet<string> CarriedInActivity = Set("property", "dataInputAssociation", "dataOutputAssociation");

    /// <summary>Elements that say how often an activity is done.</summary>
    public static readonly FrozenSet<string> Markers = Set("multiInstanceLoopCharacteristics", "standardLoopCharacteristics");

    /// <summary>Elements beside the process that are not part of it.</summary>
    public static readonly FrozenSet<string> BesideProcess = Set(
        "process", "collaboration", "documentation", "extensionElements", "extension", "import", "relationship",
        "category", "dataStore", "itemDefinition", "interface", "resource", "endPoint",
        "message", "signal", "error", "escalation");

    private static FrozenSet<string> Set(params string[] names) => FrozenSet.Create(StringComparer.Ordinal, names);
}
