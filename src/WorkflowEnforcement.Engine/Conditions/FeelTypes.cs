using System.Collections.Frozen;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The types that have a name, for <c>instance of</c>, parameters and columns of tables.</summary>
internal static class FeelTypes
{
    public static readonly FrozenDictionary<string, Func<FeelValue, bool>> ByName = new Dictionary<string, Func<FeelValue, bool>>
    {
        ["Any"] = value => value is not FeelNull,
        ["Null"] = value => value is FeelNull,
        ["number"] = value => value is FeelNumber,
        ["string"] = value => value is FeelText,
        ["boolean"] = value => value is FeelBoolean,
        ["date"] = value => value is FeelDate,
        ["time"] = value => value is FeelTime,
        ["date and time"] = value => value is FeelDateTime,
        ["days and time duration"] = value => value is FeelDuration,
        ["years and months duration"] = value => value is FeelMonths,
        ["list"] = value => value is FeelList,
        ["context"] = value => value is FeelContext,
        ["range"] = value => value is FeelRange,
        ["function"] = value => value is FeelCallable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A list whose items are all of a type; the empty list is one of any.</summary>
    public static Func<FeelValue, bool> ListOf(Func<FeelValue, bool> isOfType) => value => value is FeelList list && list.Items.All(isOfType);

    /// <summary>A range whose ends are of a type.</summary>
    public static Func<FeelValue, bool> RangeOf(Func<FeelValue, bool> isOfType) =>
        value => value is FeelRange range && (range.Start is FeelNull || isOfType(range.Start)) && (range.End is FeelNull || isOfType(range.End));

    /// <summary>A context that has at least these entries, each of its type; null is of any.</summary>
    public static Func<FeelValue, bool> ContextOf(IReadOnlyList<(string Name, Func<FeelValue, bool> IsOfType)> entries) => value =>
        value is FeelContext context
        && entries.All(entry => context.Entries.TryGetValue(entry.Name, out var held) && (held is FeelNull || entry.IsOfType(held)));
}
