using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Decisions;

/// <summary>Types of variables and of input data are kept to, wherever the file states them.</summary>
public sealed class DecisionTypeTests
{
    private const string Types = "<itemDefinition name=\"tAge\"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>"
        + "<itemDefinition name=\"tLevel\"><typeRef>string</typeRef><allowedValues><text>\"hi\", \"lo\"</text></allowedValues></itemDefinition>"
        + "<itemDefinition name=\"tNarrow\"><typeRef>tLevel</typeRef></itemDefinition>"
        + "<itemDefinition name=\"tLevels\" isCollection=\"true\"><typeRef>tLevel</typeRef></itemDefinition>"
        + "<itemDefinition name=\"tSelf\"><typeRef>number</typeRef><allowedValues><text>age > 0</text></allowedValues></itemDefinition>"
        + "<itemDefinition name=\"tFine\"><itemComponent name=\"Base Fine\"><typeRef>number</typeRef></itemComponent></itemDefinition>";

    [Theory]
    [InlineData("number", "", "\"text\"", "decision.result-type")]
    [InlineData("tLevel", "", "\"middle\"", "decision.result-type")]
    [InlineData("number", "hitPolicy=\"COLLECT\"", "\"text\"", "decision.result-type")]
    [InlineData("tLevels", "hitPolicy=\"COLLECT\"", "\"middle\"", "decision.result-type")]
    [InlineData("string", "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "\"text\"", "decision.result-type")]
    public void A_table_that_gives_another_type_than_its_variable_is_a_failure(string type, string policy, string cell, string code) =>
        Dmn.Fails(Table(type, policy, Dmn.Out("o"), $"- => {cell}"), "{x: 1}", code);

    [Theory]
    [InlineData("number", "", "5", "5")]
    [InlineData("number", "", "[5]", "5")]
    [InlineData("date and time", "", "date(\"2026-03-02\")", "@\"2026-03-02T00:00:00Z\"")]
    [InlineData("number", "hitPolicy=\"COLLECT\"", "5", "[5]")]
    [InlineData("tLevels", "hitPolicy=\"COLLECT\"", "\"hi\"", "[\"hi\"]")]
    [InlineData("Any", "hitPolicy=\"COLLECT\"", "5", "[5]")]
    [InlineData("list", "hitPolicy=\"COLLECT\"", "5", "[5]")]
    [InlineData("number", "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "\"text\"", "1")]
    public void A_table_gives_the_type_of_its_variable(string type, string policy, string cell, string expected) =>
        Dmn.Gives(Table(type, policy, Dmn.Out("o"), $"- => {cell}"), "{x: 1}", expected);

    [Theory]
    [InlineData("tLevel", "")]
    [InlineData("tNarrow", "")]
    [InlineData("", "tLevel")]
    [InlineData("", "tNarrow")]
    [InlineData("tLevels", "")]
    public void Allowed_values_of_a_type_order_priorities(string variable, string column)
    {
        Dmn.Gives(Table(variable, "hitPolicy=\"OUTPUT ORDER\"", Dmn.Out("o", type: column), "- => \"lo\"", "- => \"hi\""), "{x: 1}", "[\"hi\", \"lo\"]");
        if (variable != "tLevels")
        {
            Dmn.Gives(Table(variable, "hitPolicy=\"PRIORITY\"", Dmn.Out("o", type: column), "- => \"lo\"", "- => \"hi\""), "{x: 1}", "\"hi\"");
        }
    }

    [Fact]
    public void Input_data_of_another_type_is_a_failure_where_it_is_read()
    {
        var file = Dmn.File(
            Types,
            "<inputData id=\"i\" name=\"age\"><variable name=\"age\" typeRef=\"tAge\"/></inputData>",
            "<inputData id=\"j\" name=\"on\"><variable name=\"on\" typeRef=\"date and time\"/></inputData>",
            Dmn.Literal("literal", "age + 1"),
            Dmn.Literal("other", "7"),
            Dmn.Literal("moment", "on"),
            Dmn.Table("hitPolicy=\"FIRST\"", Dmn.In("age") + Dmn.Out(), "< 18 => \"child\"", "- => \"adult\""));

        Dmn.Fails(file, "{age: 200}", "decision.input-type", "input data 'age' to be of type tAge, but it is 200");
        Dmn.Fails(file, "{age: \"a\"}", "decision.input-type", decision: "literal");
        Dmn.Gives(file, "{age: \"a\"}", "7", "other");
        Dmn.Gives(file, "{age: [20]}", "21", "literal");
        Dmn.Gives(file, "{}", "null", "literal");
        Dmn.Gives(file, "{on: date(\"2026-03-02\")}", "@\"2026-03-02T00:00:00Z\"", "moment");
    }

    [Fact]
    public void A_type_may_read_the_input_that_it_allows()
    {
        var file = Dmn.File(Types, "<inputData id=\"i\" name=\"age\"><variable name=\"age\" typeRef=\"tSelf\"/></inputData>", Dmn.Literal("t", "age"));

        Dmn.Gives(file, "{age: 1}", "1");
        Dmn.Fails(file, "{age: -1}", "decision.input-type");
    }

    [Fact]
    public void Columns_with_blanks_are_read_by_the_next_decision()
    {
        var table = $"<decision id=\"calc\" name=\"calc\"><variable name=\"calc\" typeRef=\"tFine\"/>{Dmn.TableAlone("", Dmn.In("x") + Dmn.Out("Base  Fine") + Dmn.Out("b"), "- => 1 | 3")}</decision>";

        Dmn.Gives(Dmn.File(Types, table, Dmn.Literal("t", "calc.Base Fine + calc.b", Dmn.Requires("calc"))), "{}", "4");
        Dmn.Gives(Dmn.File(table.Replace(" typeRef=\"tFine\"", "", StringComparison.Ordinal), Dmn.Literal("t", "calc.Base Fine + calc.b", Dmn.Requires("calc"))), "{}", "4");
    }

    [Theory]
    [InlineData("integer")]
    [InlineData("long")]
    public void A_whole_number_is_demanded_where_the_type_says_so(string type)
    {
        Dmn.Gives(Table(type, "", Dmn.Out("o"), "- => 5.0"), "{}", "5");
        Dmn.Fails(Table(type, "", Dmn.Out("o"), "- => 5 / 2"), "{}", "decision.result-type");
        Dmn.Gives(Table("double", "", Dmn.Out("o"), "- => 5 / 2"), "{}", "2.5");
    }

    private static string Table(string variable, string policy, string output, params ReadOnlySpan<string> rules) => Dmn.File(
        Types,
        $"<decision id=\"t\" name=\"t\"><variable name=\"t\"{(variable.Length == 0 ? "" : $" typeRef=\"{variable}\"")}/>{Dmn.TableAlone(policy, Dmn.In("x") + output, rules)}</decision>");
}
