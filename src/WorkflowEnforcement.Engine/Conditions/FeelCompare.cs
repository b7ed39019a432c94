namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Equality and order as FEEL has them: values of different kinds are neither, which is null.</summary>
internal static class FeelCompare
{
    /// <summary>True, false, or a null reference where the kinds differ.</summary>
    public static bool? AreEqual(FeelRun run, FeelValue left, FeelValue right)
    {
        run.Spend(1);
        return (left, right) switch
        {
            (FeelNumber a, FeelNumber b) => a.Value == b.Value,
            (FeelText a, FeelText b) => TextsEqual(run, a.Value, b.Value),
            (FeelBoolean a, FeelBoolean b) => a.Value == b.Value,
            (FeelNull, FeelNull) => true,
            (FeelNull, _) or (_, FeelNull) => false,
            (FeelList a, FeelList b) => ListsEqual(run, a, b),
            (FeelContext a, FeelContext b) => ContextsEqual(run, a, b),
            (FeelRange a, FeelRange b) => a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded
                && Same(run, a.Start, b.Start) && Same(run, a.End, b.End),
            (FeelDuration a, FeelMonths b) => a.Value == TimeSpan.Zero && b.Value == 0 ? true : null,
            (FeelMonths a, FeelDuration b) => a.Value == 0 && b.Value == TimeSpan.Zero ? true : null,
            (FeelCallable, FeelCallable) => null,
            _ => Order(run, left, right) is { } order ? order == 0 : null,
        };
    }

    /// <summary>Whether the values are surely equal; used where FEEL searches a list.</summary>
    public static bool Same(FeelRun run, FeelValue left, FeelValue right) => AreEqual(run, left, right) == true;

    /// <summary>Whether a list surely has the value.</summary>
    public static bool Has(FeelRun run, IEnumerable<FeelValue> items, FeelValue wanted)
    {
        foreach (var item in items)
        {
            if (Same(run, item, wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Negative, zero or positive, or a null reference where there is no order.</summary>
    public static int? Order(FeelRun run, FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value.CompareTo(b.Value),
        (FeelText a, FeelText b) => OrderOfTexts(run, a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.Value.CompareTo(b.Value),
        (FeelTime a, FeelTime b) => TimeTicks(run, a, b).CompareTo(TimeTicks(run, b, a)),
        (FeelDateTime a, FeelDateTime b) => a.Value.CompareTo(b.Value),
        (FeelDuration a, FeelDuration b) => a.Value.CompareTo(b.Value),
        (FeelMonths a, FeelMonths b) => a.Value.CompareTo(b.Value),
        _ => null,
    };

    /// <summary>The value of a comparison by its symbol.</summary>
    public static FeelValue Compare(FeelRun run, FeelSymbol symbol, FeelValue left, FeelValue right)
    {
        if (symbol is FeelSymbol.Equal or FeelSymbol.NotEqual)
        {
            return AreEqual(run, left, right) is { } equal ? FeelValue.Of(equal == (symbol == FeelSymbol.Equal)) : FeelValue.Null;
        }

        return Order(run, left, right) is not { } order ? FeelValue.Null : FeelValue.Of(symbol switch
        {
            FeelSymbol.Less => order < 0,
            FeelSymbol.LessOrEqual => order <= 0,
            FeelSymbol.Greater => order > 0,
            _ => order >= 0,
        });
    }

    /// <summary>Three-valued and.</summary>
    public static FeelValue And(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelBoolean { Value: false }, _) or (_, FeelBoolean { Value: false }) => FeelValue.Of(false),
        (FeelBoolean, FeelBoolean) => FeelValue.Of(true),
        _ => FeelValue.Null,
    };

    /// <summary>Three-valued or.</summary>
    public static FeelValue Or(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelBoolean { Value: true }, _) or (_, FeelBoolean { Value: true }) => FeelValue.Of(true),
        (FeelBoolean, FeelBoolean) => FeelValue.Of(false),
        _ => FeelValue.Null,
    };

    /// <summary>Three-valued not; null for what is no truth value.</summary>
    public static FeelValue Not(FeelValue value) => value is FeelBoolean truth ? FeelValue.Of(!truth.Value) : FeelValue.Null;

    /// <summary>Ticks of a time of day on the clock that it shares with another: of UTC where one of them has an offset.</summary>
    public static long TimeTicks(FeelRun run, FeelTime time, FeelTime other) =>
        time.Offset is null && other.Offset is null ? time.Value.Ticks : time.Value.Ticks - (time.Offset ?? run.Now.Offset).Ticks;

    private static bool TextsEqual(FeelRun run, string a, string b)
    {
        run.Spend(a.Length == b.Length ? a.Length / 64 : 0);
        return string.Equals(a, b, StringComparison.Ordinal);
    }

    private static int OrderOfTexts(FeelRun run, string a, string b)
    {
        run.Spend(Math.Min(a.Length, b.Length) / 64);
        return string.CompareOrdinal(a, b);
    }

    private static bool ListsEqual(FeelRun run, FeelList a, FeelList b)
    {
        if (a.Items.Length != b.Items.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Items.Length; i++)
        {
            if (!Same(run, a.Items[i], b.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ContextsEqual(FeelRun run, FeelContext a, FeelContext b) =>
        a.Entries.Count == b.Entries.Count
        && a.Entries.All(entry => b.Entries.TryGetValue(entry.Key, out var other) && Same(run, entry.Value, other));
}
