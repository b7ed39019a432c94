using System.Collections.Immutable;
using System.Text;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions of texts. Characters are Unicode code points, places count from 1.</summary>
internal static class FeelTextFunctions
{
    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("string", "from: item", (run, a) => a is [FeelNull] ? a[0] : run.Text(FeelFormat.Write(run, a[0]))),
        new("string length", "string", (run, a) => a is [FeelText t] ? Length(run, t.Value) : FeelValue.Null),
        new("upper case", "string", (run, a) => a is [FeelText t] ? run.Text(t.Value.ToUpperInvariant()) : FeelValue.Null),
        new("lower case", "string", (run, a) => a is [FeelText t] ? run.Text(t.Value.ToLowerInvariant()) : FeelValue.Null),
        new("contains", "string, match", (run, a) => Test(run, a, (text, part) => text.Contains(part, StringComparison.Ordinal))),
        new("starts with", "string, match", (run, a) => Test(run, a, (text, part) => text.StartsWith(part, StringComparison.Ordinal))),
        new("ends with", "string, match", (run, a) => Test(run, a, (text, part) => text.EndsWith(part, StringComparison.Ordinal))),
        new("substring", "string, start position, length?", Substring),
        new("substring before", "string, match", (run, a) => Around(run, a, (text, at, _) => text[..at])),
        new("substring after", "string, match", (run, a) => Around(run, a, (text, at, length) => text[(at + length)..])),
        new("matches", "input, pattern, flags?", Matches),
        new("replace", "input, pattern, replacement, flags?", Replace),
        new("split", "string, delimiter", Split),
        new("string join", "list: list, delimiter?", Join),
    ];

    private static FeelValue Length(FeelRun run, string text)
    {
        run.Spend(text.Length / 16);
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return FeelValue.Of(count);
    }

    private static FeelValue Test(FeelRun run, FeelValue[] a, Func<string, string, bool> test)
    {
        if (a is not [FeelText text, FeelText part])
        {
            return FeelValue.Null;
        }

        Search(run, text.Value, part.Value);
        return FeelValue.Of(test(text.Value, part.Value));
    }

    // At worst each place of the text is held against all of a long part.
    private static void Search(FeelRun run, string text, string part) =>
        run.Spend((int)Math.Min(text.Length / 16 * (1L + (part.Length / 4_096)), int.MaxValue));

    private static FeelValue Around(FeelRun run, FeelValue[] a, Func<string, int, int, string> take)
    {
        if (a is not [FeelText text, FeelText match])
        {
            return FeelValue.Null;
        }

        Search(run, text.Value, match.Value);
        var at = text.Value.IndexOf(match.Value, StringComparison.Ordinal);
        return run.Text(at < 0 ? "" : take(text.Value, at, match.Value.Length));
    }

    private static FeelValue Substring(FeelRun run, FeelValue[] a)
    {
        if (a is not [FeelText text, FeelNumber start, ..] || decimal.Truncate(start.Value) == 0 || (a.Length == 3 && a[2] is not FeelNumber { Value: >= 0 }))
        {
            return FeelValue.Null;
        }

        var runes = text.Value.EnumerateRunes().ToList();
        run.Spend(runes.Count / 16);
        var from = (int)decimal.Truncate(start.Value) is var place && place > 0 ? place - 1 : runes.Count + place;
        if (from < 0)
        {
            return FeelValue.Null;
        }

        var count = a.Length == 3 ? (int)Math.Min(((FeelNumber)a[2]).Value, int.MaxValue) : int.MaxValue;
        return run.Text(string.Concat(runes.Skip(from).Take(count)));
    }

    private static FeelValue Matches(FeelRun run, FeelValue[] a) =>
        a is [FeelText text, FeelText pattern, ..] && Flags(a, 2) is { } flags && run.Pattern(pattern.Value, flags) is { } known
            ? FeelValue.Of(known.IsMatch(text.Value))
            : FeelValue.Null;

    private static FeelValue Replace(FeelRun run, FeelValue[] a) =>
        a is [FeelText text, FeelText pattern, FeelText with, ..] && Flags(a, 3) is { } flags && run.Pattern(pattern.Value, flags) is { } known
        && FeelPatterns.Replaced(run, known, text.Value, with.Value) is { } replaced
            ? run.Text(replaced)
            : FeelValue.Null;

    private static FeelValue Split(FeelRun run, FeelValue[] a) =>
        a is [FeelText text, FeelText pattern] && run.Pattern(pattern.Value, "") is { } known
            ? run.List(FeelPatterns.Pieces(run, known, text.Value))
            : FeelValue.Null;

    private static FeelValue Join(FeelRun run, FeelValue[] a)
    {
        if (a is not [FeelList list, ..] || (a.Length == 2 && a[1] is not (FeelText or FeelNull)) || list.Items.Any(i => i is not (FeelText or FeelNull)))
        {
            return FeelValue.Null;
        }

        var between = a is [_, FeelText delimiter] ? delimiter.Value : "";
        var joined = new StringBuilder();
        foreach (var (item, i) in list.Items.OfType<FeelText>().Select((item, i) => (item, i)))
        {
            joined.Append(i == 0 ? "" : between).Append(item.Value);
            run.Spend((item.Value.Length + between.Length) / 16);
        }

        return run.Text(joined.ToString());
    }

    private static string? Flags(FeelValue[] a, int at) =>
        a.Length <= at || a[at] is FeelNull ? "" : (a[at] as FeelText)?.Value;
}
