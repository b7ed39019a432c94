using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Decisions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Decisions;

public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("{当事人: \"单位\", 金额: 5000}", "{结果: \"简易\", 期限: 10}")]
    [InlineData("{当事人: \"单位\", 金额: 50000}", "{结果: \"普通\", 期限: 90}")]
    [InlineData("{当事人: \"个人\", 金额: 200}", "{结果: \"简易\", 期限: 10}")]
    [InlineData("{当事人: \"个人\", 金额: 201}", "{结果: \"普通\", 期限: 91}")]
    public void Several_inputs_and_outputs_give_a_context(string facts, string expected) => Dmn.Gives(
        Dmn.File(Dmn.Table(
            "hitPolicy=\"FIRST\"",
            Dmn.In("当事人", type: "string") + Dmn.In("金额", type: "number") + Dmn.Out("结果", type: "string") + Dmn.Out("期限", type: "number"),
            "\"个人\" | <= 200 => \"简易\" | 10",
            "\"单位\" | <= 10000 => \"简易\" | 10",
            "not(\"个人\") | - => \"普通\" | 90",
            " | => \"普通\" | 90 + 1")),
        facts,
        expected);

    [Fact]
    public void An_empty_output_is_null() => Dmn.Gives(Dmn.File(Dmn.Table("", Dmn.In("x") + Dmn.Out(), "1 => ")), "{x: 1}", "null");

    [Fact]
    public void A_cell_may_read_names_besides_its_input() =>
        Dmn.Gives(Dmn.File(Dmn.Table("", Dmn.In("x") + Dmn.Out(), "< limit => x * factor", ">= limit => x")), "{x: 3, limit: 5, factor: 2}", "6");

    [Fact]
    public void A_table_without_inputs_hits()
        => Dmn.Gives(Dmn.File("<decision id=\"t\" name=\"t\"><decisionTable><output/><rule><outputEntry><text>5</text></outputEntry></rule></decisionTable></decision>"), "{}", "5");

    [Fact]
    public void Names_of_the_file_may_hold_blanks_and_signs() => Dmn.Gives(
        Dmn.File(
            "<inputData id=\"i1\" name=\"Guest Count\"/><inputData id=\"i2\" name=\"x\"><variable name=\"Date of Birth\" typeRef=\"date\"/></inputData>",
            Dmn.Table("", Dmn.In("Guest Count * 2") + Dmn.In("Date of Birth") + Dmn.Out(), "> 4 | < @\"2000-01-01\" => Guest Count + 1")),
        "{Guest Count: 5, Date of Birth: date(\"1990-01-01\")}",
        "6");

    [Theory]
    [InlineData("{x: \"5\"}", "decision.input-type")]
    [InlineData("{x: 50}", "decision.input-not-allowed")]
    [InlineData("{x: 2}", "decision.output-type")]
    [InlineData("{x: 3}", "decision.output-not-allowed")]
    public void What_a_column_does_not_allow_is_a_failure(string facts, string code) => Dmn.Fails(
        Dmn.File(Dmn.Table(
            "",
            Dmn.In("x", Dmn.Values("inputValues", "[0..10]"), "number") + Dmn.Out("y", Dmn.Values("outputValues", "\"a\", \"b\""), "string"),
            "1 => \"a\"", "2 => 5", "3 => \"c\"")),
        facts,
        code,
        "'t'");

    [Theory]
    [InlineData("number", "5", "5")]
    [InlineData("integer", "5", "5")]
    [InlineData("feel:number", "[5]", "5")]
    [InlineData("string", "\"5\"", "\"5\"")]
    [InlineData("date", "date(\"2026-03-02\")", "date(\"2026-03-02\")")]
    [InlineData("dateTime", "date(\"2026-03-02\")", "@\"2026-03-02T00:00:00Z\"")]
    [InlineData("date and time", "@\"2026-03-02T09:00:00\"", "@\"2026-03-02T09:00:00\"")]
    [InlineData("dayTimeDuration", "@\"P1D\"", "@\"P1D\"")]
    [InlineData("Any", "null", "null")]
    [InlineData("tGrade", "\"重\"", "\"重\"")]
    [InlineData("tGrades", "[\"重\", \"轻\"]", "[\"重\", \"轻\"]")]
    [InlineData("tGrades", "\"重\"", "[\"重\"]")]
    [InlineData("tParty", "{name: \"a\", grade: \"轻\"}", "{name: \"a\", grade: \"轻\"}")]
    public void A_value_is_converted_to_its_type(string type, string value, string expected) => Dmn.Gives(Typed(type), $"{{x: {value}}}", expected);

    [Theory]
    [InlineData("number", "\"5\"")]
    [InlineData("number", "[1, 2]")]
    [InlineData("tGrade", "\"中\"")]
    [InlineData("tGrades", "[\"重\", \"中\"]")]
    [InlineData("tParty", "{name: \"a\", grade: \"中\"}")]
    [InlineData("tParty", "5")]
    public void A_value_of_another_type_is_a_failure(string type, string value) => Dmn.Fails(Typed(type), $"{{x: {value}}}", "decision.result-type");

    [Fact]
    public void Decisions_read_the_results_of_those_they_require()
    {
        var file = Dmn.File(
            Dmn.Literal("总额", "基数 * 倍数 + 1", Dmn.Requires("base") + Dmn.Requires("factor")),
            Dmn.Literal("factor", "基数 / 5", "<variable name=\"倍数\"/>" + Dmn.Requires("base")),
            $"<decision id=\"base\" name=\"Base Amount\"><variable name=\"基数\"/>{Dmn.TableAlone("", Dmn.In("x") + Dmn.Out(), "1 => 10", "2 => 20")}</decision>",
            Dmn.Literal("byName", "Base Amount + base", Dmn.Requires("base")));

        Dmn.Gives(file, "{x: 1}", "21", "总额");
        Dmn.Gives(file, "{x: 2, 基数: 1000}", "81", "总额");
        Dmn.Gives(file, "{x: 2}", "40", "byName");
        Assert.Equal([new RuleHit("base", 2, "r2")], Dmn.Outcome(file, "{x: 2}", "总额").Hits);
    }

    [Fact]
    public void A_failure_of_a_required_decision_is_that_of_the_whole() => Dmn.Fails(
        Dmn.File(Dmn.Table("", Dmn.In("x") + Dmn.Out(), "1 => 1", "- => 2"), Dmn.Literal("late", "t + 1", Dmn.Requires("t"))),
        "{x: 1}",
        "decision.not-unique",
        decision: "late");

    [Fact]
    public void A_chain_of_two_thousand_decisions_is_worked_out()
    {
        var chain = Enumerable.Range(1, 2_000).Select(i => Dmn.Literal($"n{i}", $"n{i - 1} + 1", Dmn.Requires($"n{i - 1}")));

        Dmn.Gives(Dmn.File([Dmn.Literal("n0", "0"), .. chain]), "{}", "2000", "n2000");
    }

    [Fact]
    public void A_chain_that_puts_lists_into_lists_is_given_up()
    {
        var chain = Enumerable.Range(1, 5_000).Select(i => Dmn.Literal($"n{i}", $"[n{i - 1}]", Dmn.Requires($"n{i - 1}")));

        Dmn.Fails(Dmn.File([Dmn.Literal("n0", "0"), .. chain]), "{}", "expression.size-limit", decision: "n5000");
    }

    [Fact]
    public void Two_decisions_that_read_one_work_it_out_once()
    {
        var doubled = Enumerable.Range(1, 60).Select(i => Dmn.Literal($"n{i}", $"(n{i - 1} + m{i - 1}) / 2", Dmn.Requires($"n{i - 1}") + Dmn.Requires($"m{i - 1}"))
            + Dmn.Literal($"m{i}", $"(n{i - 1} + m{i - 1}) / 2", Dmn.Requires($"n{i - 1}") + Dmn.Requires($"m{i - 1}")));

        Dmn.Gives(Dmn.File([Dmn.Literal("n0", "1"), Dmn.Literal("m0", "1"), .. doubled]), "{}", "1", "n60");
    }

    [Fact]
    public void An_evaluation_without_end_is_given_up() => Dmn.Fails(
        Dmn.File(Dmn.Table("", Dmn.In("for a in 1..10000, b in 1..10000 return 1") + Dmn.Out(), "- => 1")), "{}", "expression.step-limit");

    [Fact]
    public void A_function_is_no_result_and_may_be_read_by_another_decision()
    {
        var file = Dmn.File(Dmn.Literal("f", "function(a) a + 1"), Dmn.Literal("r", "[1, 2][1] + {g: f, h: g(1)}.h", Dmn.Requires("f")));

        Dmn.Fails(file, "{}", "expression.function", decision: "f");
        Dmn.Gives(file, "{}", "3", "r");
    }

    [Fact]
    public void The_table_can_be_looked_at()
    {
        var table = Dmn.Model(Dmn.File(Dmn.Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", Dmn.In("x + 1") + Dmn.Out("y"), "1 => 2", "- => 3"))).Find("t")!.Table!;

        Assert.Equal(HitPolicy.Sum, table.Policy);
        Assert.Equal("x + 1", table.Inputs[0].Label);
        Assert.Equal(["r1", "r2"], table.Rules.Select(rule => rule.Id));
        Assert.Equal("1", table.Rules[0].Tests[0]?.Text);
        Assert.Null(table.Rules[1].Tests[0]);
        Assert.Equal(FeelValue.Of(3), table.Rules[1].Results[0]!.Evaluate(new FeelSurroundings(_ => null, default)).Value);
    }

    private static string Typed(string type) => Dmn.File(
        "<itemDefinition name=\"tGrade\"><typeRef>string</typeRef><allowedValues><text>\"轻\", \"重\"</text></allowedValues></itemDefinition>",
        "<itemDefinition name=\"tGrades\" isCollection=\"true\"><typeRef>tGrade</typeRef></itemDefinition>",
        "<itemDefinition name=\"tParty\"><itemComponent name=\"name\"><typeRef>string</typeRef></itemComponent>"
            + "<itemComponent name=\"grade\"><typeRef>tGrade</typeRef></itemComponent></itemDefinition>",
        $"<decision id=\"t\" name=\"t\"><variable name=\"t\" typeRef=\"{type}\"/><literalExpression><text>x</text></literalExpression></decision>");
}
