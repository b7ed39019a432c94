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

    private FeelToken Here => tokens[_at];

    /// <summary>Parses all tokens as one expression.</summary>
    public FeelNode Whole()
    {
        var expression = Expression();
        return Here.Kind == FeelTokenKind.End ? expression : throw Unexpected("an operator or the end");
    }

    private FeelNode Expression()
    {
        Nest();
        var expression = Here switch
        {
            { Kind: FeelTokenKind.Keyword, Text: "if" } => If(),
            { Kind: FeelTokenKind.Keyword, Text: "for" } => For(),
            { Kind: FeelTokenKind.Keyword, Text: "some" or "every" } => Quantified(),
            { Kind: FeelTokenKind.Keyword, Text: "function" } => Lambda(),
            { Kind: FeelTokenKind.Symbol, Text: "<" or "<=" or ">" or ">=" } => HalfRange(),
            _ => Binary(Or),
        };
        _nesting--;
        return expression;
    }

    private FeelHalfRange HalfRange()
    {
        var symbol = SymbolOf(Take().Text);
        return new FeelHalfRange(symbol, Binary(Sum));
    }

    private FeelNode Binary(int loosest)
    {
        var left = Unary();
        while (Binding(Here) is var binding && binding >= loosest)
        {
            left = Bounded(Operation(left, binding));
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

    private static FeelSymbol SymbolOf(string text) => text switch
    {
        "=" => FeelSymbol.Equal,
        "!=" => FeelSymbol.NotEqual,
        "<" => FeelSymbol.Less,
        "<=" => FeelSymbol.LessOrEqual,
        ">" => FeelSymbol.Greater,
        ">=" => FeelSymbol.GreaterOrEqual,
        "+" => FeelSymbol.Add,
        "-" => FeelSymbol.Subtract,
        "*" => FeelSymbol.Multiply,
        "/" => FeelSymbol.Divide,
        _ => FeelSymbol.Power,
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
            _ when binding == Comparison => new FeelComparisonNode(SymbolOf(symbol), left, Operand(binding)),
            _ => new FeelArithmeticNode(SymbolOf(symbol), left, Operand(binding)),
        };
    }

    private FeelNode Operand(int binding) => Here switch
    {
        // `a and if b then c else d` reads to the end, as an operand without brackets.
        { Kind: FeelTokenKind.Keyword, Text: "if" or "for" or "some" or "every" or "function" } => Expression(),
        _ => Binary(binding + 1),
    };

    private FeelBetween Between(FeelNode value)
    {
        var low = Operand(Comparison);
        Expect("and");
        return new FeelBetween(value, low, Operand(Comparison));
    }

    private FeelNode Unary()
    {
        if (!Here.Is("-"))
        {
            return Postfix();
        }

        Take();
        Nest();
        var negated = new FeelNegation(Unary());
        _nesting--;
        return negated;
    }

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Accept("."))
            {
                node = Bounded(new FeelPath(node, PathName()));
            }
            else if (Here.Is("[") && BeginsExpression(tokens[_at + 1]))
            {
                node = Bounded(Filter(node));
            }
            else if (Here.Is("(") && node is FeelPath or FeelFilter or FeelInvocation or FeelLambda or FeelName)
            {
                node = Bounded(Invocation(node));
            }
            else
            {
                return node;
            }
        }
    }

    // In `]1..3[` the last bracket closes the range; it is no filter, since no expression follows.
    private static bool BeginsExpression(FeelToken token) => token.Kind switch
    {
        FeelTokenKind.Symbol => token.Text is "(" or "[" or "{" or "-",
        FeelTokenKind.Keyword => token.Text is "if" or "for" or "some" or "every" or "true" or "false" or "null",
        FeelTokenKind.End => false,
        _ => true,
    };

    private FeelFilter Filter(FeelNode list)
    {
        Take();
        var filter = Within(["item"], Expression);
        Expect("]");
        return new FeelFilter(list, filter);
    }

    private string PathName() => Here.Kind == FeelTokenKind.Name ? UsedName(_parts.Contains) : throw Unexpected("a name after the dot");

    private void Nest()
    {
        if (++_nesting > MaxNesting)
        {
            throw Fault($"Expected at most {MaxNesting} levels of nesting, but there are more");
        }
    }

    private FeelNode Bounded(FeelNode node) => node.Depth <= FeelNode.MaxDepth
        ? node
        : throw Fault($"Expected at most {FeelNode.MaxDepth} operators one upon another, but there are more");

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

    private FeelSyntaxException Unexpected(string expected) => Fault($"Expected {expected}, but found {Here.Described}");

    private FeelSyntaxException Fault(string message) => new(Here.Offset, message);
}
