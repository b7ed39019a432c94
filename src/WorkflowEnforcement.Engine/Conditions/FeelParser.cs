using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Builds the tree of an expression from its tokens: here the operators, in the other parts what stands between them.</summary>
internal sealed partial class FeelParser(ImmutableArray<FeelToken> tokens)
{
    private const int MaxNesting = 150;

    // The lower binds the looser; each operator takes what is left of it first.
    private const int Or = 1, And = 2, Comparison = 3, Sum = 4, Product = 5, Power = 6;

    private int _at;
    private int _nesting;
    private int _loops;

    private FeelToken Here => tokens[_at];

    /// <summary>Parses all tokens as one expression.</summary>
    public FeelNode Whole()
    {
        var expression = Expression();
        return Here.Kind == FeelTokenKind.End ? expression : throw Unexpected("an operator or the end");
    }

    private FeelNode Expression() => NotRange(ExpressionOrRange());

    private FeelNode ExpressionOrRange()
    {
        if (++_nesting > MaxNesting)
        {
            throw Fault($"Expected at most {MaxNesting} levels of nesting, but there are more");
        }

        var expression = Here switch
        {
            { Kind: FeelTokenKind.Keyword, Text: "if" } => If(),
            { Kind: FeelTokenKind.Keyword, Text: "for" } => For(),
            { Kind: FeelTokenKind.Keyword, Text: "some" or "every" } => Quantified(),
            _ => Binary(Or),
        };
        _nesting--;
        return expression;
    }

    private FeelNode Binary(int loosest)
    {
        var left = Unary();
        while (Binding(Here) is var binding && binding >= loosest)
        {
            left = Bounded(Operation(NotRange(left), binding));
        }

        return left;
    }

    private static int Binding(FeelToken token) => token.Kind is not (FeelTokenKind.Symbol or FeelTokenKind.Keyword) ? 0 : token.Text switch
    {
        "or" => Or,
        "and" => And,
        "=" or "!=" or "<" or "<=" or ">" or ">=" or "between" or "in" or "instance" => Comparison,
        "+" or "-" => Sum,
        "*" or "/" => Product,
        "**" => Power,
        _ => 0,
    };

    private FeelNode Operation(FeelNode left, int binding)
    {
        var symbol = Take().Text;
        return symbol switch
        {
            "or" or "and" => new FeelLogicNode(symbol == "and", left, Operand(binding)),
            "between" => Between(left),
            "in" => In(left),
            "instance" => InstanceOf(left),
            _ when binding == Comparison => new FeelComparisonNode(symbol, left, Operand(binding)),
            _ => new FeelArithmeticNode(symbol, left, Operand(binding)),
        };
    }

    private FeelNode Operand(int binding) => Here switch
    {
        // `a and if b then c else d` reads to the end, as an operand without brackets.
        { Kind: FeelTokenKind.Keyword, Text: "if" or "for" or "some" or "every" } => Expression(),
        _ => NotRange(Binary(binding + 1)),
    };

    private FeelBetween Between(FeelNode value)
    {
        var low = Operand(Comparison);
        Expect("and");
        return new FeelBetween(value, low, Operand(Comparison));
    }

    private FeelInstanceOf InstanceOf(FeelNode value)
    {
        Expect("of");
        return FeelTypes.ByName.TryGetValue(Words(FeelTypes.ByName.ContainsKey), out var isOfType)
            ? new FeelInstanceOf(value, isOfType)
            : throw Unexpected("the name of a type");
    }

    private FeelNode Unary()
    {
        if (!Here.Is("-"))
        {
            return Postfix();
        }

        Take();
        if (++_nesting > MaxNesting)
        {
            throw Fault($"Expected at most {MaxNesting} levels of nesting, but there are more");
        }

        var negated = new FeelNegation(NotRange(Unary()));
        _nesting--;
        return negated;
    }

    private FeelNode Postfix()
    {
        var node = Primary();
        while (Here.Is(".") || Here.Is("["))
        {
            node = Bounded(Take().Text == "." ? new FeelPath(NotRange(node), PathName()) : Filter(NotRange(node)));
        }

        return node;
    }

    private FeelFilter Filter(FeelNode list)
    {
        var filter = Expression();
        Expect("]");
        return new FeelFilter(list, filter);
    }

    private string PathName()
    {
        var name = TakeName("a name after the dot");
        return name == "time" && Here is { Kind: FeelTokenKind.Name, Text: "offset" } ? $"{name} {Take().Text}" : name;
    }

    private FeelNode Bounded(FeelNode node) => node.Depth <= FeelNode.MaxDepth
        ? node
        : throw Fault($"Expected at most {FeelNode.MaxDepth} operators one upon another, but there are more");

    private static FeelNode NotRange(FeelNode node) => node is FeelRange range
        ? throw new FeelSyntaxException(range.Offset, "Expected a value, but found a range; a range may only follow 'in'")
        : node;

    private FeelToken Take() => tokens[Here.Kind == FeelTokenKind.End ? _at : _at++];

    private void Expect(string text)
    {
        if (!Here.Is(text))
        {
            throw Unexpected($"'{text}'");
        }

        Take();
    }

    private bool Accept(string text)
    {
        var found = Here.Is(text);
        _at += found ? 1 : 0;
        return found;
    }

    private string TakeName(string expected) => Here.Kind == FeelTokenKind.Name ? Take().Text : throw Unexpected(expected);

    private FeelSyntaxException Unexpected(string expected) => Fault($"Expected {expected}, but found {Here.Described}");

    private FeelSyntaxException Fault(string message) => new(Here.Offset, message);
}
