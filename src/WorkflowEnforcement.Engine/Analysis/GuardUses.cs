using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Reads conditions that only hold names against written values: whatever they say changes at those values alone.</summary>
internal sealed class GuardUses
{
    private readonly ImmutableArray<FeelToken> _tokens;
    private readonly List<GuardUse> _uses = [];
    private int _at;

    private GuardUses(ImmutableArray<FeelToken> tokens) => _tokens = tokens;

    /// <summary>The names and what they are held against; null where the condition says more than that.</summary>
    public static List<GuardUse>? Of(ImmutableArray<FeelToken> tokens)
    {
        var reading = new GuardUses(tokens);
        return !tokens.IsEmpty && reading.Disjunction() && reading._at == tokens.Length ? reading._uses : null;
    }

    private bool Disjunction() => Chain("or", () => Chain("and", Term));

    private bool Chain(string word, Func<bool> part)
    {
        do
        {
            if (!part())
            {
                return false;
            }
        }
        while (Accept(word));
        return true;
    }

    private bool Term()
    {
        if (Here is { Kind: FeelTokenKind.Name, Text: "not" } && Is(1, "("))
        {
            _at++;
            return Bracketed();
        }

        return Is(0, "(") ? Bracketed() : Held();
    }

    // A bracket that is an operand of a comparison is none of a condition alone.
    private bool Bracketed() =>
        Accept("(") && Disjunction() && Accept(")") && !(Here is { } next && (GuardTokens.IsComparison(next) || next.Is("in") || next.Is("between")));

    private bool Held()
    {
        if (Operand() is not { } left)
        {
            return false;
        }

        return Here switch
        {
            { } symbol when GuardTokens.IsComparison(symbol) => Compared(left),
            { Kind: FeelTokenKind.Keyword, Text: "between" } => Between(left),
            { Kind: FeelTokenKind.Keyword, Text: "in" } => In(left),
            _ => Alone(left),
        };
    }

    private bool Alone((string? Path, FeelValue? Value) operand)
    {
        if (operand.Path is { } path)
        {
            _uses.Add(new GuardUse(path, FeelValue.Of(true), null));
        }

        return operand.Path is not null || operand.Value is FeelBoolean or FeelNull;
    }

    private bool Compared((string? Path, FeelValue? Value) left)
    {
        _at++;
        if (Operand() is not { } right)
        {
            return false;
        }

        Note(left, right);
        Note(right, left);
        return true;
    }

    private bool Between((string? Path, FeelValue? Value) tested)
    {
        _at++;
        if (Operand() is not { } low || !Accept("and") || Operand() is not { } high)
        {
            return false;
        }

        Note(tested, low);
        Note(tested, high);
        return low.Path is null && high.Path is null;
    }

    private bool In((string? Path, FeelValue? Value) tested)
    {
        _at++;
        var end = Is(0, "(") || Is(0, "[") ? GuardTokens.Closing(_tokens, _at) : -1;
        if (end < 0 || tested.Path is null)
        {
            return false;
        }

        while (_at <= end)
        {
            if (Here is { Kind: FeelTokenKind.Symbol, Text: "(" or ")" or "[" or "]" or "," or ".." } || (Here is { } token && GuardTokens.IsComparison(token)))
            {
                _at++;
            }
            else if (Operand() is { Path: null } value)
            {
                Note(tested, value);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private void Note((string? Path, FeelValue? Value) name, (string? Path, FeelValue? Value) other)
    {
        if (name.Path is { } path)
        {
            _uses.Add(new GuardUse(path, other.Value, other.Path));
        }
    }

    private (string? Path, FeelValue? Value)? Operand()
    {
        switch (Here)
        {
            case { Kind: FeelTokenKind.Name } when !Is(1, "("):
                var (path, after) = GuardTokens.Path(_tokens, _at);
                _at = after;
                return (path, null);
            case { Kind: FeelTokenKind.Symbol, Text: "-" } when _at + 1 < _tokens.Length && _tokens[_at + 1].Kind == FeelTokenKind.Number:
                _at++;
                return Number(-1);
            case { Kind: FeelTokenKind.Number }:
                return Number(1);
            case { Kind: FeelTokenKind.Text } text:
                _at++;
                return (null, FeelValue.Of(text.Text));
            case { Kind: FeelTokenKind.Keyword, Text: "true" or "false" or "null" } word:
                _at++;
                return (null, word.Text == "null" ? FeelValue.Null : FeelValue.Of(word.Text == "true"));
            default:
                return null;
        }
    }

    private (string? Path, FeelValue? Value)? Number(int sign) =>
        decimal.TryParse(_tokens[_at++].Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? (null, FeelValue.Of(sign * number)) : null;

    private FeelToken? Here => _at < _tokens.Length ? _tokens[_at] : null;

    private bool Is(int ahead, string text) => _at + ahead < _tokens.Length && _tokens[_at + ahead].Is(text);

    private bool Accept(string text)
    {
        var found = Is(0, text);
        _at += found ? 1 : 0;
        return found;
    }
}
