using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Conditions;

public sealed class SyntaxFaultTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("1 +", 1, 4)]
    [InlineData("1 2", 1, 3)]
    [InlineData("(1", 1, 3)]
    [InlineData("a\n  b", 2, 3)]
    [InlineData("= x ~ 1", 1, 5)]
    [InlineData("\"open", 1, 1)]
    [InlineData("\"\\uZZZZ\"", 1, 2)]
    [InlineData("·a", 1, 1)]
    [InlineData("/* open", 1, 1)]
    [InlineData("foo(1)", 1, 1)]
    [InlineData("string length()", 1, 1)]
    [InlineData("string length(1, 2)", 1, 1)]
    [InlineData("if 1 then 2", 1, 12)]
    [InlineData("x instance of colour", 1, 15)]
    [InlineData("@\"yesterday\"", 1, 1)]
    [InlineData("{a 1}", 1, 4)]
    [InlineData("{a-b: 1}", 1, 3)]
    [InlineData("{sum: function(a) a}", 1, 2)]
    [InlineData("1ex", 1, 2)]
    [InlineData("@\"2026-03-02T09:00:00@Nowhere/Land\"", 1, 1)]
    [InlineData("@\"09:00:00@CST\"", 1, 1)]
    [InlineData("@\"12345-01-01\"", 1, 1)]
    [InlineData("date(\"-0044-03-15\")", 1, 1)]
    [InlineData("1 + time(\"09:00:00.12345678\")", 1, 5)]
    [InlineData("@\"09:00:00.12345678\"", 1, 1)]
    [InlineData("matches(\"aa\", \"(a)\\\\1\")", 1, 1)]
    [InlineData("function(x) external {java: 1}", 1, 13)]
    [InlineData("x instance of function<number> -> number", 1, 23)]
    [InlineData("x instance of list<colour>", 1, 20)]
    [InlineData("substring(string: \"a\", place: 1)", 1, 1)]
    [InlineData("substring(string: \"a\", string: \"b\")", 1, 1)]
    [InlineData("substring(\"a\", start position: 1)", 1, 34)]
    [InlineData("[1..3", 1, 6)]
    [InlineData("if a then b", 1, 12)]
    [InlineData("99999999999999999999999999999999", 1, 1)]
    [InlineData("罚款 ＞ 3", 1, 4)]
    [InlineData("1 + \"\\uD83D\"", 1, 5)]
    [InlineData("\"\\uDC0E\\uD83D\"", 1, 1)]
    public void What_is_not_held_is_a_fault_with_its_place(string text, int line, int column)
    {
        var fault = Feel.Fault(text);

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.StartsWith("Expected ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_more_than_ten_thousand_characters_is_refused() => Feel.Fault(new string('1', 10_001));

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Feel.Fault(new string('(', 4_000) + "1" + new string(')', 4_000));
        Feel.Fault(new string('-', 9_000) + "1");
        Feel.Fault(new string('[', 4_000));
        Feel.Fault(string.Concat(Enumerable.Repeat("x in (", 1_500)));
        Feel.Fault(string.Concat(Enumerable.Repeat("if a then ", 900)));
    }

    [Fact]
    public void A_chain_of_thousands_of_operators_is_refused_and_one_of_hundreds_is_not()
    {
        Feel.Fault("1" + string.Concat(Enumerable.Repeat("+1", 4_000)));
        Feel.Gives("1" + string.Concat(Enumerable.Repeat("+1", 900)), "901");
    }
}
