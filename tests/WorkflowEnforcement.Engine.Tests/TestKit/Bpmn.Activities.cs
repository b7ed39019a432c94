using System.Globalization;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Activities, gateways with events or conditions, and the markers of activities.</summary>
internal static partial class Bpmn
{
    public static string Manual(string id) => $"""<manualTask id="{id}"/>""";

    public static string Receive(string id, string message) => $"""<receiveTask id="{id}" messageRef="{message}"/>""";

    public static string Send(string id, string message) => $"""<sendTask id="{id}" messageRef="{message}"/>""";

    public static string Rules(string id) => $"""<businessRuleTask id="{id}"/>""";

    public static string Script(string id, string feel, string? result = null) =>
        $"""<scriptTask id="{id}" {(result is null ? "" : $"enf:resultVariable=\"{result}\"")}><script>{Escaped(feel)}</script></scriptTask>""";

    /// <summary>A call; the mappings are pairs of source and target.</summary>
    public static string Call(string id, string called, (string Source, string Target)[]? into = null, (string Source, string Target)[]? outOf = null) => $"""
        <callActivity id="{id}" calledElement="{called}"><extensionElements>{Mapped("in", into)}{Mapped("out", outOf)}</extensionElements></callActivity>
        """;

    public static string Transaction(string id, params ReadOnlySpan<string> parts) => $"""<transaction id="{id}">{string.Join("", parts)}</transaction>""";

    public static string AdHoc(string id, string attributes, string? until, params ReadOnlySpan<string> parts) =>
        $"""<adHocSubProcess id="{id}" {attributes}>{string.Join("", parts)}{(until is null ? "" : $"<completionCondition>{Escaped(until)}</completionCondition>")}</adHocSubProcess>""";

    /// <summary>An event subprocess; its start event is among the parts.</summary>
    public static string Handles(string id, params ReadOnlySpan<string> parts) =>
        $"""<subProcess id="{id}" triggeredByEvent="true">{string.Join("", parts)}</subProcess>""";

    public static string Inclusive(string id, string? defaultFlow = null) =>
        defaultFlow is null ? $"""<inclusiveGateway id="{id}"/>""" : $"""<inclusiveGateway id="{id}" default="{defaultFlow}"/>""";

    public static string Awaits(string id) => $"""<eventBasedGateway id="{id}"/>""";

    /// <summary>The activity once for each item of a list.</summary>
    public static string ForEach(string activity, string list, string item, string? until = null, bool sequential = false) => With(
        activity,
        $"<multiInstanceLoopCharacteristics isSequential=\"{(sequential ? "true" : "false")}\" enf:collection=\"{Escaped(list).Replace("\"", "&quot;", StringComparison.Ordinal)}\" enf:elementVariable=\"{item}\">{Until(until)}</multiInstanceLoopCharacteristics>");

    /// <summary>The activity a number of times.</summary>
    public static string Times(string activity, string number, string? until = null, bool sequential = false) => With(
        activity,
        $"<multiInstanceLoopCharacteristics isSequential=\"{(sequential ? "true" : "false")}\"><loopCardinality>{Escaped(number)}</loopCardinality>{Until(until)}</multiInstanceLoopCharacteristics>");

    /// <summary>The activity again and again.</summary>
    public static string Again(string activity, string? condition, int? most = null, bool testBefore = false) => With(
        activity,
        $"<standardLoopCharacteristics testBefore=\"{(testBefore ? "true" : "false")}\" {(most is { } n ? string.Create(CultureInfo.InvariantCulture, $"loopMaximum=\"{n}\"") : "")}>{(condition is null ? "" : $"<loopCondition>{Escaped(condition)}</loopCondition>")}</standardLoopCharacteristics>");

    /// <summary>A user task that persons sign by a rule, for example <c>mode="all" signers="[&amp;quot;A&amp;quot;]"</c>.</summary>
    public static string Signed(string id, string rule, params ReadOnlySpan<string> signers)
    {
        var list = signers.Length == 0 ? "" : $"signers='[{string.Join(", ", signers.ToArray().Select(person => $"\"{person}\""))}]'";
        return With(User(id), $"<extensionElements><enf:signing {rule} {list}/></extensionElements>");
    }

    /// <summary>An element with more in it.</summary>
    public static string With(string element, string inner)
    {
        var name = element[1..element.IndexOf(' ', StringComparison.Ordinal)];
        return element.EndsWith("/>", StringComparison.Ordinal)
            ? $"{element[..^2]}>{inner}</{name}>"
            : $"{element[..element.LastIndexOf("</", StringComparison.Ordinal)]}{inner}</{name}>";
    }

    private static string Until(string? condition) => condition is null ? "" : $"<completionCondition>{Escaped(condition)}</completionCondition>";

    private static string Mapped(string way, (string Source, string Target)[]? mappings) =>
        string.Concat((mappings ?? []).Select(mapping => $"<enf:{way} source=\"{Escaped(mapping.Source)}\" target=\"{mapping.Target}\"/>"));
}
