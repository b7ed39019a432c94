namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Ranges: making them, what lies within, and what they run over.</summary>
internal static class FeelRanges
{
    /// <summary>The range, or null where the ends are not of one ordered kind.</summary>
    public static FeelValue Make(FeelRun run, FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
    {
        var (startOpen, endOpen) = (start is FeelNull, end is FeelNull);
        var ordered = startOpen || endOpen
            ? FeelCompare.Order(run, start, start) is not null || FeelCompare.Order(run, end, end) is not null || (startOpen && endOpen)
            : FeelCompare.Order(run, start, end) is not null;
        return ordered ? new FeelRange(start, startIncluded && !startOpen, end, endIncluded && !endOpen) : FeelValue.Null;
    }

    /// <summary>Whether a value equals another, lies in it as a range, or is one of it as a list.</summary>
    public static FeelValue Holds(FeelRun run, FeelValue value, FeelValue other)
    {
        switch (other)
        {
            case FeelRange range:
                return Contains(run, range, value);
            case FeelList list:
                foreach (var item in list.Items)
                {
                    if (FeelCompare.Same(run, item, value) || (item is FeelRange one && Contains(run, one, value) is FeelBoolean { Value: true }))
                    {
                        return FeelValue.Of(true);
                    }
                }

                return value is FeelList ? FeelCompare.Compare(run, FeelSymbol.Equal, value, other) : FeelValue.Of(false);
            default:
                return FeelCompare.Compare(run, FeelSymbol.Equal, value, other);
        }
    }

    /// <summary>Whether a value lies within, in three-valued logic.</summary>
    public static FeelValue Contains(FeelRun run, FeelRange range, FeelValue value)
    {
        if (range is { Start: FeelNull, End: FeelNull })
        {
            return FeelValue.Null;
        }

        var after = range.Start is FeelNull ? FeelValue.Of(true)
            : FeelCompare.Compare(run, range.StartIncluded ? FeelSymbol.GreaterOrEqual : FeelSymbol.Greater, value, range.Start);
        var before = range.End is FeelNull ? FeelValue.Of(true)
            : FeelCompare.Compare(run, range.EndIncluded ? FeelSymbol.LessOrEqual : FeelSymbol.Less, value, range.End);
        return FeelCompare.And(after, before);
    }

    /// <summary>Whole numbers or days from one end to the other; a null reference where the ends are neither.</summary>
    public static IEnumerable<FeelValue>? Steps(FeelValue from, FeelValue to, bool fromIncluded = true, bool toIncluded = true)
    {
        return (from, to) switch
        {
            (FeelNumber a, FeelNumber b) when IsWhole(a) && IsWhole(b) => Count(a.Value, b.Value, fromIncluded, toIncluded).Select(FeelValue.Of),
            (FeelDate a, FeelDate b) => Count(a.Value.DayNumber, b.Value.DayNumber, fromIncluded, toIncluded)
                .Select(day => FeelValue.Of(DateOnly.FromDayNumber((int)day))),
            _ => null,
        };
    }

    private static bool IsWhole(FeelNumber number) => decimal.Truncate(number.Value) == number.Value && Math.Abs(number.Value) < 1e18m;

    private static IEnumerable<decimal> Count(decimal from, decimal to, bool fromIncluded, bool toIncluded)
    {
        var step = from <= to ? 1 : -1;
        var last = toIncluded ? to : to - step;
        for (var at = fromIncluded ? from : from + step; step * at <= step * last; at += step)
        {
            yield return at;
        }
    }
}
