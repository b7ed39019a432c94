using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>The input data of a file.</summary>
/// <param name="Names">All names.</param>
/// <param name="Types">The types of those that have one, by name.</param>
internal sealed record DecisionInputs(ImmutableArray<string> Names, FrozenDictionary<string, DecisionType> Types);

/// <summary>Reads the decisions of a file and what they require of each other.</summary>
internal sealed class DecisionsReading(XmlItem root, FaultList faults)
{
    // What only explains or draws; the rest of DMN that is not read here is refused.
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "description", "extensionElements", "itemDefinition", "inputData", "decision", "knowledgeSource", "textAnnotation", "association",
        "elementCollection", "performanceIndicator", "organizationUnit", "group");

    private static readonly FrozenSet<string> KnownRequirement = FrozenSet.Create("description", "extensionElements", "requiredDecision", "requiredInput");

    /// <summary>The model; null or incomplete after a fault.</summary>
    public DecisionModel? Read()
    {
        if (!root.IsDmn() || root.Name != "definitions")
        {
            faults.Add("definitions.missing", null, root.Line, $"Expected the root element definitions of DMN 1.1 to 1.5, but found {root.Name}");
            return null;
        }

        root.Only(faults, Known);
        root.IsFeel(root.Id ?? "definitions", faults);
        var items = Ids();
        var inputs = root.Dmn("inputData").Select(VariableOf).ToImmutableArray();
        var types = new TypeReading(root, faults);
        var decided = root.Dmn("decision").ToList();
        var names = inputs.Concat(decided.Select(VariableOf)).Concat(decided.Select(NameOf)).Concat(types.ComponentNames).Concat(decided.SelectMany(OutputNames));
        var decisions = decided.Select(new DecisionReading(types, new FeelReading(names, faults), faults).Read).OfType<Decision>().ToList();
        var typed = Typed(types);
        if (decided.Count == 0)
        {
            faults.Add("decision.missing", null, root.Line, "Expected at least one decision, but there is none");
        }

        return faults.Any ? null : Linked(decisions, items, new DecisionInputs(inputs, typed));
    }

    /// <summary>The name by which a result or an input is read: that of its variable, else its own.</summary>
    public static string VariableOf(XmlItem item) =>
        item.First("variable")?.Attribute("name") is { Length: > 0 } name ? FeelNameSet.Normal(name) : NameOf(item);

    /// <summary>Its name in normal form; its id where it has none.</summary>
    public static string NameOf(XmlItem item) => item.Attribute("name") is { Length: > 0 } name ? FeelNameSet.Normal(name) : item.Id ?? "";

    // Several columns give a context, whose entries the next decision reads by these names.
    private static IEnumerable<string> OutputNames(XmlItem decision) =>
        decision.Dmn("decisionTable").SelectMany(table => table.Dmn("output")).Select(output => FeelNameSet.Normal(output.Attribute("name") ?? ""));

    private FrozenDictionary<string, DecisionType> Typed(TypeReading types)
    {
        var typed = new Dictionary<string, DecisionType>(StringComparer.Ordinal);
        foreach (var input in root.Dmn("inputData"))
        {
            if (types.Of(input.First("variable"), input.Id ?? "inputData") is { } type)
            {
                typed.TryAdd(VariableOf(input), type);
            }
        }

        return typed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private Dictionary<string, XmlItem> Ids()
    {
        var byId = new Dictionary<string, XmlItem>(StringComparer.Ordinal);
        foreach (var item in root.Children.Where(child => child.IsDmn() && child.Name is "decision" or "inputData" or "knowledgeSource"))
        {
            if (string.IsNullOrEmpty(item.Id))
            {
                faults.Add("id.missing", item, $"Expected an id on {item.Name}, but there is none");
            }
            else if (!byId.TryAdd(item.Id, item))
            {
                faults.Add("id.duplicate", item, $"Expected each id once, but '{item.Id}' is on line {byId[item.Id].Line} too");
            }
        }

        return byId;
    }

    private DecisionModel? Linked(List<Decision> decisions, Dictionary<string, XmlItem> items, DecisionInputs inputs)
    {
        var byId = decisions.ToDictionary(decision => decision.Id, StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            decision.Requires = [.. Required(items[decision.Id], items).Select(id => byId[id])];
            decision.InputTypes = inputs.Types;
        }

        var ordered = InOrder(decisions);
        foreach (var left in decisions.Except(ordered))
        {
            faults.Add("decision.cycle", items[left.Id], $"Expected decisions that do not require themselves, but {left.Id} stands in or behind a circle");
        }

        return new DecisionModel(ordered, inputs.Names);
    }

    private List<string> Required(XmlItem decision, Dictionary<string, XmlItem> items)
    {
        var required = new List<string>();
        foreach (var requirement in decision.Dmn("informationRequirement"))
        {
            requirement.Only(faults, KnownRequirement);
            var pointed = requirement.Children.Where(child => child.IsDmn() && child.Name.StartsWith("required", StringComparison.Ordinal));
            foreach (var reference in pointed)
            {
                var href = reference.Attribute("href") ?? "";
                var kind = reference.Name == "requiredDecision" ? "decision" : "inputData";
                if (!href.StartsWith('#') || !items.TryGetValue(href[1..], out var target) || target.Name != kind)
                {
                    faults.Add("decision.reference", decision.Id, reference.Line, $"Expected {decision.Id} to require a {kind} of this file, but it requires '{href}'");
                }
                else if (kind == "decision")
                {
                    required.Add(target.Id!);
                }
            }
        }

        return [.. required.Distinct()];
    }

    /// <summary>Those that are required first; what stands in or behind a circle is left out.</summary>
    private static ImmutableArray<Decision> InOrder(List<Decision> decisions)
    {
        var waiting = decisions.ToDictionary(decision => decision, decision => decision.Requires.Length);
        var readers = decisions.SelectMany(decision => decision.Requires, (decision, required) => (decision, required))
            .ToLookup(pair => pair.required, pair => pair.decision);
        var ready = new Queue<Decision>(decisions.Where(decision => waiting[decision] == 0));
        var ordered = ImmutableArray.CreateBuilder<Decision>();
        while (ready.TryDequeue(out var next))
        {
            ordered.Add(next);
            foreach (var reader in readers[next].Where(reader => --waiting[reader] == 0))
            {
                ready.Enqueue(reader);
            }
        }

        return ordered.ToImmutable();
    }
}
