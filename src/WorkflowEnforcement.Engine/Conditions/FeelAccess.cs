namespace WorkflowEnforcement.Engine.Conditions;

/// <summary><c>value.name</c>: an entry of a context, a part of a date or duration; on a list, that of each item.</summary>
internal sealed class FeelPath(FeelNode value, string name) : FeelNode(value.Depth)
{
    protected override FeelValue Compute(FeelRun run) => value.Evaluate(run) is var source && source is FeelList list
        ? run.List([.. list.Items.Select(item => Part(item, run))])
        : Part(source, run);

    private FeelValue Part(FeelValue source, FeelRun run)
    {
        run.Spend(1);
        return source is FeelContext context ? context[name] : FeelParts.Of(source, name);
    }
}

/// <summary><c>list[...]</c>: the item at a place from 1 (from the end where negative), or all items for which a condition holds.</summary>
internal sealed class FeelFilter(FeelNode value, FeelNode filter) : FeelNode(Math.Max(value.Depth, filter.Depth))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var source = value.Evaluate(run);
        if (source is FeelNull)
        {
            return FeelValue.Null;
        }

        var items = source is FeelList list ? list.Items : [source];
        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            var verdict = run.WithItem(items[i], filter);
            if (verdict is FeelNumber index && i == 0)
            {
                return At(items.Length, index.Value) is { } place ? items[place] : FeelValue.Null;
            }

            if (verdict is FeelBoolean { Value: true })
            {
                kept.Add(items[i]);
            }
        }

        return items.IsEmpty && filter.Evaluate(run) is FeelNumber ? FeelValue.Null : run.List([.. kept]);
    }

    private static int? At(int count, decimal index)
    {
        var place = index > 0 ? index - 1 : count + index;
        return index != 0 && place >= 0 && place < count && decimal.Truncate(index) == index ? (int)place : null;
    }
}

/// <summary>A call of a built-in function.</summary>
internal sealed class FeelCall(FeelFunction function, System.Collections.Immutable.ImmutableArray<FeelNode> arguments)
    : FeelNode(Deepest(arguments))
{
    protected override FeelValue Compute(FeelRun run) => function.Apply(run, [.. arguments.Select(argument => argument.Evaluate(run))]);
}

/// <summary><c>sort(list, function(a, b) before)</c>: the one place where a function is written down.</summary>
internal sealed class FeelSort(FeelNode list, string first, string second, FeelNode before)
    : FeelNode(Math.Max(list.Depth, before.Depth))
{
    protected override FeelValue Compute(FeelRun run)
    {
        if (list.Evaluate(run) is not FeelList { Items: var items })
        {
            return FeelValue.Null;
        }

        // Merge sort: stable, and sure to end whatever the function answers.
        return run.List([.. Sorted([.. items], run)]);
    }

    private FeelValue[] Sorted(FeelValue[] items, FeelRun run)
    {
        if (items.Length < 2)
        {
            return items;
        }

        var left = Sorted(items[..(items.Length / 2)], run);
        var right = Sorted(items[(items.Length / 2)..], run);
        var merged = new FeelValue[items.Length];
        for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
        {
            merged[i] = r == right.Length || (l < left.Length && !Precedes(right[r], left[l], run)) ? left[l++] : right[r++];
        }

        return merged;
    }

    private bool Precedes(FeelValue a, FeelValue b, FeelRun run) =>
        run.With(first, a, new FeelBound(second, b, before)) is FeelBoolean { Value: true };
}

/// <summary>A body with one name bound to a value that is already known.</summary>
internal sealed class FeelBound(string name, FeelValue value, FeelNode body) : FeelNode
{
    protected override FeelValue Compute(FeelRun run) => run.With(name, value, body);
}
