using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class ExpressionReadingTests
{
    private static string WithCondition(string condition) =>
        $"""<sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression language="feel">{condition}</conditionExpression></sequenceFlow>""";

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("x >")]
    [InlineData("${x}")]
    [InlineData("foo(1)")]
    [InlineData("a b")]
    public void A_condition_that_does_not_parse_is_refused(string condition) =>
        Faults.Is("expression.invalid f", Start(), User("a"), User("b"), WithCondition(condition));

    [Fact]
    public void The_line_is_that_of_the_fault_within_the_expression()
    {
        var fault = Assert.Single(Read(File(Start(), User("a"), User("b"), WithCondition("\n\n  x and\n  (1 2)"))).Faults);

        Assert.Equal(11, fault.Line);
        Assert.Contains("column 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_expression_language_is_refused() =>
        Faults.Is("expression.language f", Start(), User("a"), User("b"), WithCondition("x").Replace("\"feel\"", "\"javascript\"", StringComparison.Ordinal));

    [Fact]
    public void Another_expression_language_of_the_whole_file_is_refused_at_an_expression_that_names_none()
    {
        string Of(string language, string condition) => File(Start(), User("a"), User("b"), condition).Replace("id=\"definitions\"", $"id=\"definitions\" expressionLanguage=\"{language}\"", StringComparison.Ordinal);
        var (named, unnamed) = (WithCondition("x"), WithCondition("x").Replace(" language=\"feel\"", string.Empty, StringComparison.Ordinal));

        var fault = Assert.Single(Read(Of("http://www.w3.org/1999/XPath", unnamed)).Faults);
        Assert.Equal(("expression.language", "definitions"), (fault.Code, fault.Element));
        Assert.DoesNotContain(Read(Of("http://www.w3.org/1999/XPath", named)).Faults, found => found.Code == "expression.language");
        Assert.DoesNotContain(Read(Of("https://www.omg.org/spec/DMN/20191111/FEEL/", unnamed)).Faults, found => found.Code == "expression.language");
        Assert.Empty(Read(File(Start()).Replace("id=\"definitions\"", "id=\"definitions\" expressionLanguage=\"http://www.w3.org/1999/XPath\"", StringComparison.Ordinal)).Faults);
    }

    [Fact]
    public void The_condition_is_kept_as_text_and_parsed()
    {
        var flow = Bpmn.Model(Start(), User("a"), User("b"), WithCondition(" = 罚款 &gt; 3 ")).Flows["f"];

        Assert.Equal("= 罚款 > 3", flow.Condition);
        Assert.NotNull(flow.Test);
    }
}
