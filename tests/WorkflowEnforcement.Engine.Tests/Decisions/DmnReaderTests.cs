using System.Text;
using WorkflowEnforcement.Engine.Decisions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Decisions;

public sealed class DmnReaderTests
{
    private static readonly string OneColumn = Dmn.In("x") + Dmn.Out();
    private static readonly string Good = Dmn.Literal("good", "1");

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn11.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Versions_1_1_to_1_5_are_read(string ns) =>
        Dmn.Gives(Dmn.File(Dmn.Table("", OneColumn, "1 => 2")).Replace(Dmn.Namespace, ns, StringComparison.Ordinal), "{x: 1}", "2");

    [Fact]
    public void What_only_explains_or_draws_is_passed_over() => Dmn.Gives(
        Dmn.File(
            "<extensionElements><x xmlns=\"urn:x\"/></extensionElements><knowledgeSource id=\"k\" name=\"law\"/><textAnnotation id=\"a\"><text>hi</text></textAnnotation>",
            "<inputData id=\"i\" name=\"x\"/>",
            "<decision id=\"t\" name=\"t\" xmlns:camunda=\"urn:c\" camunda:x=\"1\"><description>d</description><question>q</question><allowedAnswers>a</allowedAnswers>",
            "<informationRequirement id=\"ir\"><requiredInput href=\"#i\"/></informationRequirement>",
            "<authorityRequirement><requiredAuthority href=\"#k\"/></authorityRequirement>",
            Dmn.TableAlone("", OneColumn + "<annotation name=\"law\"/>", "1 => 2").Replace("</rule>", "<annotationEntry><text>art. 9</text></annotationEntry></rule>", StringComparison.Ordinal) + "</decision>",
            "<dmndi:DMNDI xmlns:dmndi=\"https://www.omg.org/spec/DMN/20191111/DMNDI/\"><dmndi:DMNDiagram id=\"t\"/></dmndi:DMNDI>"),
        "{x: 1}",
        "2");

    [Theory]
    [InlineData("<businessKnowledgeModel id=\"b\" name=\"b\"/>")]
    [InlineData("<decisionService id=\"b\" name=\"b\"/>")]
    [InlineData("<import importType=\"x\" namespace=\"urn:x\"/>")]
    public void What_is_not_held_is_refused(string element) => Dmn.Refused(Dmn.File(Good, element), "element.unsupported");

    [Theory]
    [InlineData("<context/>", "element.unsupported decision.logic")]
    [InlineData("<invocation/>", "element.unsupported decision.logic")]
    [InlineData("<relation/>", "element.unsupported decision.logic")]
    [InlineData("<knowledgeRequirement/><literalExpression><text>1</text></literalExpression>", "element.unsupported")]
    [InlineData("<literalExpression><importedValues/><text>1</text></literalExpression>", "element.unsupported")]
    [InlineData("", "decision.logic")]
    [InlineData("<literalExpression><text>1</text></literalExpression><decisionTable/>", "decision.logic")]
    [InlineData("<literalExpression><text> </text></literalExpression>", "expression.missing")]
    [InlineData("<literalExpression><text>1 +</text></literalExpression>", "expression.invalid")]
    [InlineData("<literalExpression expressionLanguage=\"javascript\"><text>1</text></literalExpression>", "expression.language")]
    [InlineData("<variable name=\"v\" typeRef=\"colour\"/><literalExpression><text>1</text></literalExpression>", "type.unknown")]
    [InlineData("<informationRequirement><requiredDecision href=\"#nothing\"/></informationRequirement><literalExpression><text>1</text></literalExpression>", "decision.reference")]
    [InlineData("<informationRequirement><requiredInput href=\"#good\"/></informationRequirement><literalExpression><text>1</text></literalExpression>", "decision.reference")]
    [InlineData("<informationRequirement><requiredDecision href=\"other.dmn#good\"/></informationRequirement><literalExpression><text>1</text></literalExpression>", "decision.reference")]
    public void A_decision_that_cannot_run_is_refused(string logic, string codes) =>
        Dmn.Refused(Dmn.File(Good, $"<decision id=\"t\" name=\"t\">{logic}</decision>"), codes.Split(' '));

