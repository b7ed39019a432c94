using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.FeelOracle;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

/// <summary>Every function and operator with arguments at the edges: none lets an exception out, and what they give can be stored.</summary>
public sealed class RandomCallTests(ITestOutputHelper output)
{
    private const int Count = 30_000;
    private const ulong Seed = 20_261_126;

    private static readonly string[] Symbols = ["+", "-", "*", "/", "**", "=", "<", ">=", "in", "and"];

    private static readonly (string Name, int Arguments)[] Functions =
    [
        ("abs", 1), ("after", 2), ("all", 1), ("all", 2), ("all", 3), ("any", 1), ("any", 2), ("any", 3), ("append", 2), ("append", 3),
        ("append", 4), ("before", 2), ("ceiling", 1), ("ceiling", 2), ("coincides", 2), ("concatenate", 1), ("concatenate", 2), ("concatenate", 3),
        ("contains", 2), ("context", 1), ("context merge", 1), ("context put", 3), ("count", 1), ("date", 1), ("date", 3), ("date and time", 1),
        ("date and time", 2), ("date and time", 6), ("date and time", 7), ("day of week", 1), ("day of year", 1), ("decimal", 2),
        ("distinct values", 1), ("duration", 1), ("during", 2), ("ends with", 2), ("even", 1), ("exp", 1), ("finished by", 2), ("finishes", 2),
        ("flatten", 1), ("floor", 1), ("floor", 2), ("get entries", 1), ("get value", 2), ("includes", 2), ("index of", 2), ("insert before", 3),
        ("is", 2), ("list contains", 2), ("list replace", 3), ("log", 1), ("lower case", 1), ("matches", 2), ("matches", 3), ("max", 1), ("max", 2),
        ("max", 3), ("mean", 1), ("mean", 2), ("mean", 3), ("median", 1), ("median", 2), ("median", 3), ("meets", 2), ("met by", 2), ("min", 1),
        ("min", 2), ("min", 3), ("mode", 1), ("mode", 2), ("mode", 3), ("modulo", 2), ("month of year", 1), ("not", 1), ("now", 0), ("number", 1),
        ("number", 2), ("number", 3), ("odd", 1), ("overlaps", 2), ("overlaps after", 2), ("overlaps before", 2), ("product", 1), ("product", 2),
        ("product", 3), ("remove", 2), ("replace", 3), ("replace", 4), ("reverse", 1), ("round down", 2), ("round half down", 2),
        ("round half up", 2), ("round up", 2), ("sort", 2), ("split", 2), ("sqrt", 1), ("started by", 2), ("starts", 2), ("starts with", 2),
        ("stddev", 1), ("stddev", 2), ("stddev", 3), ("string", 1), ("string join", 1), ("string join", 2), ("string length", 1), ("sublist", 2),
        ("sublist", 3), ("substring", 2), ("substring", 3), ("substring after", 2), ("substring before", 2), ("sum", 1), ("sum", 2), ("sum", 3),
        ("time", 1), ("time", 3), ("time", 4), ("today", 0), ("union", 1), ("union", 2), ("union", 3), ("upper case", 1), ("week of year", 1),
        ("years and months duration", 2),
    ];

    private static readonly string[] Texts =
        ["\"\"", "\"a\"", "\"🐎\"", "\"汉🐎a\"", "\".\"", "\"^.\"", "\"a*\"", "\"(.)\"", "\"[😀-😎]\"", "\"[^a]\"", "\"\\\\P{L}\"", "\"(\"", "\"i\"", "\"$1\""];

