using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>Our FEEL beside feelin on generated expressions: every difference is a failure or a deviation that has a name.</summary>
public sealed class FeelOracleTests(ITestOutputHelper output)
{
    private const int Count = 6_000;
    private const ulong Seed = 20_261_125;

    private const string Context = """
        {"罚款": 12.5, "amount": 8, "name": "abc", "nums": [3, 1, 2],
         "当事人": {"名称": "甲公司", "年龄": 30, "重大": true},
         "items": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 3, "b": "x"}]}
        """;

    [Fact]
    public void Every_difference_from_feelin_has_a_name()
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("FEEL_ORACLE_SEED"), out var given) ? given : Seed;
        output.WriteLine($"seed {seed}, {Count} cases; replay with FEEL_ORACLE_SEED={seed}");
        var generator = new FeelGenerator(new Draw(seed));
        var cases = Enumerable.Range(0, Count).Select(_ => generator.Any()).ToList();
        var answers = FeelinOracle.Answers(Context, cases);
        var deviations = Deviation.All();
        var met = new HashSet<string>();
        var unnamed = new List<string>();
        foreach (var (one, answer) in cases.Zip(answers))
        {
            var ours = Ours(one);
            if (answer.Fault is null && CanonicalForm.Agree(ours, answer.Value, CanonicalForm.IsEndless(one.Text)))
            {
                continue;
            }

            var (here, there) = (ours?.ToJsonString(Deviation.Plain) ?? "null", answer.Fault is null ? Written(answer.Value) : $"fault: {answer.Fault}");
            if (deviations.FirstOrDefault(deviation => deviation.Explains(one.ToString(), here, there)) is { } named)
            {
                met.Add(named.Name);
            }
            else
            {
                unnamed.Add($"{one}\n    ours   {here}\n    feelin {there}");
            }
        }

        Assert.True(unnamed.Count == 0, $"seed {seed}: {unnamed.Count} differences have no name\n{string.Join('\n', unnamed.Take(60))}");
        Assert.True(seed != Seed || met.Count == deviations.Count, $"Expected every deviation to be met, but not {string.Join(", ", deviations.Select(d => d.Name).Except(met))}");
    }

    private static string Written(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "null" : JsonSerializer.Serialize(value, Deviation.Plain);

    private static JsonNode? Ours(OracleCase one)
    {
        var surroundings = FeelSurroundings.Of(Facts, TestRun.Monday);
        if (one.Input is null)
        {
            return Value(Feel.Parse(one.Text).Evaluate(surroundings), one);
        }

        var (tests, fault) = FeelUnaryTests.Parse(one.Text);
        Assert.True(fault is null, $"{one}: {fault}");
        var verdict = tests!.Holds(Feel.Parse(one.Input).Evaluate(surroundings).Value, surroundings);
        // feelin knows no third answer here; what cannot be compared passes no rule on either side.
        return Value(verdict, one) is JsonValue truth && truth.GetValue<bool>();
    }

    private static JsonNode? Value(FeelOutcome outcome, OracleCase one)
    {
        Assert.True(outcome.Failure is null, $"{one}: {outcome.Failure}");
        return CanonicalForm.Of(outcome.Value);
    }

    private static readonly FeelContext Facts = (FeelContext)Read(JsonNode.Parse(Context));

    private static FeelValue Read(JsonNode? json) => json switch
    {
        null => FeelValue.Null,
        JsonArray list => FeelValue.Of(list.Select(Read)),
        JsonObject members => members.Aggregate(FeelContext.Empty, (context, member) => context.With(member.Key, Read(member.Value))),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => FeelValue.Of(value.GetValue<string>()),
            JsonValueKind.Number => FeelValue.Of(value.GetValue<decimal>()),
            _ => FeelValue.Of(value.GetValue<bool>()),
        },
        _ => throw new InvalidOperationException(json.ToJsonString()),
    };
}
