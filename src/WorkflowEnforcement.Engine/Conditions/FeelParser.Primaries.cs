using System.Collections.Immutable;
using System.Globalization;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What stands between operators: literals, names, calls, lists, contexts, brackets and ranges.</summary>
internal sealed partial class FeelParser
{
    // The longest name of a built-in function or type has five words: "years and months duration" and the like.
    private const int MaxWords = 5;

    private FeelNode Primary()
    {
        var token = Here;
        return token.Kind switch
        {
            FeelTokenKind.Number => Number(Take()),
            FeelTokenKind.Text => new FeelLiteral(FeelValue.Of(Take().Text)),
            FeelTokenKind.AtText => new FeelLiteral(FeelLiterals.At(Take().Text) ?? throw NoLiteral(token)),
            FeelTokenKind.Name => NameOrCall(),
            FeelTokenKind.Keyword when token.Text is "true" or "false" => new FeelLiteral(FeelValue.Of(Take().Text == "true")),
            FeelTokenKind.Keyword when token.Text is "null" => Null(),
            FeelTokenKind.Symbol when token.Text is "(" => Parenthesis(),
            FeelTokenKind.Symbol when token.Text is "[" => List(),
            FeelTokenKind.Symbol when token.Text is "]" => OpenRange(),
            FeelTokenKind.Symbol when token.Text is "{" => Context(),
            _ => throw Unexpected("a value"),
        };
    }

    private static FeelSyntaxException NoLiteral(FeelToken token) => new(
        token.Offset,
        $"Expected a date, time, date and time or duration without a named zone, but found \"{token.Text}\"");

    private static FeelLiteral Number(FeelToken token) =>
        decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new FeelLiteral(FeelValue.Of(number))
            : throw new FeelSyntaxException(token.Offset, $"Expected a number of at most 28 digits, but found {token.Text}");

    private FeelLiteral Null()
    {
        Take();
        return new FeelLiteral(FeelValue.Null);
    }

    private FeelNode NameOrCall()
    {
        var start = _at;
        var words = Words(name => FeelFunctions.ByName.ContainsKey(name) && tokens[_at].Is("("));
        if (Here.Is("("))
        {
            return Call(words, tokens[start]);
        }

        _at = start + 1;
        var only = tokens[start];
        if (only.Text == "partial" && _loops > 0)
        {
            throw new FeelSyntaxException(only.Offset, "Expected a name other than 'partial', but results so far are not held here");
        }

        return new FeelName(only.Text);
    }

    /// <summary>Takes the most words that together are a known name, or one word where none are.</summary>
    private string Words(Func<string, bool> isKnown)
    {
        var start = _at;
        var best = (Text: "", End: start);
        var text = "";
        for (var count = 0; count < MaxWords && Here.Kind is FeelTokenKind.Name or FeelTokenKind.Keyword; count++)
        {
            text = count == 0 ? Take().Text : $"{text} {Take().Text}";
            if (count == 0 || isKnown(text))
            {
                best = (text, _at);
            }
        }

        _at = best.End;
        return best.Text;
    }

    private FeelNode Call(string name, FeelToken at)
    {
        if (name == "sort")
        {
            return Sort();
        }

        if (!FeelFunctions.ByName.TryGetValue(name, out var function))
        {
            throw new FeelSyntaxException(at.Offset, $"Expected a built-in function, but found '{name}'");
        }

        Take();
        var arguments = Separated(")", Expression);
        if (arguments.Length < function.Least || arguments.Length > function.Most)
        {
            throw new FeelSyntaxException(at.Offset, $"Expected {function.Wanted} for '{name}', but found {arguments.Length}");
        }

        FeelLiterals.Check(name, arguments, at.Offset);
        return Bounded(new FeelCall(function, arguments));
    }

    private FeelSort Sort()
    {
        Expect("(");
        var list = Expression();
        Expect(",");
        Expect("function");
        Expect("(");
        var first = TakeName("a parameter");
        Expect(",");
        var second = TakeName("a parameter");
        Expect(")");
        var before = Expression();
        Expect(")");
        return new FeelSort(list, first, second, before);
    }

    private ImmutableArray<T> Separated<T>(string end, Func<T> one)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        if (!Accept(end))
        {
            do
            {
                all.Add(one());
            }
            while (Accept(","));
            Expect(end);
        }

        return all.ToImmutable();
    }

    private FeelNode Parenthesis()
    {
        var open = Take();
        var inner = Expression();
        if (Accept(".."))
        {
            return Range(inner, lowIncluded: false, open);
        }

        Expect(")");
        return inner;
    }

    private FeelNode List()
    {
        var open = Take();
        if (Accept("]"))
        {
            return new FeelListNode([]);
        }

        var first = Expression();
        if (Accept(".."))
        {
            return Range(first, lowIncluded: true, open);
        }

        return new FeelListNode([first, .. Accept(",") ? Separated("]", Expression) : Closed()]);
    }

    private ImmutableArray<FeelNode> Closed()
    {
        Expect("]");
        return [];
    }

    private FeelRange OpenRange()
    {
        var open = Take();
        var low = Expression();
        Expect("..");
        return Range(low, lowIncluded: false, open);
    }

    private FeelRange Range(FeelNode low, bool lowIncluded, FeelToken open)
    {
        // A `[` or `(` after the upper end would read as a filter or call, so the end is a sum at most.
        var high = NotRange(Binary(Sum));
        var included = Here.Is("]");
        if (!included && !Here.Is(")") && !Here.Is("["))
        {
            throw Unexpected("']', ')' or '[' at the end of the range");
        }

        Take();
        return new FeelRange(low, lowIncluded, high, included, open.Offset);
    }

    private FeelContextNode Context()
    {
        Take();
        return new FeelContextNode(Separated("}", Entry));
    }

    private (string Key, FeelNode Value) Entry()
    {
        var key = Here.Kind == FeelTokenKind.Text ? Take().Text : TakeName("the name of an entry");
        Expect(":");
        return (key, Expression());
    }
}
