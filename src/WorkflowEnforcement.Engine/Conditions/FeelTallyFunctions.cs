using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Functions that make one value of many; they take one list or the items themselves.</summary>
internal static class FeelTallyFunctions
{
    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("min", "list: item...", (run, a) => Best(run, a, order => order < 0)),
        new("max", "list: item...", (run, a) => Best(run, a, order => order > 0)),
        new("sum", "list: item...", Sum),
        new("product", "list: item...", (run, a) => Numbers(run, a) is { Length: > 0 } n ? FeelValue.Of(n.Aggregate(1m, ExactNumber.Times)) : FeelValue.Null),
        new("mean", "list: item...", (run, a) => Numbers(run, a) is { Length: > 0 } n ? FeelValue.Of(ExactNumber.Over(n.Sum(), n.Length)) : FeelValue.Null),
        new("median", "list: item...", (run, a) => Numbers(run, a) is { Length: > 0 } n ? FeelValue.Of(Median(n)) : FeelValue.Null),
        new("stddev", "list: item...", (run, a) => Numbers(run, a) is { Length: > 1 } n ? FeelValue.Of(Deviation(n)) : FeelValue.Null),
        new("mode", "list: item...", (run, a) => Numbers(run, a) is { } n ? run.List([.. Mode(n).Select(FeelValue.Of)]) : FeelValue.Null),
    ];

    /// <summary>The items of the one list, or the arguments themselves.</summary>
    public static ImmutableArray<FeelValue> Items(FeelRun run, FeelValue[] a)
    {
        var items = a is [FeelList list] ? list.Items : [.. a];
        run.Spend(items.Length);
        return items;
    }

    private static decimal[]? Numbers(FeelRun run, FeelValue[] a)
    {
        var items = Items(run, a);
        return items.All(item => item is FeelNumber) ? [.. items.Select(item => ((FeelNumber)item).Value)] : null;
    }

    private static FeelValue Sum(FeelRun run, FeelValue[] a)
    {
        var items = Items(run, a);
        return items.IsEmpty ? FeelValue.Null : items.Select(Summand).Aggregate((x, y) => FeelArithmetic.Apply(run, FeelSymbol.Add, x, y));
    }

    // Texts can be joined by +, but they have no sum.
    private static FeelValue Summand(FeelValue value) => value is FeelNumber or FeelDuration or FeelMonths ? value : FeelValue.Null;

    private static FeelValue Best(FeelRun run, FeelValue[] a, Func<int, bool> isBetter)
    {
        var items = Items(run, a);
        var best = items.IsEmpty || FeelCompare.Order(run, items[0], items[0]) is null ? FeelValue.Null : items[0];
        foreach (var item in items.Skip(1))
        {
            if (FeelCompare.Order(run, item, best) is not { } order)
            {
                return FeelValue.Null;
            }

            best = isBetter(order) ? item : best;
        }

        return best;
    }

    private static decimal Median(decimal[] numbers)
    {
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return numbers.Length % 2 == 1 ? numbers[middle] : ExactNumber.Over(numbers[middle - 1] + numbers[middle], 2);
    }

    private static decimal Deviation(decimal[] numbers)
    {
        var mean = numbers.Sum() / numbers.Length;
        var squares = numbers.Sum(number => (number - mean) * (number - mean));
        return squares == 0 && numbers.Any(number => number != mean)
            ? throw new OverflowException("Expected squares of at most 28 places after the point, but they are nearer to zero")
            : FeelNumberFunctions.Root(ExactNumber.Over(squares, numbers.Length - 1));
    }

    private static IEnumerable<decimal> Mode(decimal[] numbers)
    {
        var groups = numbers.GroupBy(number => number).ToList();
        var most = groups.Select(group => group.Count()).DefaultIfEmpty().Max();
        return groups.Where(group => group.Count() == most).Select(group => group.Key).Order();
    }
}
