namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Sets of characters in patterns: <c>[a-z]</c>, <c>[^a-z-[aeiou]]</c>, <c>\d</c>, <c>\p{Lu}</c>.</summary>
internal sealed partial class FeelPatternParser
{
    private FeelCharacters Class()
    {
        if (++_nesting > MaxNesting)
        {
            throw new FeelPatternException($"at most {MaxNesting} brackets within each other");
        }

        _at++;
        var negated = Accept('^');
        var tests = new List<Func<int, bool>>();
        FeelCharacters? except = null;
        var afterSet = false;
        while (tests.Count == 0 || Here != ']')
        {
            if (tests.Count > 0 && Here == '-' && _at + 1 < text.Length && text[_at + 1] == '[')
            {
                _at++;
                except = Class();
                break;
            }

            (var test, afterSet) = Member(afterSet);
            tests.Add(test);
        }

        Expect(']');
        _nesting--;
        return new FeelCharacters([.. tests], negated, except);
    }

    private (Func<int, bool> Test, bool IsSet) Member(bool afterSet)
    {
        if (Here == '\\')
        {
            _at++;
            if (ClassEscape() is { } set)
            {
                return (set, true);
            }

            return (Range(SingleEscape()), false);
        }

        // `[\w-.]` could be meant in two ways.
        var isStray = Here == '-' && afterSet && _at + 1 < text.Length && text[_at + 1] != ']';
        return IsEnd || isStray || Here is '[' or ']' ? throw new FeelPatternException() : (Range(CodePoint()), false);
    }

    private Func<int, bool> Range(int from)
    {
        var isRange = Here == '-' && _at + 1 < text.Length && text[_at + 1] is not (']' or '[');
        if (!isRange)
        {
            return FeelCharacters.Range(from, from, flags.IgnoresCase);
        }

        _at++;
        var to = Accept('\\') ? SingleEscape() : Here == '[' ? throw new FeelPatternException() : CodePoint();
        return to < from ? throw new FeelPatternException() : FeelCharacters.Range(from, to, flags.IgnoresCase);
    }

    private int SingleEscape()
    {
        var letter = Here;
        if (IsEnd || (letter is not ('n' or 'r' or 't') && !Signs.Contains(letter)))
        {
            throw new FeelPatternException();
        }

        _at++;
        return letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => letter };
    }

    private Func<int, bool>? ClassEscape()
    {
        if (Here is 'i' or 'I' or 'c' or 'C')
        {
            throw new FeelPatternException($"a pattern without the names of XML (\\{Here})");
        }

        if (Here is not ('p' or 'P'))
        {
            var set = FeelCharacters.Escape(Here);
            _at += set is null ? 0 : 1;
            return set;
        }

        var negated = text[_at++] == 'P';
        Expect('{');
        var end = text.IndexOf('}', _at);
        var name = end < 0 ? throw new FeelPatternException() : text[_at..end];
        _at = end + 1;
        if (name.StartsWith("Is", StringComparison.Ordinal))
        {
            throw new FeelPatternException("a pattern without blocks of Unicode");
        }

        var category = FeelCharacters.OfCategory(name) ?? throw new FeelPatternException();
        return negated ? FeelCharacters.Not(category) : category;
    }
}
