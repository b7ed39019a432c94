using WorkflowEnforcement.Engine.Conditions;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Evaluates expressions with some named facts at a fixed moment.</summary>
internal static class Feel
{
    public static readonly FeelContext Facts = TestRun.Of(
        ("罚款", FeelValue.Of(12.5m)),
        ("当事人", TestRun.Of(("名称", FeelValue.Of("甲公司")), ("kind", FeelValue.Of("organization")))),
        ("items", FeelValue.Of([TestRun.Of(("a", FeelValue.Of(1)), ("b", FeelValue.Of("x"))), TestRun.Of(("a", FeelValue.Of(2)), ("b", FeelValue.Of("y")))])),
        ("on", FeelValue.Of(new DateOnly(2026, 3, 2))),
        ("at", FeelValue.Of(TestRun.Monday)));

    public static FeelExpression Parse(string text)
    {
        var (expression, fault) = FeelExpression.Parse(text);
        Assert.True(fault is null, $"{text}: {fault}");
        return expression!;
    }

    public static FeelValue Value(string text)
    {
        var (value, failure) = Parse(text).Evaluate(FeelSurroundings.Of(Facts, TestRun.Monday));
        Assert.Null(failure);
        return value;
    }

    public static FeelSyntaxFault Fault(string text)
    {
        var (expression, fault) = FeelExpression.Parse(text);
        Assert.Null(expression);
        return fault!;
    }

    public static string Limit(string text) => Parse(text).Evaluate(FeelSurroundings.Of(Facts, TestRun.Monday)).Failure?.Code ?? "none";

    public static void Gives(string text, string expected) => Assert.Equal(Value(expected), Value(text));
}
