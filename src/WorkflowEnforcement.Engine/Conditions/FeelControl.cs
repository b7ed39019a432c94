using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary><c>if</c>: whatever is not true takes the second branch.</summary>
internal sealed class FeelIf(FeelNode condition, FeelNode then, FeelNode otherwise)
    : FeelNode(Math.Max(condition.Depth, Math.Max(then.Depth, otherwise.Depth)))
{
    protected override FeelValue Compute(FeelRun run) =>
        condition.Evaluate(run) is FeelBoolean { Value: true } ? then.Evaluate(run) : otherwise.Evaluate(run);
}

/// <summary>A name that runs over a list, a range, or from one end to another.</summary>
internal sealed record FeelIteration(string Name, FeelNode From, FeelNode? To)
{
    public int Depth => Math.Max(From.Depth, To?.Depth ?? 0);

    /// <summary>The values in order, or a null reference where there is nothing to run over.</summary>
    public IEnumerable<FeelValue>? Values(FeelRun run)
    {
        var from = From.Evaluate(run);
        return To is not null ? FeelRanges.Steps(from, To.Evaluate(run)) : from switch
        {
            FeelNull => null,
            FeelList list => list.Items,
            FeelRange range => FeelRanges.Steps(range.Start, range.End, range.StartIncluded, range.EndIncluded),
            _ => [from],
        };
    }
}

/// <summary>The nested walk of <c>for</c>, <c>some</c> and <c>every</c>; the last name runs fastest.</summary>
internal readonly struct FeelLoop(ImmutableArray<FeelIteration> iterations)
{
    /// <summary>Levels of a loop with this body.</summary>
    public int Depth(FeelNode body)
    {
        var depth = body.Depth;
        foreach (var iteration in iterations)
        {
            depth = Math.Max(depth, iteration.Depth);
        }

        return depth + iterations.Length;
    }

    /// <summary>Runs until the step says false; a null reference where a name has nothing to run over.</summary>
    public bool? Walk(FeelRun run, Func<FeelRun, bool> step, int level = 0)
    {
        if (level == iterations.Length)
        {
            return step(run);
        }

        if (iterations[level].Values(run) is not { } values)
        {
            return null;
        }

        foreach (var value in values)
        {
            run.Spend(1);
            var outer = run.Bind(iterations[level].Name, value);
            var goesOn = Walk(run, step, level + 1);
            run.Restore(outer);
            if (goesOn != true)
            {
                return goesOn;
            }
        }

        return true;
    }
}

/// <summary><c>for ... return</c>; the body may read the results so far as <c>partial</c>.</summary>
internal sealed class FeelFor(FeelLoop loop, FeelNode body, bool readsPartial) : FeelNode(loop.Depth(body))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        return loop.Walk(run, each =>
        {
            var outer = readsPartial ? each.Bind("partial", each.List(results.ToImmutable())) : null;
            results.Add(body.Evaluate(each));
            if (readsPartial)
            {
                each.Restore(outer);
            }

            return true;
        }) is null
            ? FeelValue.Null
            : run.List(results.ToImmutable());
    }
}

/// <summary><c>some</c> and <c>every</c> ... <c>satisfies</c>, in three-valued logic.</summary>
internal sealed class FeelQuantified(bool every, FeelLoop loop, FeelNode body) : FeelNode(loop.Depth(body))
{
    protected override FeelValue Compute(FeelRun run)
    {
        var result = FeelValue.Of(every);
        return loop.Walk(run, each =>
        {
            var value = body.Evaluate(each);
            result = every ? FeelCompare.And(result, value) : FeelCompare.Or(result, value);
            return result is not FeelBoolean { Value: var known } || known == every;
        }) is null
            ? FeelValue.Null
            : result;
    }
}
