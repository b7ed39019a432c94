namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Events and what triggers them. The id of a message, signal, error or escalation is its name and its code.</summary>
internal static partial class Bpmn
{
    public const string Cancel = "<cancelEventDefinition/>";

    public static string Message(string name) => $"""<messageEventDefinition messageRef="{name}"/>""";

    public static string Signal(string name) => $"""<signalEventDefinition signalRef="{name}"/>""";

    /// <summary>An error; without a code all are caught.</summary>
    public static string Error(string? code = null) => code is null ? "<errorEventDefinition/>" : $"""<errorEventDefinition errorRef="{code}"/>""";

    /// <summary>An escalation; without a code all are caught.</summary>
    public static string Escalation(string? code = null) => code is null ? "<escalationEventDefinition/>" : $"""<escalationEventDefinition escalationRef="{code}"/>""";

    public static string Condition(string feel) => $"<conditionalEventDefinition><condition>{Escaped(feel)}</condition></conditionalEventDefinition>";

    public static string Link(string name) => $"""<linkEventDefinition name="{name}"/>""";

    public static string Cycle(string text) => $"<timerEventDefinition><timeCycle>{text}</timeCycle></timerEventDefinition>";

    public static string Compensate(string? activity = null, bool waits = true) =>
        $"<compensateEventDefinition {(activity is null ? "" : $"activityRef=\"{activity}\"")} waitForCompletion=\"{(waits ? "true" : "false")}\"/>";

    /// <summary>A start event with a trigger.</summary>
    public static string Begins(string id, string trigger, bool interrupting = true) =>
        $"""<startEvent id="{id}" isInterrupting="{(interrupting ? "true" : "false")}">{trigger}</startEvent>""";

    /// <summary>A start event of a process that a trigger starts.</summary>
    public static string StartedBy(string id, string trigger) => $"""<startEvent id="{id}">{trigger}</startEvent>""";

    public static string Catches(string id, string trigger) => $"""<intermediateCatchEvent id="{id}">{trigger}</intermediateCatchEvent>""";

    public static string Throws(string id, string trigger = "") => $"""<intermediateThrowEvent id="{id}">{trigger}</intermediateThrowEvent>""";

    public static string Ends(string id, string trigger) => $"""<endEvent id="{id}">{trigger}</endEvent>""";

    /// <summary>An event on the boundary of an activity.</summary>
    public static string On(string host, string id, string trigger, bool interrupting = true) =>
        $"""<boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}">{trigger}</boundaryEvent>""";

    /// <summary>A service task that undoes an activity, the event on the boundary and the line between them.</summary>
    public static string Undo(string host, string handler) => $"""
        <boundaryEvent id="undo_{host}" attachedToRef="{host}"><compensateEventDefinition/></boundaryEvent>
        <serviceTask id="{handler}" isForCompensation="true"/><association id="to_{handler}" sourceRef="undo_{host}" targetRef="{handler}"/>
        """;

    /// <summary>A script that undoes an activity and writes its value to a variable, whose name is its id.</summary>
    public static string UndoBy(string host, string feel, string result) => $"""
        <boundaryEvent id="undo_{host}" attachedToRef="{host}"><compensateEventDefinition/></boundaryEvent>
        {Script(result, feel, result).Replace("<scriptTask", "<scriptTask isForCompensation=\"true\"", StringComparison.Ordinal)}<association id="to_{result}" sourceRef="undo_{host}" targetRef="{result}"/>
        """;
}
