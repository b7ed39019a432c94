using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary><c>if</c>: whatever is not true takes the second branch.</summary>
internal sealed class FeelIf(FeelNode condition, FeelNode then, FeelNode otherwise)
    : FeelNode(Math.Max(condition.Depth, Math.Max(then.Depth, otherwise.Depth)))
{
    protected override FeelValue Compute(FeelRun run) =>
        condition.Evaluate(run) is FeelBoolean { Value: true } ? then.Evaluate(run) : otherwise.Evaluate(run);
}

/// <summary>A name that runs over a list or over whole numbers.</summary>
internal sealed record FeelIteration(string Name, FeelNode From, FeelNode? To)
{
    public int Depth => Math.Max(From.Depth, To?.Depth ?? 0);

    /// <summary>The values in order, or a null reference where there is nothing to run over.</summary>
    public IEnumerable<FeelValue>? Values(FeelRun run)
    {
        var from = From.Evaluate(run);
        if (To is null)
        {
            return from switch { FeelNull => null, FeelList list => list.Items, _ => [from] };
        }

        return (from, To.Evaluate(run)) is (FeelNumber a, FeelNumber b) && IsWhole(a) && IsWhole(b) ? Count(a.Value, b.Value) : null;
    }

    private static bool IsWhole(FeelNumber number) => decimal.Truncate(number.Value) == number.Value && Math.Abs(number.Value) < 1e18m;

    private static IEnumerable<FeelValue> Count(decimal from, decimal to)
    {
        var step = from <= to ? 1 : -1;
        for (var at = from; step * at <= step * to; at += step)
        {
            yield return FeelValue.Of(at);
        }
    }
}

/// <summary><c>for ... return</c>: the last name runs fastest.</summary>
internal sealed class FeelFor(ImmutableArray<FeelIteration> iterations, FeelNode body)
    : FeelNode(iterations.Aggregate(body.Depth, (depth, one) => Math.Max(depth, one.Depth)) + iterations.Length)
{
    protected override FeelValue Compute(FeelRun run)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        return new FeelLoop(iterations, 0, body, value =>
        {
            results.Add(value);
            return true;
        }).Evaluate(run) is FeelNull
            ? FeelValue.Null
            : run.List(results.ToImmutable());
    }
}

/// <summary><c>some</c> and <c>every</c> ... <c>satisfies</c>, in three-valued logic.</summary>
internal sealed class FeelQuantified(bool every, ImmutableArray<FeelIteration> iterations, FeelNode body)
    : FeelNode(iterations.Aggregate(body.Depth, (depth, one) => Math.Max(depth, one.Depth)) + iterations.Length)
{
    protected override FeelValue Compute(FeelRun run)
    {
        var result = FeelValue.Of(every);
        return new FeelLoop(iterations, 0, body, value =>
        {
            result = every ? FeelCompare.And(result, value) : FeelCompare.Or(result, value);
            return result is not FeelBoolean { Value: var known } || known == every;
        }).Evaluate(run) is FeelNull
            ? FeelValue.Null
            : result;
    }
}

/// <summary>The nested walk of <see cref="FeelFor"/> and <see cref="FeelQuantified"/>; null when a name has nothing to run over, false when stopped.</summary>
internal sealed class FeelLoop(ImmutableArray<FeelIteration> iterations, int level, FeelNode body, Func<FeelValue, bool> take) : FeelNode
{
    protected override FeelValue Compute(FeelRun run)
    {
        if (level == iterations.Length)
        {
            return FeelValue.Of(take(body.Evaluate(run)));
        }

        if (iterations[level].Values(run) is not { } values)
        {
            return FeelValue.Null;
        }

        var inner = new FeelLoop(iterations, level + 1, body, take);
        foreach (var value in values)
        {
            run.Spend(1);
            var outcome = run.With(iterations[level].Name, value, inner);
            if (outcome is not FeelBoolean { Value: true })
            {
                return outcome;
            }
        }

        return FeelValue.Of(true);
    }
}
