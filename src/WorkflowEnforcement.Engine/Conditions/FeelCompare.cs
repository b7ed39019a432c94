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
            (FeelNull, FeelNull) => true,
            (FeelNull, _) or (_, FeelNull) => false,
            (FeelList a, FeelList b) => ListsEqual(run, a, b),
            (FeelContext a, FeelContext b) => ContextsEqual(run, a, b),
            (FeelDuration a, FeelMonths b) => a.Value == TimeSpan.Zero && b.Value == 0 ? true : null,
            (FeelMonths a, FeelDuration b) => a.Value == 0 && b.Value == TimeSpan.Zero ? true : null,
            _ => left.GetType() == right.GetType() ? left.Equals(right) : null,
        };
    }

    /// <summary>Whether the values are surely equal; used where FEEL searches a list.</summary>
    public static bool Same(FeelRun run, FeelValue left, FeelValue right) => AreEqual(run, left, right) == true;

    /// <summary>Negative, zero or positive, or a null reference where there is no order.</summary>
    public static int? Order(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value.CompareTo(b.Value),
        (FeelText a, FeelText b) => string.CompareOrdinal(a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.Value.CompareTo(b.Value),
        (FeelTime a, FeelTime b) => a.Value.CompareTo(b.Value),
        (FeelDateTime a, FeelDateTime b) => a.Value.CompareTo(b.Value),
        (FeelDuration a, FeelDuration b) => a.Value.CompareTo(b.Value),
        (FeelMonths a, FeelMonths b) => a.Value.CompareTo(b.Value),
        _ => null,
    };

    /// <summary>The value of a comparison by its symbol.</summary>
    public static FeelValue Compare(FeelRun run, string symbol, FeelValue left, FeelValue right) => symbol switch
    {
        "=" => Truth(AreEqual(run, left, right)),
        "!=" => Truth(!AreEqual(run, left, right)),
        "<" => Truth(Order(left, right) < 0, left, right),
        "<=" => Truth(Order(left, right) <= 0, left, right),
        ">" => Truth(Order(left, right) > 0, left, right),
        _ => Truth(Order(left, right) >= 0, left, right),
    };

    public static FeelValue Truth(bool? value) => value is { } known ? FeelValue.Of(known) : FeelValue.Null;

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

    // A lifted comparison of null is false in C#, yet null in FEEL.
    private static FeelValue Truth(bool holds, FeelValue left, FeelValue right) =>
        Order(left, right) is null ? FeelValue.Null : FeelValue.Of(holds);

    private static bool? ListsEqual(FeelRun run, FeelList a, FeelList b) =>
        a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(run, pair.First, pair.Second));

    private static bool? ContextsEqual(FeelRun run, FeelContext a, FeelContext b) =>
        a.Entries.Count == b.Entries.Count
        && a.Entries.All(entry => b.Entries.TryGetValue(entry.Key, out var other) && Same(run, entry.Value, other));
}
