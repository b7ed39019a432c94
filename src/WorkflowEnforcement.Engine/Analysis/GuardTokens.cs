using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>A name that a condition reads, and the value it is held against; no value where it stands alone as a truth value or beside another name.</summary>
internal readonly record struct GuardUse(string Path, FeelValue? Against, string? Beside);

/// <summary>The lexical tokens of a condition, looked at without knowing what it means.</summary>
internal static class GuardTokens
{
    private static readonly ImmutableArray<string> Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>The tokens without a leading equals sign and without the end; empty where the text cannot be cut.</summary>
    public static ImmutableArray<FeelToken> Of(string text)
    {
        try
        {
            var tokens = new FeelLexer(text, 0, FeelNameSet.Empty).All();
            return [.. tokens.Skip(tokens[0].Is("=") ? 1 : 0).Where(token => token.Kind != FeelTokenKind.End)];
        }
        catch (FeelSyntaxException)
        {
            return [];
        }
    }

    public static bool IsComparison(FeelToken token) => token.Kind == FeelTokenKind.Symbol && Comparisons.Contains(token.Text);

    /// <summary>Takes away brackets around the whole and <c>not(...)</c> around the whole.</summary>
    /// <returns>What is left, and whether it stands for its opposite.</returns>
    public static (ImmutableArray<FeelToken> Core, bool Negated) Unwrap(ImmutableArray<FeelToken> tokens)
    {
        var negated = false;
        while (tokens.Length > 2)
        {
            var isNot = tokens[0] is { Kind: FeelTokenKind.Name, Text: "not" };
            var open = isNot ? 1 : 0;
            if (!tokens[open].Is("(") || Closing(tokens, open) != tokens.Length - 1)
            {
                break;
            }

            tokens = tokens[(open + 1)..^1];
            negated ^= isNot;
        }

        return (tokens, negated);
    }

    /// <summary>The one comparison that the tokens are; null where they are more or something else.</summary>
    public static (string Left, string Symbol, string Right)? Comparison(ImmutableArray<FeelToken> tokens)
    {
        var depth = 0;
        var at = -1;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += Opens(tokens[i]) ? 1 : Closes(tokens[i]) ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            var isOther = tokens[i] is { Kind: FeelTokenKind.Keyword, Text: not ("true" or "false" or "null") };
            if (isOther || (IsComparison(tokens[i]) && at >= 0))
            {
                return null;
            }

            at = IsComparison(tokens[i]) ? i : at;
        }

        return at <= 0 ? null : (Text(tokens[..at]), tokens[at].Text, Text(tokens[(at + 1)..]));
    }

    /// <summary>The tokens written with single blanks, so that two texts can be compared.</summary>
    public static string Text(ImmutableArray<FeelToken> tokens) =>
        string.Join(' ', tokens.Select(token => token.Kind is FeelTokenKind.Text or FeelTokenKind.AtText ? $"\"{token.Text}\"" : token.Text));

    /// <summary>Every name with its path, whatever stands around it.</summary>
    public static IEnumerable<string> Paths(ImmutableArray<FeelToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == FeelTokenKind.Name && !(i + 1 < tokens.Length && tokens[i + 1].Is("(")))
            {
                var (path, after) = Path(tokens, i);
                yield return path;
                i = after - 1;
            }
        }
    }

    /// <summary>The path that begins at a name, and the place after it.</summary>
    public static (string Path, int After) Path(ImmutableArray<FeelToken> tokens, int at)
    {
        var path = tokens[at++].Text;
        while (at + 1 < tokens.Length && tokens[at].Is(".") && tokens[at + 1].Kind == FeelTokenKind.Name)
        {
            path = $"{path}.{tokens[at + 1].Text}";
            at += 2;
        }

        return (path, at);
    }

    /// <summary>Place of the bracket that closes the one at a place; -1 where there is none.</summary>
    public static int Closing(ImmutableArray<FeelToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length; i++)
        {
            depth += Opens(tokens[i]) ? 1 : Closes(tokens[i]) ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Opens(FeelToken token) => token.Is("(") || token.Is("[") || token.Is("{");

    private static bool Closes(FeelToken token) => token.Is(")") || token.Is("]") || token.Is("}");
}
