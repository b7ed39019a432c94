using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.TestKit;

namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>The form in which values of both sides are compared: numbers as <c>{"n"}</c>, values of time by their texts, ranges and contexts as themselves.</summary>
internal static partial class CanonicalForm
{
    // Doubles carry 15 digits; what they round is met again only where a number has no end.
    private const double Tolerance = 1e-12;
    private const double ExactWhole = 9_007_199_254_740_992;

    private static readonly FeelExpression Written = FeelExpression.Parse("string(x)").Expression!;

    public static JsonNode? Of(FeelValue value) => value switch
    {
        FeelNull => null,
        FeelBoolean truth => truth.Value,
        FeelText text => text.Value,
        FeelNumber number => Pair("n", FeelValueText(number)),
        FeelList list => new JsonArray([.. list.Items.Select(Of)]),
        FeelRange range => new JsonObject { ["r"] = new JsonArray(range.StartIncluded, Of(range.Start), Of(range.End), range.EndIncluded) },
        FeelContext context => new JsonObject { ["c"] = new JsonObject(context.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))) },
        FeelDate => Pair("d", FeelValueText(value)),
        FeelTime => Pair("t", FeelValueText(value)),
        FeelDateTime => Pair("m", FeelValueText(value)),
        _ => Pair("p", FeelValueText(value)),
    };

    /// <summary>Whether an expression can make numbers without an end, in decimals or in binary.</summary>
    public static bool IsEndless(string text) => EndlessParts().IsMatch(text);

    /// <summary>Whether two canonical forms say the same; numbers to the last digit unless the expression is endless or beyond what a double can count.</summary>
    public static bool Agree(JsonNode? ours, JsonElement theirs, bool endless)
    {
        switch (theirs.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return ours is null;
            case JsonValueKind.Array:
                return ours is JsonArray list && list.Count == theirs.GetArrayLength()
                    && list.Zip(theirs.EnumerateArray()).All(pair => Agree(pair.First, pair.Second, endless));
            case JsonValueKind.Object when theirs.TryGetProperty("n", out var number) && ours is JsonObject own && own["n"] is { } written:
                return NumbersAgree(written.GetValue<string>(), number.GetString()!, endless);
            case JsonValueKind.Object:
                var members = theirs.EnumerateObject().ToList();
                return ours is JsonObject context && context.Count == members.Count
                    && members.All(member => context.ContainsKey(member.Name) && Agree(context[member.Name], member.Value, endless));
            default:
                return ours is JsonValue && ours.GetValueKind() == theirs.ValueKind
                    && (theirs.ValueKind != JsonValueKind.String || ours.GetValue<string>() == theirs.GetString());
        }
    }

    private static bool NumbersAgree(string ours, string theirs, bool endless)
    {
        var (a, b) = (double.Parse(ours, CultureInfo.InvariantCulture), double.Parse(theirs, CultureInfo.InvariantCulture));
        return a.Equals(b) || ((endless || Math.Abs(a) > ExactWhole) && Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Abs(a)));
    }

    private static string FeelValueText(FeelValue value)
    {
        var written = Written.Evaluate(FeelSurroundings.Of(FeelContext.Empty.With("x", value), TestRun.Monday)).Value;
        return ((FeelText)written).Value;
    }

    private static JsonObject Pair(string kind, string text) => new() { [kind] = text };

    [GeneratedRegex(@"/ (3|7|10|0\.3)|sqrt|log|exp|mean|stddev|\d\.[12378] |, [12]\)$|\*\* (0\.5|-|1\.5)")]
    private static partial Regex EndlessParts();
}
