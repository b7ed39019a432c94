using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A node of a parsed expression. Each kind knows how to work out its value.</summary>
internal abstract class FeelNode(int childDepth = 0)
{
    // Deep enough for a long chain of operators, shallow enough for the smallest stack.
    public const int MaxDepth = 1_000;

    // What compares, writes or stores a value calls itself for each level.
    private const int MaxLevels = 200;

    /// <summary>Levels of nodes from here down.</summary>
    public int Depth { get; } = childDepth + 1;

    public FeelValue Evaluate(FeelRun run)
    {
        run.Spend(1);
        var value = Compute(run);
        if (value is FeelList or FeelContext && value.Levels > MaxLevels)
        {
            throw new FeelLimitException(new FeelFailure(
                "expression.size-limit", $"Expected lists and contexts within each other to be at most {MaxLevels} levels deep, but they are deeper"));
        }

        return value;
    }

    protected abstract FeelValue Compute(FeelRun run);

    protected static int Deepest<T>(ImmutableArray<T> nodes)
        where T : FeelNode
    {
        var depth = 0;
        foreach (var node in nodes)
        {
            depth = Math.Max(depth, node.Depth);
        }

        return depth;
    }
}
