using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Regular expressions of the functions matches, replace and split.</summary>
internal static partial class FeelPatterns
{
    /// <summary>What a pattern costs: its length, times each of its counts, since <c>(a{9}){9}</c> is eighty-one a.</summary>
    public static int Weight(string pattern)
    {
        var weight = (double)pattern.Length;
        foreach (var count in Counts().EnumerateMatches(pattern))
        {
            var digits = pattern.AsSpan(count.Index, count.Length);
            weight *= digits.Length > 5 ? int.MaxValue : Math.Max(1, int.Parse(digits, CultureInfo.InvariantCulture));
        }

        return (int)Math.Min(weight, FeelExpression.MaxSteps);
    }

    /// <summary>The pattern in linear time; without groups its brackets only bind, so that <c>split</c> gives no more than the pieces.</summary>
    public static Regex? Make(string pattern, string flags, bool groups)
    {
        if (Options(flags) is not { } options)
        {
            return null;
        }

        try
        {
            // Without backtracking no pattern can run for ever; look-around and back references are given up for it.
            return new Regex(
                pattern,
                options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (groups ? RegexOptions.None : RegexOptions.ExplicitCapture));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The replacement as XPath reads it: <c>$1</c> is a group, empty where there is none, <c>\$</c> a dollar and <c>\\</c> a backslash.</summary>
    public static string Expanded(Match match, string replacement)
    {
        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (replacement[i] == '\\' && next is '$' or '\\')
            {
                text.Append(next);
                i++;
            }
            else if (replacement[i] == '$' && char.IsAsciiDigit(next))
            {
                i += Group(match, replacement.AsSpan(i + 1), text);
            }
            else
            {
                text.Append(replacement[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a pattern needs what only backtracking can do, so that null would be another answer.</summary>
    public static bool HasBackReference(string pattern) => BackReference().IsMatch(pattern);

    // As many digits as still name a group; the first one always counts.
    private static int Group(Match match, ReadOnlySpan<char> digits, StringBuilder text)
    {
        var (group, length) = (digits[0] - '0', 1);
        while (length < digits.Length && char.IsAsciiDigit(digits[length]) && (group * 10) + digits[length] - '0' < match.Groups.Count)
        {
            group = (group * 10) + digits[length] - '0';
            length++;
        }

        text.Append(match.Groups[group].ValueSpan);
        return length;
    }

    // The last figure before a closing brace: n of {n} and {m,n}; the m of {m,}.
    [GeneratedRegex("[0-9]+(?=,?\\})", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\[1-9]", RegexOptions.CultureInvariant)]
    private static partial Regex BackReference();

    private static RegexOptions? Options(string flags)
    {
        var options = RegexOptions.None;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
