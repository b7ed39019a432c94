using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>What the law asks of a step in any flow, known by the document that it makes or serves.</summary>
/// <param name="Makes">Codes of documents, any of which the step makes; empty where <paramref name="Serves"/> says it.</param>
/// <param name="Serves">Codes of documents, any of which the step serves.</param>
/// <param name="Role">A role that the step is for; empty for none.</param>
/// <param name="After">Codes of documents: a way must lead here from a step that serves one of them; that no other way is taken is watched while the case goes on. Empty for none.</param>
/// <param name="AfterMade">Codes of documents, one of which must be made before on every way; empty for none.</param>
/// <param name="People">How many must act together; 0 where it does not say.</param>
/// <param name="Roles">The only roles that may act; empty where it does not say.</param>
/// <param name="Distinct">True where no handler of the case may act.</param>
/// <param name="Clock">A clock that the step must start; empty for none.</param>
/// <param name="Recording">An item of the list of recordings that the step must name; empty for none.</param>
/// <param name="Message">What the law asks, one Chinese sentence.</param>
/// <param name="Source">The article.</param>
public sealed record LawRule(
    ImmutableArray<string> Makes,
    ImmutableArray<string> Serves,
    string Role,
    ImmutableArray<string> After,
    ImmutableArray<string> AfterMade,
    int People,
    ImmutableArray<string> Roles,
    bool Distinct,
    string Clock,
    string Recording,
    string Message,
    LegalSource Source);

/// <summary>The rules, kept as data beside this class.</summary>
public sealed class LawRules
{
    private LawRules(ImmutableArray<LawRule> all) => All = all;

    /// <summary>The rules this version of the program carries.</summary>
    public static LawRules Official { get; } = new([.. LawData.Parse(LawData.Embedded("Lawfulness.rules.json")).EnumerateArray().Select(Read)]);

    /// <summary>All rules, in order.</summary>
    public ImmutableArray<LawRule> All { get; }

    internal IEnumerable<LawFinding> Check(ProcessModel drawn)
    {
        var order = new FlowOrder(drawn);
        return from node in drawn.Nodes.Values.OrderBy(node => node.Line)
               from rule in All
               where IsMeant(node, rule)
               where order.Reaches(node.Id) && !Holds(node, rule, drawn, order)
               select new LawFinding("law.rule", node.Id, node.Line, $"「{node.Name}」：{rule.Message}", rule.Source);
    }

    private static bool IsMeant(FlowNode node, LawRule rule) =>
        (rule.Makes.Length > 0 && Documents(node).Any(document => rule.Makes.Contains(Text(document, "ref"))))
        || (rule.Serves.Length > 0 && CalledDocuments.ServedAt(node).Intersect(rule.Serves).Any())
        || (rule.Role.Length > 0 && Of(node, "assignment").Any(assignment => List(assignment, "roles").Contains(rule.Role)));

    private static bool Holds(FlowNode node, LawRule rule, ProcessModel drawn, FlowOrder order)
    {
        var earlier = order.Before(node.Id).Where(id => id != node.Id).Select(id => drawn.Nodes[id]).ToList();
        var assignment = CalledDocuments.Server(node).Extensions.FirstOrDefault(extension => extension.Namespace == Vocabulary.Namespace && extension.Name == "assignment");
        return (rule.After.Length == 0 || drawn.Nodes.Values.Any(step => CalledDocuments.ServedAt(step).Intersect(rule.After).Any() && order.Leads(step.Id, node.Id)))
            && (rule.AfterMade.Length == 0 || earlier.Exists(step => CalledDocuments.MadeAt(step).Intersect(rule.AfterMade).Any()))
            && (rule.People == 0 || (assignment is not null && Text(assignment, "people") == "2"))
            && (rule.Roles.Length == 0 || (assignment is not null && !List(assignment, "roles").Except(rule.Roles).Any()))
            && (!rule.Distinct || (assignment is not null && List(assignment, "distinctFrom").Contains(Vocabulary.Handlers)))
            && (rule.Clock.Length == 0 || Of(node, "clock").Any(clock => Text(clock, "ref") == rule.Clock && Text(clock, "action") == "start"))
            && (rule.Recording.Length == 0 || Of(node, "recording").Any(recording => Text(recording, "item") == rule.Recording));
    }

    private static IEnumerable<ExtensionElement> Of(FlowNode node, string name) =>
        node.Extensions.Where(extension => extension.Namespace == Vocabulary.Namespace && extension.Name == name);

    private static IEnumerable<ExtensionElement> Documents(FlowNode node) => Of(node, "document");

    private static string Text(ExtensionElement element, string attribute) => element.Attributes.GetValueOrDefault(attribute, string.Empty);

    private static string[] List(ExtensionElement element, string attribute) => Text(element, attribute).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static LawRule Read(JsonElement json) => new(
        Words(json, "makes"),
        Words(json, "serves"),
        LawData.OptionalText(json, "role"),
        Words(json, "after"),
        Words(json, "afterMade"),
        json.TryGetProperty("people", out _) ? LawData.Number(json, "people") : 0,
        Words(json, "roles"),
        json.TryGetProperty("distinct", out var distinct) && distinct.ValueKind == JsonValueKind.True,
        LawData.OptionalText(json, "clock"),
        LawData.OptionalText(json, "recording"),
        LawData.Text(json, "message"),
        new LegalSource(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")));

    private static ImmutableArray<string> Words(JsonElement json, string name) => [.. LawData.OptionalText(json, name).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
