using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Names that are known before an expression is parsed and that a lexer alone would cut: those with blanks or signs.</summary>
internal sealed class FeelNameSet
{
    public static readonly FeelNameSet Empty = new([]);

    private readonly FrozenDictionary<char, ImmutableArray<string>> _byFirst;

    public FeelNameSet(IEnumerable<string> names) =>
        _byFirst = names.Select(Normal).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
            .GroupBy(name => name[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(name => name.Length).ToImmutableArray());

    /// <summary>One blank between words, none around them.</summary>
    public static string Normal(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The longest name that stands at a place, and how much of the text it takes.</summary>
    public (string Name, int Length)? Match(string text, int at)
    {
        if (!_byFirst.TryGetValue(text[at], out var names))
        {
            return null;
        }

        foreach (var name in names)
        {
            if (Length(name, text, at) is { } length)
            {
                return (name, length);
            }
        }

        return null;
    }

    private static int? Length(string name, string text, int start)
    {
        var at = start;
        foreach (var c in name)
        {
            if (at >= text.Length || (c == ' ' ? !char.IsWhiteSpace(text[at]) : text[at] != c))
            {
                return null;
            }

            at++;
            while (c == ' ' && at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        return at - start;
    }
}
