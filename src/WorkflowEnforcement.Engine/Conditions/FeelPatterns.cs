using System.Collections.Immutable;
using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What the functions matches, replace and split do with a pattern. The rules are those of XPath functions 3.0, 5.6.</summary>
internal static class FeelPatterns
{
    /// <summary>What a pattern has that is right in XPath and not held here; null where all is held, or where it is no pattern at all.</summary>
    public static string? NotHeld(string pattern, string flags)
    {
        try
        {
            _ = FeelPatternFlags.Of(flags) is { } known ? Parser(pattern, known).Whole() : null;
            return null;
        }
        catch (FeelPatternException wrong)
        {
            return wrong.NotHeld;
        }
    }

    /// <summary>The pattern, ready to run; a null reference where it is none or is not held.</summary>
    public static FeelPatternMatcher? Make(FeelRun run, string pattern, string flags)
    {
        if (FeelPatternFlags.Of(flags) is not { } known)
        {
            return null;
        }

        try
        {
            run.Spend(pattern.Length);
            var parser = Parser(pattern, known);
            var steps = new FeelPatternCompiler(run).Whole(parser.Whole());
            return new FeelPatternMatcher(run, steps, parser.Groups, known.IsMultiline);
        }
        catch (FeelPatternException)
        {
            run.Failed();
            return null;
        }
    }

    /// <summary>The text with each match replaced; a null reference where the replacement is none, or where the pattern matches the empty text.</summary>
    public static string? Replaced(FeelRun run, FeelPatternMatcher pattern, string text, string replacement)
    {
        if (!IsReplacement(replacement) || pattern.IsMatch(""))
        {
            return null;
        }

        var (replaced, at) = (new StringBuilder(), 0);
        while (pattern.Find(text, at) is [var start, var end, ..] groups)
        {
            replaced.Append(text, at, start - at);
            var before = replaced.Length;
            Expand(replaced, text, groups, replacement);
            run.Spend(1 + ((replaced.Length - before + replacement.Length) / 16));
            at = end;
        }

        return replaced.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The pieces between the matches. A pattern that matches nothing at all between two characters parts them, as <c>split("abc", "")</c> does.</summary>
    public static ImmutableArray<FeelValue> Pieces(FeelRun run, FeelPatternMatcher pattern, string text)
    {
        var pieces = ImmutableArray.CreateBuilder<FeelValue>();
        var (piece, at) = (0, 0);
        while (at < text.Length && pattern.Find(text, at) is [var start, var end, ..] && start < text.Length)
        {
            run.Spend(1);
            if (end == piece)
            {
                at = piece + (Rune.TryGetRuneAt(text, piece, out var rune) ? rune.Utf16SequenceLength : 1);
                continue;
            }

            pieces.Add(FeelValue.Of(text[piece..start]));
            (piece, at) = (end, end);
        }

        return text.Length == 0 && pattern.IsMatch("") ? [] : [.. pieces, FeelValue.Of(text[piece..])];
    }

    private static FeelPatternParser Parser(string pattern, FeelPatternFlags flags) =>
        new(flags.IgnoresBlanks ? FeelPatternParser.WithoutBlanks(pattern) : pattern, flags);

    // A dollar stands before a digit, a backslash before a dollar or another; all else is an error of XPath.
    private static bool IsReplacement(string replacement)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if ((replacement[i] == '\\' && next is not ('$' or '\\')) || (replacement[i] == '$' && !char.IsAsciiDigit(next)))
            {
                return false;
            }

            i += replacement[i] == '\\' ? 1 : 0;
        }

        return true;
    }

    private static void Expand(StringBuilder replaced, string text, int[] groups, string replacement)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '$')
            {
                i += Group(replaced, text, groups, replacement.AsSpan(i + 1));
            }
            else
            {
                i += replacement[i] == '\\' ? 1 : 0;
                replaced.Append(replacement[i]);
            }
        }
    }

    // As many digits as still name a group; the first one always counts.
    private static int Group(StringBuilder replaced, string text, int[] groups, ReadOnlySpan<char> digits)
    {
        var (group, length) = (digits[0] - '0', 1);
        while (length < digits.Length && char.IsAsciiDigit(digits[length]) && (2 * ((group * 10) + digits[length] - '0')) < groups.Length)
        {
            group = (group * 10) + digits[length] - '0';
            length++;
        }

        if (2 * group < groups.Length && groups[2 * group] >= 0)
        {
            replaced.Append(text, groups[2 * group], groups[(2 * group) + 1] - groups[2 * group]);
        }

        return length;
    }
}
