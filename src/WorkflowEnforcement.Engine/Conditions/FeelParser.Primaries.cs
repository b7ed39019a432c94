using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What stands between operators: literals, calls, lists, contexts, brackets and ranges.</summary>
internal sealed partial class FeelParser
{
    // Any day will do: what depends on the day is read again when the command is known.
    private static readonly DateTimeOffset SomeDay = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private FeelNode Primary()
    {
        var token = Here;
        return token.Kind switch
        {
            FeelTokenKind.Number => Number(Take()),
            FeelTokenKind.Text => new FeelLiteral(FeelValue.Of(Take().Text)),
            FeelTokenKind.AtText => At(Take()),
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

    private static FeelNode At(FeelToken token)
    {
        var value = FeelLiterals.At(token.Text, SomeDay)
            ?? throw new FeelSyntaxException(token.Offset, $"Expected a date, time, date and time or duration, but found \"{token.Text}\"");
        return FeelLiterals.IsPlaced(value) ? new FeelPlacedLiteral(token.Text) : new FeelLiteral(value);
    }

    private static FeelLiteral Number(FeelToken token) =>
        ExactNumber.Read(token.Text) is { } number
            ? new FeelLiteral(FeelValue.Of(number))
            : throw new FeelSyntaxException(token.Offset, $"Expected a number of at most 28 digits and as many places after the point, but found {token.Text}");

    private FeelLiteral Null()
    {
        Take();
        return new FeelLiteral(FeelValue.Null);
    }

    private FeelNode Call(FeelFunction function, FeelToken at)
    {
        var (names, arguments) = Arguments();
        if (!names.IsEmpty)
        {
            arguments = function.Ordered(names, arguments);
            if (arguments.IsDefault)
            {
                throw new FeelSyntaxException(at.Offset, $"Expected {function.Wanted} for '{function.Name}', but found ({string.Join(", ", names)})");
            }
        }
        else if (!function.Takes(arguments.Length))
        {
            throw new FeelSyntaxException(at.Offset, $"Expected {function.Wanted} for '{function.Name}', but found {arguments.Length} arguments");
        }

        FeelLiterals.Check(function.Name, arguments, at.Offset);
        return Bounded(new FeelCall(function, arguments));
    }

    private FeelInvocation Invocation(FeelNode target)
    {
        var (names, arguments) = Arguments();
        return new FeelInvocation(target, arguments, names);
    }

    /// <summary>The arguments in brackets: all by place, or all by name.</summary>
    private (ImmutableArray<string> Names, ImmutableArray<FeelNode> Values) Arguments()
    {
        Expect("(");
        var names = ImmutableArray.CreateBuilder<string>();
        var values = Separated(")", () =>
        {
            if (NameBeforeColon() is { } name)
            {
                names.Add(name);
                Take();
            }

            return Expression();
        });
        return names.Count == 0 || names.Count == values.Length
            ? (names.ToImmutable(), values)
            : throw Fault("Expected all arguments by place or all by name, but found both");
    }

    private ImmutableArray<T> Separated<T>(string end, Func<T> one) => Accept(end) ? [] : [one(), .. Rest(end, one)];

    private ImmutableArray<T> Rest<T>(string end, Func<T> one)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        while (Accept(","))
        {
            all.Add(one());
        }

        Expect(end);
        return all.ToImmutable();
    }

    private FeelNode Parenthesis()
    {
        Take();
        var inner = Expression();
        if (Accept(".."))
        {
            return Range(inner, startIncluded: false);
        }

        Expect(")");
        return inner;
    }

    private FeelNode List()
    {
        Take();
        if (Accept("]"))
        {
            return new FeelListNode([]);
        }

        var first = Expression();
        return Accept("..") ? Range(first, startIncluded: true) : new FeelListNode([first, .. Rest("]", Expression)]);
    }

    private FeelRangeNode OpenRange()
    {
        Take();
        var start = Expression();
        Expect("..");
        return Range(start, startIncluded: false);
    }

    private FeelRangeNode Range(FeelNode start, bool startIncluded)
    {
        // A `[` or `(` after the upper end would read as a filter or call, so the end is a sum at most.
        var end = Binary(Sum);
        var included = Here.Is("]");
        if (!included && !Here.Is(")") && !Here.Is("["))
        {
            throw Unexpected("']', ')' or '[' at the end of the range");
        }

        Take();
        return new FeelRangeNode(start, startIncluded, end, included);
    }

    private FeelContextNode Context()
    {
        Take();
        var keys = ImmutableArray.CreateBuilder<string>();
        var bound = _bound.Count;
        var values = Separated("}", () =>
        {
            var (key, value) = Entry();
            keys.Add(key);
            _bound.Add(key);
            _parts.Add(key);
            return value;
        });
        Unbind(bound);
        return new FeelContextNode(keys.ToImmutable(), values);
    }

    private (string Key, FeelNode Value) Entry()
    {
        var at = Here;
        var key = Here.Kind == FeelTokenKind.Text ? Take().Text : NameBeforeColon() ?? throw NoKey();
        Expect(":");
        if (!Here.Is("function"))
        {
            return (key, Expression());
        }

        // A function may call itself, but not be mistaken for a built-in one.
        return FeelFunctions.ByName.ContainsKey(key)
            ? throw new FeelSyntaxException(at.Offset, $"Expected a function by a name of its own, but '{key}' is built in")
            : (key, Within([key], Expression));
    }

    private FeelSyntaxException NoKey()
    {
        while (Here.IsWord)
        {
            Take();
        }

        return Unexpected("the name of an entry and ':'");
    }
}