    private static readonly string[] Edges =
    [
        "null", "true", "0", "1", "-1", "2", "3.7", "0.5", "59.9999999", "1e-28", "79228162514264337593543950335", "-79228162514264337593543950335", "2147483648",
        .. Texts, "\",\"", "\"1.5\"", "\"1e-40\"", "\"2026-03-02\"", "\"09:00:00\"",
        "[]", "[1, 2]", "[\"a\", \"🐎\"]", "[null]", "[[1], [[2]]]", "{a: 1}", "{key: \"k\", value: 2}", "[1..3]", "(\"a\"..\"c\")", "(> 5)",
        "sum", "function(x) x", "function(x, y) x < y",
        "@\"0001-01-01\"", "@\"9999-12-31\"", "@\"2024-02-29\"", "@\"00:00:00\"", "@\"23:59:59.9999999\"", "@\"09:00:00+14:00\"", "@\"09:00:00@Europe/Berlin\"",
        "@\"0001-01-01T00:00:00Z\"", "@\"9999-12-31T23:59:59Z\"", "@\"1890-01-01T00:00:00@Asia/Shanghai\"", "@\"2021-03-28T02:30:00@Europe/Berlin\"",
        "@\"2021-10-31T02:30:00@Europe/Berlin\"", "@\"2026-03-02T09:00:00\"",
        "@\"PT0.5S\"", "@\"-PT0.5S\"", "@\"PT1H0M0.5S\"", "@\"PT14H\"", "@\"P1D\"", "@\"P10675199D\"", "@\"-P10675199D\"", "@\"P1M\"", "@\"P2147483647M\"", "@\"-P2147483647M\"",
    ];

    [Fact]
    public void No_call_lets_an_exception_out_and_every_value_can_be_stored()
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("FEEL_CALL_SEED"), out var given) ? given : Seed;
        output.WriteLine($"seed {seed}, {Count} expressions; replay with FEEL_CALL_SEED={seed}");
        var draw = new Draw(seed);
        for (var i = 0; i < Count; i++)
        {
            Check(seed, Expression(draw, 2));
        }
    }

    [Theory]
    [InlineData("@\"-P2147483647M\" - @\"P1M\"")]
    [InlineData("replace(\"🐎\", \"^.\", \"\")")]
    [InlineData("split(\"🐎x\", \"(.)\")")]
    [InlineData("@\"1890-01-01T00:00:00@Asia/Shanghai\"")]
    [InlineData("@\"-P10675199DT2H48M5.4775807S\" - @\"PT0.0000001S\"")]
    [InlineData("-0.0")]
    public void Values_at_the_edge_can_be_stored(string text) => Check(0, text);

    [Theory]
    [InlineData("date and time(date(\"2020-01-01\"), time(1, 2, 3, duration(\"PT1H0M0.5S\")))")]
    [InlineData("date and time(2020, 1, 1, 1, 2, 3, duration(\"PT1H0M0.5S\"))")]
    [InlineData("time(1, 2, 3, duration(\"-PT0.5S\"))")]
    [InlineData("time(1, 2, 3, duration(\"PT1H30S\"))")]
    public void An_offset_that_is_no_whole_minute_is_none(string text) => Feel.Gives(text, "null");

    private static string Expression(Draw draw, int depth)
    {
        if (depth == 0)
        {
            return draw.Of(Edges);
        }

        string Part() => Expression(draw, draw.Once(3) ? depth - 1 : 0);
        if (draw.Once(3))
        {
            return $"({Part()}) {draw.Of(Symbols)} ({Part()})";
        }

        // Patterns meet texts too seldom else.
        if (draw.Once(4))
        {
            return $"{draw.Of("matches", "split", "replace")}({draw.Of(Texts)}, {draw.Of(Texts)}{(draw.Once(2) ? "" : $", {draw.Of(Texts)}")})";
        }

        var (name, arguments) = draw.Of(Functions);
        return $"{name}({string.Join(", ", Enumerable.Range(0, arguments).Select(_ => Part()))})";
    }

    private static void Check(ulong seed, string text)
    {
        var (expression, _) = FeelExpression.Parse(text);
        try
        {
            if (expression?.Evaluate(FeelSurroundings.Of(Feel.Facts, TestRun.Monday)) is { Failure: null, Value: var value })
            {
                var stored = Written(value);
                using var json = JsonDocument.Parse(stored);
                var back = FeelJson.Read(json.RootElement);
                Assert.True(back.Equals(value) && Written(back) == stored, $"seed {seed}: {text} gives {stored}, which is read as {Written(back)}");
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"seed {seed}: {text} lets out {e}");
        }
    }

    private static string Written(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            FeelJson.Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
