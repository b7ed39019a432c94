using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A text that is no pattern of XPath, or one that is not held here.</summary>
internal sealed class FeelPatternException(string? notHeld = null) : Exception
{
    /// <summary>What is right in XPath and not held; null where XPath has no such pattern.</summary>
    public string? NotHeld => notHeld;
}

/// <summary>Reads regular expressions by the grammar of XPath functions 3.0, 5.6.1, and of XML Schema, character by character and not by halves.</summary>
internal sealed partial class FeelPatternParser(string text, FeelPatternFlags flags)
{
    private const int MaxNesting = 100;
    private const int MaxCount = 100_000_000;
    private const string Signs = @"\|.?*+(){}-[]^$/";

    private int _at;
    private int _nesting;

    /// <summary>How many groups were read.</summary>
    public int Groups { get; private set; }

    /// <summary>The pattern of the whole text.</summary>
    /// <exception cref="FeelPatternException">It is none.</exception>
    public FeelPattern Whole()
    {
        var pattern = Choice();
        return _at == text.Length ? pattern : throw new FeelPatternException();
    }

    /// <summary>The pattern without blanks, save in brackets, as the flag x has it.</summary>
    public static string WithoutBlanks(string pattern)
    {
        var (kept, depth) = (new StringBuilder(), 0);
        foreach (var c in pattern)
        {
            var escaped = kept.Length > 0 && kept[^1] == '\\' && (kept.Length < 2 || kept[^2] != '\\');
            if (depth == 0 && c is ' ' or '\t' or '\n' or '\r')
            {
                continue;
            }

            depth += escaped ? 0 : c switch { '[' => 1, ']' when depth > 0 => -1, _ => 0 };
            kept.Append(c);
        }

        return kept.ToString();
    }

    private char Here => _at < text.Length ? text[_at] : '\0';

    private bool IsEnd => _at == text.Length;

    private FeelPattern Choice()
    {
        if (++_nesting > MaxNesting)
        {
            throw new FeelPatternException($"at most {MaxNesting} brackets within each other");
        }

        var ways = new List<FeelPattern> { Sequence() };
        while (Accept('|'))
        {
            ways.Add(Sequence());
        }

        _nesting--;
        return ways is [var only] ? only : new FeelPatternChoice([.. ways]);
    }

    private FeelPattern Sequence()
    {
        var parts = new List<FeelPattern>();
        while (!IsEnd && Here is not ('|' or ')'))
        {
            parts.Add(Piece());
        }

        return parts is [var only] ? only : new FeelPatternSequence([.. parts]);
    }

    private FeelPattern Piece()
    {
        var atom = Atom();
        (int Least, int? Most)? count = IsEnd ? null : Here switch
        {
            '?' => (0, 1),
            '*' => (0, null),
            '+' => (1, null),
            '{' => (-1, null),
            _ => null,
        };
        if (count is not { } known)
        {
            return atom;
        }

        _at++;
        var (least, most) = known.Least < 0 ? Counts() : known;
        return new FeelPatternRepeat(atom, least, most, IsGreedy: !Accept('?'));
    }

    private (int Least, int? Most) Counts()
    {
        var least = Count();
        int? most = least;
        if (Accept(','))
        {
            most = Here == '}' ? null : Count();
        }

        Expect('}');
        return most < least ? throw new FeelPatternException() : (least, most);
    }

    private int Count()
    {
        var (start, count) = (_at, 0);
        while (char.IsAsciiDigit(Here))
        {
            count = Math.Min((count * 10) + Here - '0', MaxCount);
            _at++;
        }

        return _at > start ? count : throw new FeelPatternException();
    }

    private FeelPattern Atom()
    {
        switch (Here)
        {
            case '(':
                return Group();
            case '[':
                return new FeelPatternCharacter(Class());
            case '.':
                _at++;
                return new FeelPatternCharacter(new FeelCharacters(flags.DotIsAll ? [] : [code => code is '\n' or '\r'], negated: true));
            case '^' or '$':
                return new FeelPatternAnchor(text[_at++] == '^');
            case '\\':
                return Escape();
            case '?' or '*' or '+' or '{' or '}' or ']':
                throw new FeelPatternException();
            default:
                return One(CodePoint());
        }
    }

    private FeelPattern Group()
    {
        _at++;
        var number = 0;
        if (!Accept('?'))
        {
            number = ++Groups;
        }
        else
        {
            Expect(':');
        }

        var body = Choice();
        Expect(')');
        return number == 0 ? body : new FeelPatternGroup(body, number);
    }

    private FeelPatternCharacter Escape()
    {
        _at++;
        return char.IsAsciiDigit(Here) && Here != '0' ? throw new FeelPatternException("a pattern without back references")
            : ClassEscape() is { } set ? new FeelPatternCharacter(new FeelCharacters([set]))
            : One(SingleEscape());
    }

    private FeelPatternCharacter One(int code) => new(new FeelCharacters([FeelCharacters.Range(code, code, flags.IgnoresCase)]));

    private int CodePoint()
    {
        var isPair = char.IsHighSurrogate(Here) && _at + 1 < text.Length && char.IsLowSurrogate(text[_at + 1]);
        var code = isPair ? char.ConvertToUtf32(Here, text[_at + 1]) : Here;
        _at += isPair ? 2 : 1;
        return code;
    }

    private bool Accept(char wanted)
    {
        var found = !IsEnd && Here == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    private void Expect(char wanted)
    {
        if (!Accept(wanted))
        {
            throw new FeelPatternException();
        }
    }
}