    [Fact]
    public void A_table_that_cannot_run_is_refused_with_all_its_faults()
    {
        Dmn.Refused(Dmn.File(Dmn.Table("hitPolicy=\"LAST\"", OneColumn, "1 => 2")), "table.hit-policy");
        Dmn.Refused(Dmn.File(Dmn.Table("hitPolicy=\"FIRST\" aggregation=\"SUM\"", OneColumn, "1 => 2")), "table.hit-policy");
        Dmn.Refused(Dmn.File(Dmn.Table("hitPolicy=\"PRIORITY\"", OneColumn, "1 => 2")), "table.priority-missing");
        Dmn.Refused(Dmn.File(Dmn.Table("", Dmn.In("x") + Dmn.Out("a") + Dmn.Out(), "1 => 2 | 3")), "table.output-name");
        Dmn.Refused(Dmn.File(Dmn.Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", Dmn.In("x") + Dmn.Out("a") + Dmn.Out("b"), "1 => 2 | 3")), "table.aggregation");
        Dmn.Refused(Dmn.File(Dmn.Table("", OneColumn, "1 | 2 => 2")), "table.rule-size");
        Dmn.Refused(Dmn.File(Dmn.Table("", Dmn.In("") + Dmn.Out(), "1 => 2")), "expression.missing");
        Dmn.Refused(Dmn.File(Dmn.Table("", Dmn.In("x +") + Dmn.Out(), "< => 2 2", "1 => (")), "expression.invalid", "expression.invalid", "expression.invalid", "expression.invalid");
        Dmn.Refused(Dmn.File(Dmn.Table("", Dmn.In("x", type: "colour") + Dmn.Out("y", type: "tone"), "1 => 2")), "type.unknown", "type.unknown");
    }

    [Fact]
    public void An_input_that_its_cells_read_by_another_name_is_refused()
    {
        string Column(string name) => Dmn.In("x").Replace("<input>", $"<input id=\"i\" xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" camunda:inputVariable=\"{name}\">", StringComparison.Ordinal) + Dmn.Out();

        Dmn.Refused(Dmn.File(Dmn.Table("", Column("score"), "score > 5 => 1")), "input.variable");
        Dmn.Gives(Dmn.File(Dmn.Table("", Column(""), "? > 5 => 1")), "{x: 6}", "1");
    }

    [Fact]
    public void A_fault_of_an_expression_has_its_line_in_the_file()
    {
        var fault = Assert.Single(Dmn.Read(Dmn.File(Good, "<decision id=\"t\" name=\"t\"><literalExpression>\n<text>\n1 +\n  * 2</text></literalExpression></decision>")).Faults);

        Assert.Equal(("expression.invalid", "t", 6), (fault.Code, fault.Element, fault.Line));
    }

    [Fact]
    public void Decisions_that_require_each_other_are_refused() => Dmn.Refused(
        Dmn.File(Dmn.Literal("a", "b", Dmn.Requires("b")), Dmn.Literal("b", "a", Dmn.Requires("a")), Dmn.Literal("c", "a", Dmn.Requires("a")), Good),
        "decision.cycle", "decision.cycle", "decision.cycle");

    [Fact]
    public void Ids_are_there_and_are_unique()
    {
        Dmn.Refused(Dmn.File(Good, Dmn.Literal("", "1")), "id.missing");
        Dmn.Refused(Dmn.File(Good, Good), "id.duplicate");
    }

    [Fact]
    public void Types_that_hold_themselves_are_refused()
    {
        Dmn.Refused(Dmn.File(Good, "<itemDefinition name=\"a\"><typeRef>a</typeRef></itemDefinition>"), "type.unknown");
        Dmn.Refused(Dmn.File(Good, "<itemDefinition name=\"a\"><functionItem/></itemDefinition>"), "element.unsupported");
        Dmn.Refused(Dmn.File(Good, "<itemDefinition/>"), "type.name");
        var chain = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<itemDefinition name=\"a{i}\"><typeRef>a{i + 1}</typeRef></itemDefinition>"));
        Assert.Contains(Dmn.Read(Dmn.File(Good, chain)).Faults, fault => fault.Message.Contains("at most 100 types", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(95, 240, false)]
    [InlineData(95, 240, true)]
    [InlineData(1, 101, false)]
    [InlineData(51, 2, true)]
    public void Types_that_nest_too_deep_are_refused_at_their_place(int types, int components, bool lastFirst)
    {
        var (open, close) = (string.Concat(Enumerable.Repeat("<itemComponent name=\"a\">", components)), string.Concat(Enumerable.Repeat("</itemComponent>", components)));
        var all = Enumerable.Range(0, types)
            .Select(i => $"<itemDefinition name=\"T{i}\">{open}<typeRef>{(i < types - 1 ? $"T{i + 1}" : "number")}</typeRef>{close}</itemDefinition>\n");
        var fault = Dmn.Read(Dmn.File(Good, string.Concat(lastFirst ? all.Reverse() : all))).Faults[0];

        Assert.Equal("type.unknown", fault.Code);
        Assert.Contains("at most 100 types", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Line > 1);
    }

    [Fact]
    public void A_file_without_decisions_is_refused() => Dmn.Refused(Dmn.File(""), "decision.missing");

    [Fact]
    public void Hostile_files_are_refused()
    {
        Dmn.Refused("<!DOCTYPE d [<!ENTITY a \"b\">]>" + Dmn.File(Good), "xml.dtd");
        Dmn.Refused(string.Concat(Enumerable.Repeat("<a>", 10_000)), "xml.too-deep");
        Dmn.Refused("<definitions>", "xml.malformed");
        Dmn.Refused("<definitions/>", "definitions.missing");
        Dmn.Refused("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "definitions.missing");
        Assert.Equal("file.too-large", Assert.Single(DmnReader.Read(new byte[17 * 1024 * 1024]).Faults).Code);
        var names = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<inputData id=\"i{i}\" name=\"a b{i}\"/>"));
        Dmn.Refused(Dmn.File(Good, names), "names.too-many");
        Dmn.Refused(Dmn.File(Dmn.Literal("t", new string('(', 5_000))), "expression.invalid");
    }

    [Fact]
    public void Ten_thousand_rules_are_read_and_tried()
    {
        var rules = Enumerable.Range(0, 10_000).Select(i => $"{i} | [{i}..{i + 1}) => {i}").ToArray();
        var file = Dmn.File(Dmn.Table("", Dmn.In("x") + Dmn.In("y") + Dmn.Out(), rules));

        Assert.True(Encoding.UTF8.GetByteCount(file) < 4 * 1024 * 1024);
        Dmn.Gives(file, "{x: 9999, y: 9999.5}", "9999");
    }
}
