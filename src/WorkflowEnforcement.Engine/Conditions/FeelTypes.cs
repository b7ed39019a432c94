using System.Collections.Frozen;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Whether a value is of a type; what walks over many values is paid.</summary>
internal delegate bool FeelTypeTest(FeelRun run, FeelValue value);

/// <summary>The types that have a name, for <c>instance of</c>, parameters and columns of tables.</summary>
internal static class FeelTypes
{
    public static readonly FrozenDictionary<string, FeelTypeTest> ByName = new Dictionary<string, FeelTypeTest>
    {
        ["Any"] = (_, value) => value is not FeelNull,
        ["Null"] = (_, value) => value is FeelNull,
        ["number"] = (_, value) => value is FeelNumber,
        ["string"] = (_, value) => value is FeelText,
        ["boolean"] = (_, value) => value is FeelBoolean,
        ["date"] = (_, value) => value is FeelDate,
        ["time"] = (_, value) => value is FeelTime,
        ["date and time"] = (_, value) => value is FeelDateTime,
        ["days and time duration"] = (_, value) => value is FeelDuration,
        ["years and months duration"] = (_, value) => value is FeelMonths,
        ["list"] = (_, value) => value is FeelList,
        ["context"] = (_, value) => value is FeelContext,
        ["range"] = (_, value) => value is FeelRange,
        ["function"] = (_, value) => value is FeelCallable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A list whose items are all of a type or null; the empty list is one of any.</summary>
    public static FeelTypeTest ListOf(FeelTypeTest isOfType) => (run, value) => value is FeelList list && list.Items.All(item => Paid(run, isOfType, item));

    /// <summary>A range whose ends are of a type.</summary>
    public static FeelTypeTest RangeOf(FeelTypeTest isOfType) => (run, value) =>
        value is FeelRange range
        && Paid(run, isOfType, range.Start) && Paid(run, isOfType, range.End);

    /// <summary>A context that has at least these entries, each of its type; null is of any.</summary>
    public static FeelTypeTest ContextOf(IReadOnlyList<(string Name, FeelTypeTest IsOfType)> entries) => (run, value) =>
        value is FeelContext context
        && entries.All(entry => context.Entries.TryGetValue(entry.Name, out var held) && Paid(run, entry.IsOfType, held));

    // Within a value null is of any type (DMN 1.3, 10.3.2.9.1: Null lies below all others); alone it is an instance of Null.
    private static bool Paid(FeelRun run, FeelTypeTest isOfType, FeelValue value)
    {
        run.Spend(1);
        return value is FeelNull || isOfType(run, value);
    }
}
