using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Expressions of several words: if, for, some, every, function, instance of, and the tests after in.</summary>
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
        var bound = _bound.Count;
        var loop = Iterations();
        Expect("return");
        var outer = _readsPartial;
        _readsPartial = false;
        var body = Within(["partial"], Expression);
        var node = new FeelFor(loop, body, _readsPartial);
        _readsPartial |= outer;
        Unbind(bound);
        return node;
    }

    private FeelQuantified Quantified()
    {
        var every = Take().Text == "every";
        var bound = _bound.Count;
        var loop = Iterations();
        Expect("satisfies");
        var node = new FeelQuantified(every, loop, Expression());
        Unbind(bound);
        return node;
    }

    private void Unbind(int count) => _bound.RemoveRange(count, _bound.Count - count);

    /// <summary>The names and what they run over; each is bound for those after it.</summary>
    private FeelLoop Iterations()
    {
        var all = ImmutableArray.CreateBuilder<FeelIteration>();
        do
        {
            var name = NewName("a name to run over the list");
            Expect("in");
            var from = Expression();
            all.Add(new FeelIteration(name, from, Accept("..") ? Expression() : null));
            _bound.Add(name);
        }
        while (Accept(","));
        return new FeelLoop(all.ToImmutable());
    }

    private FeelLambda Lambda()
    {
        Take();
        Expect("(");
        var parameters = Separated(")", Parameter);
        if (Here is { Kind: FeelTokenKind.Name, Text: "external" } && tokens[_at + 1].Is("{"))
        {
            throw Fault("Expected a function of FEEL, but found an external one");
        }

        return new FeelLambda(parameters, Within([.. parameters.Select(parameter => parameter.Name)], Expression));
    }

    private FeelParameterName Parameter()
    {
        var name = NewName("a parameter");
        return new FeelParameterName(name, Accept(":") ? Type() : null);
    }

    private FeelInstanceOf InstanceOf(FeelNode value)
    {
        Expect("of");
        return new FeelInstanceOf(value, Type());
    }

    private FeelTypeTest Type()
    {
        Nest();
        var at = Here;
        if (KnownWords(FeelTypes.ByName.ContainsKey) is not { } name)
        {
            throw new FeelSyntaxException(at.Offset, $"Expected the name of a type, but found {at.Described}");
        }

        var type = name switch
        {
            "list" when Accept("<") => FeelTypes.ListOf(Closed(Type())),
            "range" when Accept("<") => FeelTypes.RangeOf(Closed(Type())),
            "context" when Accept("<") => FeelTypes.ContextOf(Separated(">", EntryType)),
            "function" when Here.Is("<") => throw Fault("Expected the type function without its parameters, but found '<'"),
            _ => FeelTypes.ByName[name],
        };
        _nesting--;
        return type;
    }

    private FeelTypeTest Closed(FeelTypeTest type)
    {
        Expect(">");
        return type;
    }

    private (string Name, FeelTypeTest IsOfType) EntryType()
    {
        var name = NameBeforeColon() ?? throw Unexpected("the name of an entry");
        Expect(":");
        return (name, Type());
    }

    private FeelIn In(FeelNode value)
    {
        if (!Here.Is("("))
        {
            return new FeelIn(value, [Test(() => Binary(Comparison + 1))]);
        }

        Take();
        var first = Test(Expression);
        if (first.IsValue && Accept(".."))
        {
            return new FeelIn(value, [new FeelTest(null, Range(first.Operand, startIncluded: false))]);
        }

        return new FeelIn(value, [first, .. Rest(")", () => Test(Expression))]);
    }

    private FeelTest Test(Func<FeelNode> operand)
    {
        if (Here.Kind == FeelTokenKind.Symbol && Here.Text is "<" or "<=" or ">" or ">=" or "=" or "!=")
        {
            var symbol = SymbolOf(Take().Text);
            return new FeelTest(symbol, Binary(Sum));
        }

        return new FeelTest(null, operand());
    }
}
