using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>Reads the table of one decision.</summary>
internal sealed class TableReading(string decision, TypeReading types, FeelReading feel, FaultList faults)
{
    private static readonly FrozenSet<string> Known =
        FrozenSet.Create("description", "extensionElements", "input", "output", "rule", "annotation");

    private static readonly FrozenSet<string> KnownInput =
        FrozenSet.Create("description", "extensionElements", "inputExpression", "inputValues");

    private static readonly FrozenSet<string> KnownOutput =
        FrozenSet.Create("description", "extensionElements", "outputValues", "defaultOutputEntry");

    private static readonly FrozenSet<string> KnownRule =
        FrozenSet.Create("description", "extensionElements", "inputEntry", "outputEntry", "annotationEntry");

    private static readonly FrozenDictionary<string, HitPolicy> Policies = new Dictionary<string, HitPolicy>
    {
        ["UNIQUE"] = HitPolicy.Unique,
        ["ANY"] = HitPolicy.Any,
        ["FIRST"] = HitPolicy.First,
        ["PRIORITY"] = HitPolicy.Priority,
        ["RULE ORDER"] = HitPolicy.RuleOrder,
        ["OUTPUT ORDER"] = HitPolicy.OutputOrder,
        ["COLLECT"] = HitPolicy.Collect,
        ["COLLECT SUM"] = HitPolicy.Sum,
        ["COLLECT MIN"] = HitPolicy.Minimum,
        ["COLLECT MAX"] = HitPolicy.Maximum,
        ["COLLECT COUNT"] = HitPolicy.Count,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The table; null after a fault.</summary>
    /// <param name="item">Its element.</param>
    /// <param name="result">The type of the decision's variable.</param>
    public DecisionTable? Read(XmlItem item, DecisionType? result)
    {
        item.Only(faults, Known);
        var policy = Policy(item);
        var inputs = item.Dmn("input").Select(Input).ToList();
        var outputs = item.Dmn("output").Select(Output).ToImmutableArray();
        if (outputs is [{ Type: null } only])
        {
            // One column gives what the decision gives; whether it is of that type is seen at the result.
            outputs = [only with { Priority = only.Priority ?? result?.Values }];
        }

        CheckOutputs(item, policy, outputs);
        var rules = item.Dmn("rule").Select((rule, at) => Rule(rule, at + 1, inputs.Count, outputs.Length)).ToList();
        return policy is { } known && inputs.All(input => input is not null) && rules.All(rule => rule is not null)
            ? new DecisionTable(known, [.. inputs.OfType<TableInput>()], outputs, [.. rules.OfType<TableRule>()])
            : null;
    }

    private HitPolicy? Policy(XmlItem item)
    {
        var written = item.Attribute("hitPolicy") is { Length: > 0 } policy ? policy : "UNIQUE";
        var whole = item.Attribute("aggregation") is { Length: > 0 } aggregation ? $"{written} {aggregation}" : written;
        if (Policies.TryGetValue(whole, out var known))
        {
            return known;
        }

        faults.Add("table.hit-policy", decision, item.Line, $"Expected a hit policy of DMN in {decision}, but found {whole}");
        return null;
    }

    private TableInput? Input(XmlItem item)
    {
        item.Only(faults, KnownInput);
        Unnamed(item);
        var tested = item.First("inputExpression");
        if (tested is null || tested.Written().Length == 0)
        {
            faults.Add("expression.missing", item.Id ?? decision, item.Line, $"Expected an expression of each input of {decision}, but one is missing or empty");
            return null;
        }

        var element = item.Id ?? decision;
        var (expression, type) = (feel.Expression(tested, element), types.Of(tested, element));
        return expression is null ? null : new TableInput(item.Attribute("label") is { Length: > 0 } label ? label : expression.Text, expression)
        {
            Type = type,
            Allowed = feel.Tests(item.First("inputValues"), element),
        };
    }

    // Elsewhere its cells read the input by that name; here they read it as ?, and the name would be another variable or null.
    private void Unnamed(XmlItem item)
    {
        foreach (var name in item.Attributes.Where(attribute => attribute is { Name: "inputVariable", Namespace.Length: > 0, Value.Length: > 0 }))
        {
            faults.Add("input.variable", item.Id ?? decision, item.Line, $"Expected the cells of {decision} to read their input as ?, but inputVariable names it '{name.Value}'");
        }
    }

    private TableOutput Output(XmlItem item)
    {
        item.Only(faults, KnownOutput);
        var element = item.Id ?? decision;
        var (type, allowed) = (types.Of(item, element), feel.Tests(item.First("outputValues"), element));
        return new TableOutput(FeelNameSet.Normal(item.Attribute("name") ?? ""))
        {
            Type = type,
            Allowed = allowed,
            Priority = allowed ?? type?.Values,
            Default = item.First("defaultOutputEntry") is { } entry ? feel.Expression(entry, element) : null,
        };
    }

    private void CheckOutputs(XmlItem item, HitPolicy? policy, ImmutableArray<TableOutput> outputs)
    {
        if (outputs.IsEmpty)
        {
            faults.Add("table.output-missing", decision, item.Line, $"Expected at least one output of {decision}, but there is none");
        }

        if (outputs.Length > 1 && outputs.Select(output => output.Name).Where(name => name.Length > 0).Distinct().Count() < outputs.Length)
        {
            faults.Add("table.output-name", decision, item.Line, $"Expected each of several outputs of {decision} to have a name of its own, but one has none or that of another");
        }

        if (policy is HitPolicy.Priority or HitPolicy.OutputOrder && outputs.All(output => output.Priority is null))
        {
            faults.Add("table.priority-missing", decision, item.Line, $"Expected output values of {decision} to order its outputs by, but there are none");
        }

        if (policy is HitPolicy.Sum or HitPolicy.Minimum or HitPolicy.Maximum or HitPolicy.Count && outputs.Length > 1)
        {
            faults.Add("table.aggregation", decision, item.Line, $"Expected one output to aggregate in {decision}, but there are {outputs.Length}");
        }
    }

    private TableRule? Rule(XmlItem item, int number, int inputs, int outputs)
    {
        item.Only(faults, KnownRule);
        var (tests, results) = (item.Dmn("inputEntry").ToList(), item.Dmn("outputEntry").ToList());
        if (tests.Count != inputs || results.Count != outputs)
        {
            faults.Add("table.rule-size", item.Id ?? decision, item.Line,
                $"Expected {inputs} inputs and {outputs} outputs in rule {number} of {decision}, but there are {tests.Count} and {results.Count}");
            return null;
        }

        return new TableRule(
            number,
            item.Id,
            [.. tests.Select(entry => feel.Tests(entry, entry.Id ?? item.Id ?? decision))],
            [.. results.Select(entry => feel.Expression(entry, entry.Id ?? item.Id ?? decision))]);
    }
}
