using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A node of a parsed expression. Each kind knows how to work out its value.</summary>
internal abstract class FeelNode(int childDepth = 0)
{
    // Deep enough for a long chain of operators, shallow enough for the smallest stack.
    public const int MaxDepth = 1_000;

    /// <summary>Levels of nodes from here down.</summary>
    public int Depth { get; } = childDepth + 1;

    public FeelValue Evaluate(FeelRun run)
    {
        run.Spend(1);
        return Compute(run);
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
