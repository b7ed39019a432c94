namespace WorkflowEnforcement.Engine.Tests.Reading;

/// <summary>Pieces of BPMN that only the tests of reading need.</summary>
internal static class Drawn
{
    /// <summary>What events refer to: messages M and M2, signal S, errors E to E3, escalation C. Must come last.</summary>
    public static readonly string Declared = Beside("""
        <message id="M" name="来信"/><message id="M2"/><signal id="S" name="警报"/>
        <error id="E" name="失败" errorCode="e-1"/><error id="E2" name="失败"/><error id="E3"/><escalation id="C" escalationCode="c-1"/>
        """);

    /// <summary>Elements beside the process: the text closes it and opens another, so it must come last.</summary>
    public static string Beside(string elements) => $"</process>{elements}<process id=\"Other\">";

    public static string Event(string kind, string id, string trigger = "", string attributes = "") =>
        $"""<{kind} id="{id}" {attributes}>{trigger}</{kind}>""";

    public static string OnBoundary(string id, string host, string trigger, string attributes = "") =>
        Event("boundaryEvent", id, trigger, $"attachedToRef=\"{host}\" {attributes}");

    public static string EventSub(string id, string start, string more = "") =>
        $"""<subProcess id="{id}" triggeredByEvent="true">{start}{more}</subProcess>""";

    public static string Association(string source, string target) =>
        $"""<association id="{source}_to_{target}" sourceRef="{source}" targetRef="{target}"/>""";

    public static string Trigger(string kind) => kind switch
    {
        "none" => "",
        "message" => """<messageEventDefinition messageRef="M"/>""",
        "signal" => """<signalEventDefinition signalRef="S"/>""",
        "timer" => "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>",
        "conditional" => "<conditionalEventDefinition><condition>x &gt; 1</condition></conditionalEventDefinition>",
        "error" => """<errorEventDefinition errorRef="E"/>""",
        "escalation" => """<escalationEventDefinition escalationRef="C"/>""",
        "link" => """<linkEventDefinition name="over"/>""",
        _ => $"<{kind}EventDefinition/>",
    };
}
