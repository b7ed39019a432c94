using System.Text;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>BPMN texts in few words. A flow's id is its source, an underscore and its target.</summary>
internal static partial class Bpmn
{
    public static string File(params ReadOnlySpan<string> parts) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xmlns:enf="urn:workflow-enforcement:bpmn:1" xmlns:other="http://example.org/other" id="definitions" targetNamespace="urn:test">
          <process id="P" name="Test" isExecutable="true">
            {string.Join("\n    ", parts)}
          </process>
        </definitions>
        """;

    /// <summary>A file in which every message, signal, error and escalation that is referred to is also declared, under its own id.</summary>
    public static string Declaring(string id, params ReadOnlySpan<string> parts)
    {
        var file = File(parts).Replace("<process id=\"P\"", $"<process id=\"{id}\"", StringComparison.Ordinal);
        var declared = References().Matches(file)
            .Select(reference => $"<{reference.Groups[1].Value} id=\"{reference.Groups[2].Value}\"/>")
            .Distinct()
            .Where(element => !file.Contains(element[..^2], StringComparison.Ordinal));
        return file.Replace("</definitions>", $"{string.Concat(declared)}</definitions>", StringComparison.Ordinal);
    }

    public static ProcessModel Model(params ReadOnlySpan<string> parts) => Of("P", parts);

    /// <summary>A process of that id.</summary>
    public static ProcessModel Of(string id, params ReadOnlySpan<string> parts)
    {
        var result = Read(Declaring(id, parts));
        return result.Model ?? throw new InvalidOperationException(string.Join('\n', result.Faults));
    }

    /// <summary>A process tied to what it calls.</summary>
    public static ProcessModel Linked(ProcessModel root, params ReadOnlySpan<ProcessModel> called) =>
        ProcessLinker.Link(root, called.ToArray()) is { Model: { } linked } ? linked : throw new InvalidOperationException($"{root.Id} calls what is not given");

    public static ReadResult Read(string xml) => BpmnReader.Read(Encoding.UTF8.GetBytes(xml));

    public static string Start(string id = "start") => $"""<startEvent id="{id}"/>""";

    public static string End(string id = "end") => $"""<endEvent id="{id}"/>""";

    public static string Terminate(string id) => $"""<endEvent id="{id}"><terminateEventDefinition/></endEvent>""";

    public static string User(string id, string attributes = "") => $"""<userTask id="{id}" {attributes}/>""";

    public static string Service(string id, string attributes = "") => $"""<serviceTask id="{id}" {attributes}/>""";

    public static string Exclusive(string id, string? defaultFlow = null) =>
        defaultFlow is null ? $"""<exclusiveGateway id="{id}"/>""" : $"""<exclusiveGateway id="{id}" default="{defaultFlow}"/>""";

    public static string Parallel(string id) => $"""<parallelGateway id="{id}"/>""";

    public static string Sub(string id, params ReadOnlySpan<string> parts) => $"""<subProcess id="{id}">{string.Join("", parts)}</subProcess>""";

    public static string Catch(string id, string time) => $"""<intermediateCatchEvent id="{id}">{Timer(time)}</intermediateCatchEvent>""";

    public static string Boundary(string id, string host, string time, bool interrupting = true) =>
        $"""<boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}">{Timer(time)}</boundaryEvent>""";

    public static string Timer(string time)
    {
        var element = time.StartsWith('P') || time.StartsWith('=') ? "timeDuration" : "timeDate";
        return $"<timerEventDefinition><{element}>{Escaped(time)}</{element}></timerEventDefinition>";
    }

    public static string Flow(string source, string target, string? condition = null) => condition is null
        ? $"""<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>"""
        : $"""<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"><conditionExpression xsi:type="tFormalExpression">{Escaped(condition)}</conditionExpression></sequenceFlow>""";

    /// <summary>Flows that lead through the nodes one after the other.</summary>
    public static string Path(params ReadOnlySpan<string> nodes)
    {
        var flows = new StringBuilder();
        for (var i = 1; i < nodes.Length; i++)
        {
            flows.Append(Flow(nodes[i - 1], nodes[i]));
        }

        return flows.ToString();
    }

    [GeneratedRegex("(message|signal|error|escalation)Ref=\"([^\":]+)\"")]
    private static partial Regex References();

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
