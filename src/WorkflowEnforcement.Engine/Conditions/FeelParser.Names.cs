using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Names of one or several words, and which of them the expression itself has bound.</summary>
internal sealed partial class FeelParser
{
    // Longer than any name of a built-in function or type, which have five words at most.
    private const int MaxWords = 8;

    private readonly List<string> _bound = [];
    private readonly HashSet<string> _parts = ["time offset", "start included", "end included"];
    private bool _readsPartial;

    /// <summary>Takes the words that together are a known name, else one word: a second one is more likely an operator mistyped.</summary>
    private string UsedName(Func<string, bool> isKnown) => KnownWords(isKnown) ?? Take().Text;

    /// <summary>Takes the words that make up a name which is bound here.</summary>
    private string NewName(string expected)
    {
        var name = Here.Kind == FeelTokenKind.Name ? Take().Text : throw Unexpected(expected);
        while (Here.Kind == FeelTokenKind.Name)
        {
            name = $"{name} {Take().Text}";
        }

        return name;
    }

    /// <summary>Takes the most words that together are known; a null reference where none are.</summary>
    private string? KnownWords(Func<string, bool> isKnown)
    {
        var best = ((string?)null, End: _at);
        var text = "";
        for (var count = 0; count < MaxWords && Here.IsWord; count++)
        {
            text = count == 0 ? Take().Text : $"{text} {Take().Text}";
            best = isKnown(text) ? (text, _at) : best;
        }

        _at = best.End;
        return best.Item1;
    }

    /// <summary>A name that is followed by a colon: of an entry or an argument. Keywords may be part of it.</summary>
    private string? NameBeforeColon()
    {
        var end = _at;
        while (tokens[end].IsWord)
        {
            end++;
        }

        if (end == _at || !tokens[end].Is(":"))
        {
            return null;
        }

        var name = string.Join(' ', tokens[_at..end].Select(token => token.Text));
        _at = end;
        return name;
    }

    private FeelNode NameOrCall()
    {
        var at = Here;
        var start = _at;
        if (KnownWords(name => FeelFunctions.ByName.ContainsKey(name) && Here.Is("(")) is { } function)
        {
            return Call(FeelFunctions.ByName[function], at);
        }

        _at = start;
        var text = UsedName(IsBound);
        if (Here.Is("(") && !IsBound(text))
        {
            throw new FeelSyntaxException(at.Offset, $"Expected a built-in function, but found '{text}'");
        }

        _readsPartial |= text == "partial";
        _readsInput |= text == "?";
        return new FeelName(text);
    }

    private bool IsBound(string name) => _bound.Contains(name);

    /// <summary>Parses with some names bound.</summary>
    private T Within<T>(ImmutableArray<string> names, Func<T> parse)
    {
        var before = _bound.Count;
        _bound.AddRange(names);
        var parsed = parse();
        _bound.RemoveRange(before, _bound.Count - before);
        return parsed;
    }
}
