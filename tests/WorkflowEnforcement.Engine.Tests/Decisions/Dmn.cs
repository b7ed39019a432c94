using System.Globalization;
using System.Text;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Decisions;

/// <summary>DMN files in few words: a rule is its cells with <c>|</c> between, inputs before outputs.</summary>
internal static class Dmn
{
    public const string Namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    public static string File(params ReadOnlySpan<string> parts) =>
        $"<definitions xmlns=\"{Namespace}\" id=\"d\" name=\"d\" namespace=\"urn:test\">\n{string.Join('\n', parts!)}\n</definitions>";

    public static string Table(string policy, string columns, params ReadOnlySpan<string> rules) =>
        $"<decision id=\"t\" name=\"t\">{TableAlone(policy, columns, rules)}</decision>";

    public static string TableAlone(string policy, string columns, params ReadOnlySpan<string> rules)
    {
        var text = new StringBuilder($"<decisionTable {policy}>{columns}");
        for (var i = 0; i < rules.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<rule id=\"r{i + 1}\">");
            var halves = rules[i].Split("=>", StringSplitOptions.TrimEntries);
            foreach (var (half, name) in halves.Zip(["inputEntry", "outputEntry"]))
            {
                foreach (var cell in half.Split('|', StringSplitOptions.TrimEntries))
                {
                    text.Append(CultureInfo.InvariantCulture, $"<{name}><text>{Escaped(cell)}</text></{name}>");
                }
            }

            text.Append("</rule>");
        }

        return text.Append("</decisionTable>").ToString();
    }

    public static string In(string expression, string more = "", string type = "") =>
        $"<input><inputExpression{Type(type)}><text>{Escaped(expression)}</text></inputExpression>{more}</input>";

    public static string Out(string name = "", string more = "", string type = "") => $"<output name=\"{name}\"{Type(type)}>{more}</output>";

    public static string Values(string element, string text) => $"<{element}><text>{Escaped(text)}</text></{element}>";

    public static string Literal(string id, string expression, string more = "") =>
        $"<decision id=\"{id}\" name=\"{id}\">{more}<literalExpression><text>{Escaped(expression)}</text></literalExpression></decision>";

    public static string Requires(string id) => $"<informationRequirement><requiredDecision href=\"#{id}\"/></informationRequirement>";

    public static DecisionReadResult Read(string xml) => DmnReader.Read(Encoding.UTF8.GetBytes(xml));

    public static DecisionModel Model(string xml)
    {
        var (model, faults) = Read(xml);
        Assert.Empty(faults);
        return model!;
    }

    public static DecisionOutcome Outcome(string xml, string facts, string decision = "t") =>
        Model(xml).Find(decision)!.Evaluate(FeelSurroundings.Of((FeelContext)Feel.Value(facts), TestRun.Monday));

    public static void Gives(string xml, string facts, string expected, string decision = "t")
    {
        var outcome = Outcome(xml, facts, decision);
        Assert.Null(outcome.Failure);
        Assert.Equal(Feel.Value(expected), outcome.Value);
    }

    public static void Fails(string xml, string facts, string code, string part = "", string decision = "t")
    {
        var outcome = Outcome(xml, facts, decision);
        Assert.Equal(code, outcome.Failure?.Code);
        Assert.Contains(part, outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(FeelValue.Null, outcome.Value);
    }

    public static void Refused(string xml, params ReadOnlySpan<string> codes)
    {
        var (model, faults) = Read(xml);
        Assert.Null(model);
        Assert.Equal(codes.ToArray(), faults.Select(fault => fault.Code));
        Assert.All(faults, fault => Assert.StartsWith("Expected ", fault.Message, StringComparison.Ordinal));
    }

    private static string Type(string type) => type.Length == 0 ? "" : $" typeRef=\"{type}\"";

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
