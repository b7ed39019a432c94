using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Cuts a text into tokens. Names that are known beforehand may hold blanks and signs; the longest that fits is taken.</summary>
internal sealed class FeelLexer(string text, int start, FeelNameSet names)
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
        "and", "or", "between", "instance", "of", "true", "false", "null", "function");

    // The longer symbol first, or `<=` would be read as `<` and `=`.
    private static readonly ImmutableArray<string> Symbols =
        ["**", "..", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", ",", ":", ".", "+", "-", "*", "/", "=", "<", ">"];

    private int _at = start;
    private int _start;

    public ImmutableArray<FeelToken> All()
    {
        var tokens = ImmutableArray.CreateBuilder<FeelToken>();
        for (SkipBlank(); _at < text.Length; SkipBlank())
        {
            tokens.Add(Next());
        }

        tokens.Add(new FeelToken(FeelTokenKind.End, "", text.Length));
        return tokens.ToImmutable();
    }

    /// <summary>Whether a text is one name without blanks and signs, and no keyword.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && new FeelLexer(text, 0, FeelNameSet.Empty).NameLength() == text.Length && !Keywords.Contains(text);

    private FeelToken Next()
    {
        var c = text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number();
        }

        if (c == '"')
        {
            return new FeelToken(FeelTokenKind.Text, Quoted(_at), _start);
        }

        if (c == '@' && _at + 1 < text.Length && text[_at + 1] == '"')
        {
            _at++;
            return new FeelToken(FeelTokenKind.AtText, Quoted(_at - 1), _start);
        }

        if (names.Match(text, _at) is { } known && !IsNamePartAt(_at + known.Length))
        {
            _at += known.Length;
            return new FeelToken(FeelTokenKind.Name, known.Name, _at - known.Length);
        }

        return NameLength() is var length and > 0 ? Name(length) : Symbol();
    }

    private FeelToken Number()
    {
        var from = _at;
        SkipDigits();
        if (_at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        SkipExponent();
        if (NameLength() > 0)
        {
            throw new FeelSyntaxException(_at, $"Expected an operator after the number, but found '{text[_at]}'");
        }

        return new FeelToken(FeelTokenKind.Number, text[from.._at], from);
    }

    private void SkipExponent()
    {
        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            var digits = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                _at = digits;
                SkipDigits();
            }
        }
    }

    private void SkipDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }
    }

    private FeelToken Name(int length)
    {
        var from = _at;
        _at += length;
        var name = text[from.._at];
        return new FeelToken(Keywords.Contains(name) ? FeelTokenKind.Keyword : FeelTokenKind.Name, name, from);
    }

    private FeelToken Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new FeelToken(FeelTokenKind.Symbol, symbol, _at - symbol.Length);
            }
        }

        throw new FeelSyntaxException(_at, $"Expected a part of an expression, but found '{text[_at]}'");
    }

    private int NameLength()
    {
        var length = 0;
        while (_at + length < text.Length && Rune.TryGetRuneAt(text, _at + length, out var rune) && IsNamePart(rune, length == 0))
        {
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private bool IsNamePartAt(int at) => at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsNamePart(rune, first: false);

    // Beyond the basic plane everything is a name in DMN; within it punctuation is not, so that a full-width sign is found to be one.
    // Numbers that are letters are (〇), and behind the first place the dot between the names of a person (U+00B7) and the ties.
    private static bool IsNamePart(Rune rune, bool first) =>
        Rune.IsLetter(rune) || rune.Value is '_' or '?' or (>= 0x10000 and <= 0xEFFFF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber
        || (!first && (Rune.IsDigit(rune) || IsMark(rune) || rune.Value is 0xB7 or 0x203F or 0x2040));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private string Quoted(int from)
    {
        _start = from;
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '"':
                    _at++;
                    return Whole(value.ToString(), from);
                case '\\':
                    value.Append(Escaped());
                    break;
                case var plain:
                    value.Append(plain);
                    break;
            }
        }

        throw new FeelSyntaxException(from, "Expected a closing quotation mark, but the expression ends");
    }

    // Half a surrogate pair is no character: it could not be stored.
    private static string Whole(string value, int from) => value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 || IsWhole(value)
        ? value
        : throw new FeelSyntaxException(from, "Expected whole characters, but found half a surrogate pair");

    private static bool IsWhole(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(value, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            value = value[length..];
        }

        return true;
    }

    private string Escaped()
    {
        var escaped = _at + 1 < text.Length ? text[_at + 1] : '\0';
        switch (escaped)
        {
            case '"' or '\'' or '\\' or 'n' or 'r' or 't':
                _at++;
                return escaped switch { 'n' => "\n", 'r' => "\r", 't' => "\t", _ => escaped.ToString() };
            case 'u' or 'U':
                _at++;
                return CodePoint(escaped == 'u' ? 4 : 6);
            default:
                // A backslash that begins no escape stands for itself, as in "\d".
                return "\\";
        }
    }

    private string CodePoint(int digits)
    {
        if (_at + digits < text.Length
            && int.TryParse(text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            _at += digits;
            // Two \u escapes may write one character as its surrogates, so a half is let through here and found at the end.
            return code <= 0xFFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
        }

        throw new FeelSyntaxException(_at - 1, $"Expected {digits} hexadecimal digits of a character, but found others");
    }

    private void SkipBlank()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (string.CompareOrdinal(text, _at, "//", 0, 2) == 0)
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (string.CompareOrdinal(text, _at, "/*", 0, 2) == 0)
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new FeelSyntaxException(_at, "Expected the comment to end with */, but the expression ends");
        }

        _at = end + 2;
    }
}
