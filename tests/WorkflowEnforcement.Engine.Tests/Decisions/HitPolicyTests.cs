using WorkflowEnforcement.Engine.Decisions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Decisions;

public sealed class HitPolicyTests
{
    private static readonly string OneColumn = Dmn.In("x") + Dmn.Out();
    private static readonly string Ordered = Dmn.In("x") + Dmn.Out("y", Dmn.Values("outputValues", "\"high\", \"middle\", \"low\""));

    [Theory]
    [InlineData("{x: 1}", "\"a\"")]
    [InlineData("{x: 7}", "\"b\"")]
    [InlineData("{x: 99}", "null")]
    [InlineData("{}", "null")]
    public void Unique_gives_the_rule_that_hits(string facts, string expected) =>
        Dmn.Gives(Dmn.File(Dmn.Table("", OneColumn, "< 5 => \"a\"", "[5..10] => \"b\"")), facts, expected);

    [Fact]
    public void Unique_is_a_failure_that_names_the_rules_when_two_hit()
    {
        var file = Dmn.File(Dmn.Table("hitPolicy=\"UNIQUE\"", OneColumn, "< 5 => 1", "> 100 => 2", "< 9 => 1", "- => 1"));

        Dmn.Fails(file, "{x: 3}", "decision.not-unique", "rules 1, 3 and 4 hit");
        Dmn.Gives(file, "{x: 50}", "1");
    }

    [Theory]
    [InlineData("{x: 3}", "1")]
    [InlineData("{x: 7}", "1")]
    public void Any_gives_what_all_give(string facts, string expected) =>
        Dmn.Gives(Dmn.File(Dmn.Table("hitPolicy=\"ANY\"", OneColumn, "< 5 => 1", "< 9 => 1.0")), facts, expected);

    [Fact]
    public void Any_is_a_failure_that_names_the_rules_when_they_differ() =>
        Dmn.Fails(Dmn.File(Dmn.Table("hitPolicy=\"ANY\"", OneColumn, "< 5 => 1", "< 9 => 2")), "{x: 3}", "decision.not-any", "rules 1 and 2 differ");

    [Theory]
    [InlineData("{x: 3}", "\"a\"")]
    [InlineData("{x: 7}", "\"b\"")]
    public void First_gives_the_first_rule_that_hits(string facts, string expected) =>
        Dmn.Gives(Dmn.File(Dmn.Table("hitPolicy=\"FIRST\"", OneColumn, "< 5 => \"a\"", "- => \"b\"")), facts, expected);

    [Theory]
    [InlineData("{x: 1}", "\"high\"")]
    [InlineData("{x: 5}", "\"middle\"")]
    [InlineData("{x: 50}", "\"low\"")]
    public void Priority_gives_the_output_that_stands_first_among_the_allowed(string facts, string expected) =>
        Dmn.Gives(Dmn.File(Dmn.Table("hitPolicy=\"PRIORITY\"", Ordered, "- => \"low\"", "< 9 => \"middle\"", "< 3 => \"high\"")), facts, expected);

    [Fact]
    public void Output_order_gives_all_by_priority_and_those_alike_by_rule() => Dmn.Gives(
        Dmn.File(Dmn.Table(
            "hitPolicy=\"OUTPUT ORDER\"",
            Dmn.In("x") + Dmn.Out("a", Dmn.Values("outputValues", "2, 1")) + Dmn.Out("b", Dmn.Values("outputValues", "\"p\", \"q\"")) + Dmn.Out("c"),
            "- => 1 | \"p\" | 1", "- => 2 | \"q\" | 2", "- => 2 | \"p\" | 3", "- => 1 | \"p\" | 4")),
        "{x: 1}",
        "[{a: 2, b: \"p\", c: 3}, {a: 2, b: \"q\", c: 2}, {a: 1, b: \"p\", c: 1}, {a: 1, b: \"p\", c: 4}]");

    [Theory]
    [InlineData("RULE ORDER", "", "[3, 1, 3]")]
    [InlineData("COLLECT", "", "[3, 1, 3]")]
    [InlineData("COLLECT", "SUM", "7")]
    [InlineData("COLLECT", "MIN", "1")]
    [InlineData("COLLECT", "MAX", "3")]
    [InlineData("COLLECT", "COUNT", "3")]
    public void Rules_that_hit_are_listed_or_aggregated(string policy, string aggregation, string expected) => Dmn.Gives(
        Dmn.File(Dmn.Table($"hitPolicy=\"{policy}\" aggregation=\"{aggregation}\"", OneColumn, "< 5 => 3", "< 9 => 1", "> 9 => 8", "- => 3")),
        "{x: 3}",
        expected);

    [Theory]
    [InlineData("UNIQUE", "")]
    [InlineData("ANY", "")]
    [InlineData("FIRST", "")]
    [InlineData("PRIORITY", "")]
    [InlineData("RULE ORDER", "")]
    [InlineData("OUTPUT ORDER", "")]
    [InlineData("COLLECT", "")]
    [InlineData("COLLECT", "SUM")]
    [InlineData("COLLECT", "COUNT")]
    public void No_rule_that_hits_gives_the_default_or_null(string policy, string aggregation)
    {
        var attributes = $"hitPolicy=\"{policy}\" aggregation=\"{aggregation}\"";
        var values = Dmn.Values("outputValues", "8, 7");

        Dmn.Gives(Dmn.File(Dmn.Table(attributes, Dmn.In("x") + Dmn.Out("y", values), "< 5 => 8")), "{x: 9}", "null");
        Dmn.Gives(Dmn.File(Dmn.Table(attributes, Dmn.In("x") + Dmn.Out("y", values + Dmn.Values("defaultOutputEntry", "7")), "< 5 => 8")), "{x: 9}", "7");
    }

    [Fact]
    public void The_rules_that_hit_are_told_by_number_and_id()
    {
        var outcome = Dmn.Outcome(Dmn.File(Dmn.Table("hitPolicy=\"PRIORITY\"", Ordered, "- => \"low\"", "> 9 => \"middle\"", "< 3 => \"high\"")), "{x: 1}");

        Assert.Equal([new RuleHit("t", 1, "r1"), new RuleHit("t", 3, "r3")], outcome.Hits);
    }
}
