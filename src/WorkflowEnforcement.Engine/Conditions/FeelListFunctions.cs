using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions that search, cut and join lists. Places count from 1, from the end where negative.</summary>
internal static class FeelListFunctions
{
    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("list contains", "list: list, element: item", (run, a) => a[0] is FeelList list ? FeelValue.Of(FeelCompare.Has(run, list.Items, a[1])) : FeelValue.Null),
        new("count", "list: list", (_, a) => a[0] is FeelList list ? FeelValue.Of(list.Items.Length) : FeelValue.Null),
        new("sublist", "list: list, start position, length?", Sublist),
        new("append", "list: list, item: item...", (run, a) => a[0] is FeelList list ? run.List([.. list.Items, .. a[1..]]) : FeelValue.Null),
        new("concatenate", "list: list...", (run, a) => AllLists(run, a) is { } items ? run.List(items) : FeelValue.Null),
        new("insert before", "list: list, position, newItem: item", (run, a) => a is [FeelList list, FeelNumber at, _] && Place(list.Items.Length, at.Value) is { } place
            ? run.List(list.Items.Insert(place, a[2]))
            : FeelValue.Null),
        new("remove", "list: list, position", (run, a) => a is [FeelList list, FeelNumber at] && Place(list.Items.Length, at.Value) is { } place
            ? run.List(list.Items.RemoveAt(place))
            : FeelValue.Null),
        new("list replace", "list: list, position: item, newItem: item|list: list, match: item, newItem: item", Replace),
        new("sort", "list: list, precedes: item", FeelSorting.Sort),
        new("reverse", "list: list", (run, a) => a[0] is FeelList list ? run.List([.. list.Items.Reverse()]) : FeelValue.Null),
        new("index of", "list: list, match: item", IndexOf),
        new("union", "list: list...", (run, a) => AllLists(run, a) is { } items ? Distinct(run, items) : FeelValue.Null),
        new("distinct values", "list: list", (run, a) => a[0] is FeelList list ? Distinct(run, list.Items) : FeelValue.Null),
        new("flatten", "list: list", (run, a) => a[0] is FeelList list ? Flat(run, list) : FeelValue.Null),
        new("not", "negand", (_, a) => FeelCompare.Not(a[0])),
        new("all", "list: item...", (run, a) => Fold(run, a, FeelCompare.And, FeelValue.Of(true))),
        new("any", "list: item...", (run, a) => Fold(run, a, FeelCompare.Or, FeelValue.Of(false))),
    ];

    private static FeelValue Fold(
        FeelRun run, FeelValue[] a, Func<FeelValue, FeelValue, FeelValue> join, FeelValue seed)
    {
        var items = FeelTallyFunctions.Items(run, a);
        return a is [FeelNull] ? FeelValue.Null : items.Aggregate(seed, join);
    }

    private static int? Place(int count, decimal index)
    {
        var place = index > 0 ? index - 1 : count + index;
        return index != 0 && decimal.Truncate(index) == index && place >= 0 && place < count ? (int)place : null;
    }

    private static FeelValue Sublist(FeelRun run, FeelValue[] a)
    {
        if (a is not [FeelList list, FeelNumber start, ..] || Place(list.Items.Length, start.Value) is not { } from)
        {
            return FeelValue.Null;
        }

        var rest = list.Items.Length - from;
        return a.Length == 2 || a[2] is FeelNull ? run.List(list.Items[from..])
            : a[2] is FeelNumber { Value: >= 0 } length && length.Value <= rest ? run.List(list.Items.Slice(from, (int)length.Value))
            : FeelValue.Null;
    }

    // One after the other and paid on the way: a thousand arguments may all be the same long list.
    private static ImmutableArray<FeelValue>? AllLists(FeelRun run, FeelValue[] a)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var argument in a)
        {
            if (argument is not FeelList list)
            {
                return null;
            }

            run.Spend(list.Items.Length / 4);
            items.AddRange(list.Items);
        }

        return items.ToImmutable();
    }

    private static FeelValue Replace(FeelRun run, FeelValue[] a)
    {
        if (a is [FeelList whole, FeelNumber at, _])
        {
            return Place(whole.Items.Length, at.Value) is { } place ? run.List(whole.Items.SetItem(place, a[2])) : FeelValue.Null;
        }

        if (a is not [FeelList list, FeelCallable match, _])
        {
            return FeelValue.Null;
        }

        var replaced = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in list.Items)
        {
            var verdict = match.Call(run, [item, a[2]]);
            if (verdict is not FeelBoolean matches)
            {
                return FeelValue.Null;
            }

            replaced.Add(matches.Value ? a[2] : item);
        }

        return run.List(replaced.ToImmutable());
    }

    private static FeelValue IndexOf(FeelRun run, FeelValue[] a) => a[0] is FeelList list
        ? run.List([.. Enumerable.Range(0, list.Items.Length).Where(i => FeelCompare.Same(run, list.Items[i], a[1])).Select(i => FeelValue.Of(i + 1))])
        : FeelValue.Null;

    private static FeelValue Distinct(FeelRun run, ImmutableArray<FeelValue> items)
    {
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in items)
        {
            if (!FeelCompare.Has(run, kept, item))
            {
                kept.Add(item);
            }
        }

        return run.List(kept.ToImmutable());
    }

    private static FeelValue Flat(FeelRun run, FeelList list)
    {
        var flat = ImmutableArray.CreateBuilder<FeelValue>();
        AddFlat(run, list, flat);
        return run.List(flat.ToImmutable());
    }

    private static void AddFlat(FeelRun run, FeelList list, ImmutableArray<FeelValue>.Builder flat)
    {
        foreach (var item in list.Items)
        {
            run.Spend(1);
            if (item is FeelList inner)
            {
                AddFlat(run, inner, flat);
            }
            else
            {
                flat.Add(item);
            }
        }
    }
}
