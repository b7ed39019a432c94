using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>Which documents a step makes and serves, also where it lets another procedure do so.</summary>
internal static partial class CalledDocuments
{
    /// <summary>Codes of the documents that are made at a step or in the shipped procedure that it calls.</summary>
    public static IEnumerable<string> MadeAt(FlowNode node) => Own(node).Concat(Called(node).SelectMany(Own)).Select(document => Text(document, "ref"));

    /// <summary>Codes of the documents that are served at a step: named there, or given to the procedure that serves.</summary>
    public static IEnumerable<string> ServedAt(FlowNode node) => node is CallActivity && Server(node) != node
        ? Of(node, "in").SelectMany(given => Code.Matches(Text(given, "source")).Select(code => code.Groups[1].Value))
        : Own(node).SelectMany(document => Text(document, "serves").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The step that serves: of a call the one in the called procedure, else the step itself.</summary>
    public static FlowNode Server(FlowNode node) => Called(node).FirstOrDefault(step => Own(step).Any(document => Text(document, "servesFrom").Length > 0)) ?? node;

    private static IEnumerable<FlowNode> Called(FlowNode node) =>
        node is CallActivity { CalledElement: { } called } && StatutoryDrawing.Of(called) is { } drawing ? drawing.Nodes : [];

    private static IEnumerable<ExtensionElement> Own(FlowNode node) => Of(node, "document");

    private static IEnumerable<ExtensionElement> Of(FlowNode node, string name) =>
        node.Extensions.Where(extension => extension.Namespace == Vocabulary.Namespace && extension.Name == name);

    private static string Text(ExtensionElement element, string attribute) => element.Attributes.GetValueOrDefault(attribute, string.Empty);

    // A code of the catalogue as a text of FEEL.
    [GeneratedRegex("\"([A-Z][0-9]+[a-z]?)\"")]
    private static partial Regex Code { get; }
}
