using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Regular expressions of the functions matches, replace and split.</summary>
internal static class FeelPatterns
{
    private const int MaxLength = 1_000;

    public static Regex? Make(string pattern, string flags)
    {
        if (pattern.Length > MaxLength || Options(flags) is not { } options)
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
