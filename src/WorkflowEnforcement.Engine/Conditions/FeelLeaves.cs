using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A value written down.</summary>
internal sealed class FeelLiteral(FeelValue value) : FeelNode
{
    public FeelValue Value => value;

    protected override FeelValue Compute(FeelRun run) => value;
}

/// <summary>A name, looked up from the innermost binding outwards.</summary>
internal sealed class FeelName(string name) : FeelNode
{
    protected override FeelValue Compute(FeelRun run) => run.Find(name);
}

/// <summary>A list written down.</summary>
internal sealed class FeelListNode(ImmutableArray<FeelNode> items) : FeelNode(Deepest(items))
{
    protected override FeelValue Compute(FeelRun run) => run.List([.. items.Select(item => item.Evaluate(run))]);
}

/// <summary>A context written down; later entries may read earlier ones.</summary>
internal sealed class FeelContextNode(ImmutableArray<(string Key, FeelNode Value)> entries)
    : FeelNode(Deepest(entries.Select(entry => entry.Value)))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var made = FeelContext.Empty;
        foreach (var (key, value) in entries)
        {
            made = made.With(key, run.WithEntries(made, value));
        }

        return made;
    }
}

/// <summary>A range written down. It is no value here: only <c>in</c> reads it.</summary>
internal sealed class FeelRange(FeelNode low, bool lowIncluded, FeelNode high, bool highIncluded, int offset)
    : FeelNode(Math.Max(low.Depth, high.Depth))
{
    public int Offset => offset;

    /// <summary>Whether a value lies within.</summary>
    public FeelValue Holds(FeelRun run, FeelValue value) => FeelCompare.And(
        FeelCompare.Compare(run, lowIncluded ? ">=" : ">", value, low.Evaluate(run)),
        FeelCompare.Compare(run, highIncluded ? "<=" : "<", value, high.Evaluate(run)));

    protected override FeelValue Compute(FeelRun run) => FeelValue.Null;
}
