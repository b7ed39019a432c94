using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions of contexts.</summary>
internal static class FeelContextFunctions
{
    private const int MaxPath = 32;

    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("get value", "m, key", (_, a) => a is [FeelContext context, FeelText key] ? context[key.Value] : FeelValue.Null),
        new("get entries", "m", (run, a) => a is [FeelContext context] ? run.List([.. context.Entries.Select(Entry)]) : FeelValue.Null),
        new("context", "entries: list", Made),
        new("context put", "context, key: item, value: item|context, keys: item, value: item", Put),
        new("context merge", "contexts: list", Merged),
    ];

    private static FeelContext Entry(KeyValuePair<string, FeelValue> entry) =>
        FeelContext.Empty.With("key", FeelValue.Of(entry.Key)).With("value", entry.Value);

    private static FeelValue Made(FeelRun run, FeelValue[] a)
    {
        var made = FeelContext.Empty;
        foreach (var item in a[0] is FeelList list ? list.Items : [a[0]])
        {
            run.Spend(1);
            if (item is not FeelContext entry || entry["key"] is not FeelText key
                || !entry.Entries.ContainsKey("value") || made.Entries.ContainsKey(key.Value))
            {
                return FeelValue.Null;
            }

            made = made.With(key.Value, entry["value"]);
        }

        return FeelRun.Sized(made);
    }

    private static FeelValue Put(FeelRun run, FeelValue[] a) => a switch
    {
        [FeelContext context, FeelText key, _] => FeelRun.Sized(context.With(key.Value, a[2])),
        [FeelContext context, FeelList { Items: { Length: > 0 and <= MaxPath } } keys, _] when keys.Items.All(key => key is FeelText) => FeelRun.Sized(PutAt(context, keys.Items, a[2])),
        _ => FeelValue.Null,
    };

    private static FeelContext PutAt(FeelContext context, ImmutableArray<FeelValue> keys, FeelValue value)
    {
        var key = ((FeelText)keys[0]).Value;
        return context.With(key, keys.Length == 1 ? value : PutAt(context[key] as FeelContext ?? FeelContext.Empty, keys[1..], value));
    }

    private static FeelValue Merged(FeelRun run, FeelValue[] a)
    {
        var merged = FeelContext.Empty;
        foreach (var item in a[0] is FeelList list ? list.Items : [a[0]])
        {
            if (item is not FeelContext context)
            {
                return FeelValue.Null;
            }

            run.Spend(context.Entries.Count);
            merged = new FeelContext(merged.Entries.SetItems(context.Entries));
        }

        return FeelRun.Sized(merged);
    }
}
