using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Expressions of several words: if, for, some, every, and the tests after in.</summary>
internal sealed partial class FeelParser
{
    private FeelIf If()
    {
        Take();
        var condition = Expression();
        Expect("then");
        var then = Expression();
        Expect("else");
        return new FeelIf(condition, then, Expression());
    }

    private FeelFor For()
    {
        Take();
        var iterations = Iterations();
        Expect("return");
        _loops++;
        var body = Expression();
        _loops--;
        return new FeelFor(iterations, body);
    }

    private FeelQuantified Quantified()
    {
        var every = Take().Text == "every";
        var iterations = Iterations();
        Expect("satisfies");
        return new FeelQuantified(every, iterations, Expression());
    }

    private ImmutableArray<FeelIteration> Iterations()
    {
        var all = ImmutableArray.CreateBuilder<FeelIteration>();
        do
        {
            var name = TakeName("a name to run over the list");
            Expect("in");
            var from = Expression();
            all.Add(new FeelIteration(name, from, Accept("..") ? Expression() : null));
        }
        while (Accept(","));
        return all.ToImmutable();
    }

    private FeelIn In(FeelNode value)
    {
        if (!Here.Is("("))
        {
            return new FeelIn(value, [Test(Comparison + 1)]);
        }

        var open = Take();
        var first = Test(Or);
        if (first.IsValue && Accept(".."))
        {
            return new FeelIn(value, [new FeelTest(null, Range(first.Operand, lowIncluded: false, open))]);
        }

        return new FeelIn(value, [first, .. Accept(",") ? Separated(")", () => Test(Or)) : NoMore()]);
    }

    private ImmutableArray<FeelTest> NoMore()
    {
        Expect(")");
        return [];
    }

    private FeelTest Test(int loosest)
    {
        if (Here.Kind == FeelTokenKind.Symbol && Here.Text is "<" or "<=" or ">" or ">=" or "=" or "!=")
        {
            var symbol = Take().Text;
            return new FeelTest(symbol, NotRange(Binary(Sum)));
        }

        return new FeelTest(null, loosest == Or ? ExpressionOrRange() : Binary(loosest));
    }
}
