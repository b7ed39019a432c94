using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>The matter of a case. The case keeps the wording that held when the matter was chosen: a later change of the register does not reach it.</summary>
/// <legal>行政处罚法 (2021) art. 37: what held when the act was done goes on to hold for it.</legal>
public static class ChosenMatter
{
    private const string Code = "matter.code";

    /// <summary>The matter as the case keeps it; of a case that chose it before registers were kept, as the program carries it. Null where none was chosen.</summary>
    public static Matter? Of(CaseState state)
    {
        var known = FactsDictionary.Official.Matter(state.Text(Code));
        return state.Text("matter.name") is not { Length: > 0 } name ? known
            : new Matter(
                state.Text(Code),
                name,
                state.Text("matter.kind"),
                new LegalSource(state.Text("matter.law"), state.Text("matter.article"), LawData.TagOf(state.Text("matter.tag"))),
                known?.Violation ?? string.Empty,
                state.Text("matter.penalty"),
                state.Amount("matter.fineMin"),
                state.Amount("matter.fineMax"));
    }

    /// <summary>What was entered, and with a matter its wording on the day of the act.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithWording(CaseSetting setting, ImmutableSortedDictionary<string, FeelValue> entered, DateOnly today) =>
        entered.GetValueOrDefault(Code) is FeelText code && setting.Registers.Matter(code.Value, today) is { } matter ? entered.SetItems(Wording(matter)) : entered;

    /// <summary>True for a fact that nobody enters: it came with the matter.</summary>
    public static bool IsWording(string key) => key.StartsWith("matter.", StringComparison.Ordinal) && key != Code;

    private static IEnumerable<KeyValuePair<string, FeelValue>> Wording(Matter matter) =>
    [
        Fact("matter.name", matter.Name),
        Fact("matter.kind", matter.Kind),
        Fact("matter.law", matter.Basis.Law),
        Fact("matter.article", matter.Basis.Article),
        Fact("matter.tag", Tags.Of(matter.Basis.Provenance)),
        Fact("matter.penalty", matter.Penalty),
        Fine("matter.fineMin", matter.FineMin),
        Fine("matter.fineMax", matter.FineMax),
    ];

    private static KeyValuePair<string, FeelValue> Fact(string key, string value) => KeyValuePair.Create(key, value.Length > 0 ? FeelValue.Of(value) : FeelValue.Null);

    private static KeyValuePair<string, FeelValue> Fine(string key, decimal? value) => KeyValuePair.Create(key, value is { } amount ? FeelValue.Of(amount) : FeelValue.Null);
}
