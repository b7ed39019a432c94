using System.Collections;
using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// The facts one document is made from: an immutable tree of text, numbers, dates, booleans, lists and groups.
/// Blank text counts as empty; characters that XML forbids are removed; line ends become \n.
/// </summary>
public sealed class DocumentData
{
    private const int MaxDepth = 32;

    private DocumentData(ImmutableDictionary<string, object?> root, KnownNames known) => (Root, KnownNames) = (root, known);

    /// <summary>Names a template may use although this case has no value for them yet.</summary>
    public KnownNames KnownNames { get; }

    /// <summary>The facts as taken: groups are dictionaries, lists are lists, blank text is null.</summary>
    public IReadOnlyDictionary<string, object?> Values => Root;

    internal ImmutableDictionary<string, object?> Root { get; }

    /// <param name="values">Nested by dictionaries; a key holds no dot.</param>
    /// <param name="known">Names that print as nothing while the case does not hold them; none if left out.</param>
    /// <exception cref="ArgumentException">A key with a dot, a value of another type, or nesting deeper than 32.</exception>
    public static DocumentData From(IReadOnlyDictionary<string, object?> values, KnownNames? known = null) =>
        new(Group(values.Select(pair => (pair.Key, pair.Value)), 0), known ?? KnownNames.None);

    /// <summary>The same facts with further known names.</summary>
    public DocumentData With(KnownNames known) => new(Root, known);

    internal static string? Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c is '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }
            else if (c is '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                clean.Append('\n');
            }
            else if (XmlConvert.IsXmlChar(c) && (c is '\t' or '\n' || !char.IsControl(c)))
            {
                clean.Append(c);
            }
        }

        var result = clean.ToString();
        return string.IsNullOrWhiteSpace(result) ? null : result;
    }

    private static ImmutableDictionary<string, object?> Group(IEnumerable<(string Key, object? Value)> pairs, int depth) =>
        pairs.ToImmutableDictionary(
            pair => pair.Key.Length > 0 && !pair.Key.Contains('.', StringComparison.Ordinal)
                ? pair.Key
                : throw new ArgumentException($"Expected a key without dots, but found '{pair.Key}'", nameof(pairs)),
            pair => Value(pair.Key, pair.Value, depth + 1),
            StringComparer.Ordinal);

    private static object? Value(string key, object? value, int depth) => value switch
    {
        _ when depth > MaxDepth => throw new ArgumentException($"Expected at most {MaxDepth} levels, but '{key}' lies deeper", nameof(value)),
        null => null,
        string text => Clean(text),
        bool or decimal or DateOnly or DateTimeOffset => value,
        int number => (decimal)number,
        long number => (decimal)number,
        IReadOnlyDictionary<string, object?> group => Group(group.Select(pair => (pair.Key, pair.Value)), depth),
        IDictionary<string, object?> group => Group(group.Select(pair => (pair.Key, pair.Value)), depth),
        IEnumerable list => list.Cast<object?>().Select(item => Value(key, item, depth + 1)).ToImmutableList(),
        _ => throw new ArgumentException($"Expected text, decimal, date, moment, truth, list or group, but '{key}' is {value.GetType().Name}", nameof(value)),
    };
}
