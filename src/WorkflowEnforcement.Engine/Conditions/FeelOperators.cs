using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The symbols of arithmetic and comparison.</summary>
internal enum FeelSymbol
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// <summary>Two operands and a symbol of arithmetic.</summary>
internal sealed class FeelArithmeticNode(FeelSymbol symbol, FeelNode left, FeelNode right) : FeelNode(Math.Max(left.Depth, right.Depth))
{
    protected override FeelValue Compute(FeelRun run) => FeelArithmetic.Apply(run, symbol, left.Evaluate(run), right.Evaluate(run));
}

/// <summary>Two operands and a symbol of comparison.</summary>
internal sealed class FeelComparisonNode(FeelSymbol symbol, FeelNode left, FeelNode right) : FeelNode(Math.Max(left.Depth, right.Depth))
{
    protected override FeelValue Compute(FeelRun run) => FeelCompare.Compare(run, symbol, left.Evaluate(run), right.Evaluate(run));
}

/// <summary>Three-valued and, or.</summary>
internal sealed class FeelLogicNode(bool isAnd, FeelNode left, FeelNode right) : FeelNode(Math.Max(left.Depth, right.Depth))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var first = left.Evaluate(run);
        if (first is FeelBoolean { Value: var known } && known != isAnd)
        {
            return first;
        }

        return isAnd ? FeelCompare.And(first, right.Evaluate(run)) : FeelCompare.Or(first, right.Evaluate(run));
    }
}

/// <summary>A minus before a value.</summary>
internal sealed class FeelNegation(FeelNode operand) : FeelNode(operand.Depth)
{
    protected override FeelValue Compute(FeelRun run) => FeelArithmetic.Negate(operand.Evaluate(run));
}

/// <summary><c>between low and high</c>, both ends included.</summary>
internal sealed class FeelBetween(FeelNode value, FeelNode low, FeelNode high)
    : FeelNode(Math.Max(value.Depth, Math.Max(low.Depth, high.Depth)))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var tested = value.Evaluate(run);
        return FeelCompare.And(
            FeelCompare.Compare(run, FeelSymbol.GreaterOrEqual, tested, low.Evaluate(run)),
            FeelCompare.Compare(run, FeelSymbol.LessOrEqual, tested, high.Evaluate(run)));
    }
}

/// <summary>One test after <c>in</c> or in a cell of a table: a comparison, or a value to equal or to lie in.</summary>
internal sealed class FeelTest(FeelSymbol? symbol, FeelNode operand) : FeelNode(operand.Depth)
{
    public FeelNode Operand => operand;

    public bool IsValue => symbol is null;

    public FeelValue Holds(FeelRun run, FeelValue value)
    {
        var other = operand.Evaluate(run);
        return symbol is { } known ? FeelCompare.Compare(run, known, value, other) : FeelRanges.Holds(run, value, other);
    }

    protected override FeelValue Compute(FeelRun run) => FeelValue.Null;
}

/// <summary><c>in</c> with one or more tests, of which one must hold.</summary>
internal sealed class FeelIn(FeelNode value, ImmutableArray<FeelTest> tests) : FeelNode(Math.Max(value.Depth, Deepest(tests)))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var tested = value.Evaluate(run);
        var result = FeelValue.Of(false);
        foreach (var test in tests)
        {
            result = FeelCompare.Or(result, test.Holds(run, tested));
            if (result is FeelBoolean { Value: true })
            {
                break;
            }
        }

        return result;
    }
}

/// <summary><c>instance of</c> a type.</summary>
internal sealed class FeelInstanceOf(FeelNode value, FeelTypeTest isOfType) : FeelNode(value.Depth)
{
    protected override FeelValue Compute(FeelRun run) => FeelValue.Of(isOfType(run, value.Evaluate(run)));
}
