using System.Collections.Frozen;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The types that <c>instance of</c> knows by name.</summary>
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
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
