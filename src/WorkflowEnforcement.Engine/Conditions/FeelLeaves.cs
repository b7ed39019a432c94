using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A value written down.</summary>
internal sealed class FeelLiteral(FeelValue value) : FeelNode
{
    public FeelValue Value => value;

    protected override FeelValue Compute(FeelRun run) => value;
}

/// <summary>A time or moment written down that depends on the place or day of the command.</summary>
internal sealed class FeelPlacedLiteral(string text) : FeelNode
{
    protected override FeelValue Compute(FeelRun run) => FeelLiterals.At(text, run.Now) ?? FeelValue.Null;
}

/// <summary>A name, looked up from the innermost binding outwards; last among the built-in functions.</summary>
internal sealed class FeelName(string name) : FeelNode
{
    private readonly FeelFunction? _builtIn = FeelFunctions.ByName.GetValueOrDefault(name);

    public string Name => name;

    protected override FeelValue Compute(FeelRun run) =>
        run.Find(name) ?? (_builtIn is null ? FeelValue.Null : new FeelBuiltIn(_builtIn));
}

/// <summary>A list written down.</summary>
internal sealed class FeelListNode(ImmutableArray<FeelNode> items) : FeelNode(Deepest(items))
{
    public ImmutableArray<FeelNode> Items => items;

    protected override FeelValue Compute(FeelRun run) =>
        run.List(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(run.Values(items)));
}

/// <summary>A context written down; later entries may read earlier ones, and a function may read itself.</summary>
internal sealed class FeelContextNode(ImmutableArray<string> keys, ImmutableArray<FeelNode> values) : FeelNode(Deepest(values))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var made = run.BindGrowing();
        for (var i = 0; i < keys.Length; i++)
        {
            made.Entries = made.Entries!.With(keys[i], values[i].Evaluate(run));
        }

        run.Restore(made.Outer);
        return FeelRun.Sized(made.Entries!);
    }
}

/// <summary>A range written down, with both ends.</summary>
internal sealed class FeelRangeNode(FeelNode start, bool startIncluded, FeelNode end, bool endIncluded)
    : FeelNode(Math.Max(start.Depth, end.Depth))
{
    protected override FeelValue Compute(FeelRun run) =>
        FeelRanges.Make(run, start.Evaluate(run), startIncluded, end.Evaluate(run), endIncluded);
}

/// <summary><c>&lt; 5</c> as a value: a range that is open at one end.</summary>
internal sealed class FeelHalfRange(FeelSymbol symbol, FeelNode end) : FeelNode(end.Depth)
{
    protected override FeelValue Compute(FeelRun run)
    {
        var known = end.Evaluate(run);
        return known is FeelNull ? FeelValue.Null
            : symbol is FeelSymbol.Less or FeelSymbol.LessOrEqual
            ? FeelRanges.Make(run, FeelValue.Null, false, known, symbol == FeelSymbol.LessOrEqual)
            : FeelRanges.Make(run, known, symbol == FeelSymbol.GreaterOrEqual, FeelValue.Null, false);
    }
}
