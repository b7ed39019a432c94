using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Before which penalties the party must be told of its right to a hearing: those that the law names, and what the register of parameters says.</summary>
/// <legal>行政处罚法 (2021) art. 63(1).</legal>
internal static class HearingRight
{
    // 第六十三条第一款第三项、第四项 name them, so no parameter takes them away; what else is heavy is one.
    private static readonly string[] Kinds = ["lowerGrade", "revokeLicence", "stop", "close", "ban"];

    /// <summary>Whether what calls for a hearing is a major case, which the leaders discuss.</summary>
    public static bool IsMajor(IntendedAct act) => act.Parameter(ParameterIds.DiscussionAsHearing).IsOn;

    /// <summary>Why the penalty that is proposed or drafted calls for the offer of a hearing.</summary>
    /// <param name="act">The act; the amounts from which on a fine or a confiscation counts as large are those of its day, themselves included.</param>
    /// <returns>What it is, in a few words; null where the law asks for no hearing.</returns>
    public static string? WhyDue(IntendedAct act)
    {
        var (state, party) = (act.After, act.After.Text("party.kind"));
        var rows = Rows(state).ToList();
        if (rows.Find(row => Kinds.Contains(row.Kind) || (row.Kind == "restrict" && act.Parameter(ParameterIds.HearingRestrict).IsOn)) is { Kind: { } kind })
        {
            return FactsDictionary.Official["proposed.types"].Columns[0].LabelOf(kind);
        }

        if (party is not ("person" or "organization"))
        {
            return null;
        }

        var large = act.Parameter(ParameterIds.Hearing(party)).Value;
        var fine = Math.Max(state.Amount("proposed.fine") ?? 0, state.Amount("decision.fine") ?? 0);
        var taken = Math.Max(rows.Where(row => row.Kind is "income" or "goods").Select(row => row.Amount).DefaultIfEmpty().Max(), state.Amount("decision.confiscation") ?? 0);
        return fine >= large ? $"罚款{fine:#,0.00}元，达到{large:#,0.00}元"
            : taken >= large ? $"没收{taken:#,0.00}元，达到{large:#,0.00}元"
            : null;
    }

    /// <summary>Kinds and amounts of the penalties that are proposed.</summary>
    public static IEnumerable<(string Kind, decimal Amount)> Rows(CaseState state) => Rows(state.Facts);

    /// <summary>Kinds and amounts of the penalties that some facts propose.</summary>
    public static IEnumerable<(string Kind, decimal Amount)> Rows(ImmutableSortedDictionary<string, FeelValue> facts) => facts.GetValueOrDefault("proposed.types") is FeelList rows
        ? rows.Items.OfType<FeelContext>().Select(row => (row["kind"] is FeelText kind ? kind.Value : string.Empty, row["amount"] is FeelNumber amount ? amount.Value : 0m))
        : [];
}
