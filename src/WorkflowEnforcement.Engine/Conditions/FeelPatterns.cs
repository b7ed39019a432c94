using System.Globalization;
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

    public static Regex? Make(string pattern, string flags)
    {
        if (Options(flags) is not { } options)
        {
            return null;
        }

        try
        {
            // Without backtracking no pattern can run for ever; look-around and back references are given up for it.
            return new Regex(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The replacement of XPath (<c>\$</c> is a dollar) as .NET reads it.</summary>
    public static string Replacement(string text) => text
        .Replace("\\\\", "\0", StringComparison.Ordinal)
        .Replace("\\$", "$$", StringComparison.Ordinal)
        .Replace('\0', '\\');

    // The last figure before a closing brace: n of {n} and {m,n}; the m of {m,}.
    [GeneratedRegex("[0-9]+(?=,?\\})", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();

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
