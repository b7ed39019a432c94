using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary><c>value.name</c>: an entry of a context, a part of a date, duration or range; on a list, that of each item.</summary>
internal sealed class FeelPath(FeelNode value, string name) : FeelNode(value.Depth)
{
    protected override FeelValue Compute(FeelRun run)
    {
        var source = value.Evaluate(run);
        if (source is not FeelList list)
        {
            return Part(source);
        }

        var parts = ImmutableArray.CreateBuilder<FeelValue>(list.Items.Length);
        foreach (var item in list.Items)
        {
            run.Spend(1);
            parts.Add(Part(item));
        }

        return run.List(parts.MoveToImmutable());
    }

    private FeelValue Part(FeelValue source) => source is FeelContext context ? context[name] : FeelParts.Of(source, name);
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
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
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

        return items.IsEmpty && filter.Evaluate(run) is FeelNumber ? FeelValue.Null : run.List(kept.ToImmutable());
    }

    private static int? At(int count, decimal index)
    {
        var place = index > 0 ? index - 1 : count + index;
        return index != 0 && place >= 0 && place < count && decimal.Truncate(index) == index ? (int)place : null;
    }
}

/// <summary>A call of a built-in function.</summary>
internal sealed class FeelCall(FeelFunction function, ImmutableArray<FeelNode> arguments) : FeelNode(Deepest(arguments))
{
    protected override FeelValue Compute(FeelRun run) => function.Apply(run, run.Values(arguments));
}
