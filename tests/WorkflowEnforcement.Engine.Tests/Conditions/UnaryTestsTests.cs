using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "null", "true")]
    [InlineData(" - ", "1", "true")]
    [InlineData("5", "5", "true")]
    [InlineData("5", "6", "false")]
    [InlineData("-5", "-5", "true")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("< 5", "4", "true")]
    [InlineData("< 5", "\"a\"", "null")]
    [InlineData("< 5", "null", "null")]
    [InlineData("<= 5, > 10", "11", "true")]
    [InlineData("= 5", "5", "true")]
    [InlineData("!= 5", "5", "false")]
    [InlineData("[1..5)", "5", "false")]
    [InlineData("]1..5]", "1", "false")]
    [InlineData("(1..5), [7..9]", "8", "true")]
    [InlineData("not(5)", "6", "true")]
    [InlineData("not(\"a\", \"b\")", "\"b\"", "false")]
    [InlineData("not(< 5)", "null", "null")]
    [InlineData("not(null)", "1", "true")]
    [InlineData("not([1..5], 9)", "9", "false")]
    [InlineData("null", "null", "true")]
    [InlineData("null", "1", "false")]
    [InlineData("true", "true", "true")]
    [InlineData("true", "false", "false")]
    [InlineData("false", "false", "true")]
    [InlineData("false", "null", "false")]
    [InlineData("? > 5", "6", "true")]
    [InlineData("? > 5 and ? < 8", "9", "false")]
    [InlineData("not(? > 5)", "6", "false")]
    [InlineData("not(? > 5) or false", "6", "false")]
    [InlineData("contains(?, \"处罚\")", "\"行政处罚\"", "true")]
    [InlineData("odd(?)", "\"a\"", "null")]
    [InlineData("罚款 + 1", "13.5", "true")]
    [InlineData("罚款 > 10", "1", "true")]
    [InlineData("罚款 > 100", "1", "false")]
    [InlineData("true", "null", "false")]
    [InlineData("[1, 2, 3]", "2", "true")]
    [InlineData("[1, 2, 3]", "4", "false")]
    [InlineData("[[1..2], [5..6]]", "5", "true")]
    [InlineData("date(\"2026-03-02\")", "on", "true")]
    [InlineData("[date(\"2026-03-01\")..date(\"2026-03-31\")]", "on", "true")]
    [InlineData("< @\"2026-03-03\"", "on", "true")]
    [InlineData("some x in [1, 2] satisfies x = ?", "2", "true")]
    public void A_cell_holds_for_an_input(string text, string input, string expected)
    {
        var (tests, fault) = FeelUnaryTests.Parse(text);
        Assert.Null(fault);

        var outcome = tests!.Holds(Feel.Value(input), FeelSurroundings.Of(Feel.Facts, TestRun.Monday));

        Assert.Equal(Feel.Value(expected), outcome.Value);
        Assert.Null(outcome.Failure);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("1,", 1, 3)]
    [InlineData("-, 1", 1, 2)]
    [InlineData("< ", 1, 3)]
    [InlineData("not(1", 1, 6)]
    [InlineData("1 2", 1, 3)]
    [InlineData("\"a\" \"b\"", 1, 5)]
    public void A_cell_that_is_no_test_is_a_fault_with_its_place(string text, int line, int column)
    {
        var (tests, fault) = FeelUnaryTests.Parse(text);

        Assert.Null(tests);
        Assert.Equal((line, column), (fault!.Line, fault.Column));
    }

    [Fact]
    public void Names_that_are_known_beforehand_may_hold_blanks_and_signs()
    {
        var names = FeelContext.Empty.With("Date of Birth", FeelValue.Of(2)).With("pre-tax income", FeelValue.Of(3));
        var (expression, fault) = FeelExpression.Parse("Date  of Birth + pre-tax income", names.Entries.Keys);

        Assert.Null(fault);
        Assert.Equal(FeelValue.Of(5), expression!.Evaluate(FeelSurroundings.Of(names, TestRun.Monday)).Value);
    }
}
