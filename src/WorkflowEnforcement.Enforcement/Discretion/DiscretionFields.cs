using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>Which fields of a form the table of a matter asks for: a form cannot know the tables that will be published.</summary>
/// <legal>行政处罚法 (2021) art. 34.</legal>
public static class DiscretionFields
{
    private static readonly ImmutableHashSet<string> Inputs =
        ["discretion.months", "discretion.amount", "discretion.history", "discretion.correction", "discretion.consequence", "discretion.degree"];

    /// <summary>Says whether a field is hidden because of the table of the case.</summary>
    /// <param name="book">The tables.</param>
    /// <param name="facts">Facts of the case, the matter among them.</param>
    /// <param name="key">Key of the field.</param>
    /// <param name="day">Local day.</param>
    /// <returns>Null where no table speaks of the field, and the form itself decides.</returns>
    public static bool? IsHidden(DiscretionBook book, ImmutableSortedDictionary<string, FeelValue> facts, string key, DateOnly day) =>
        facts.GetValueOrDefault("matter.code") is FeelText code && book.At(code.Value, day) is { } table
            ? Inputs.Contains(key) || table.Inputs.Contains(key) ? !table.Inputs.Contains(key)
                : key == CaseDiscretion.Grade ? true
                : key == CaseDiscretion.Departure ? false
                : null
            : null;
}
