using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>移送立案: what an inspection hands to the penalty case that is opened from it.</summary>
/// <legal>行政处罚法 (2021) art. 54.</legal>
public static class PenaltyHandover
{
    private static readonly string[] Kept =
    [
        "party.kind", "party.name", "party.code", "party.address", "party.representative", "party.phone",
        "violation.text", "violation.occurredOn", "violation.place",
    ];

    /// <summary>The facts with which the penalty case is opened: nobody types them twice.</summary>
    /// <param name="inspection">The inspection, its 案件线索移交单 (J14) made.</param>
    /// <param name="today">Local day on which the clue is received.</param>
    /// <returns>Null while no J14 was made.</returns>
    public static ImmutableSortedDictionary<string, FeelValue>? Facts(CaseState inspection, DateOnly today) =>
        inspection.Documents.Exists(document => document.Code == "J14")
            ? CaseState.NoFacts
                .AddRange(Kept.Where(inspection.Facts.ContainsKey).Select(key => KeyValuePair.Create(key, inspection.Facts[key])))
                .SetItem("clue.source", FeelValue.Of("inspection"))
                .SetItem("clue.receivedOn", FeelValue.Of(today))
                .SetItem("clue.content", FeelValue.Of($"行政检查（{inspection.Number ?? inspection.ClueNumber}）发现：{inspection.Text("violation.text")}移交的证据：{Evidence(inspection)}。"))
            : null;

    // The list itself is entered where evidence is gathered; the clue says what came with it.
    private static string Evidence(CaseState inspection) =>
        string.Join('、', CaseDraw.Rows(inspection, "evidence.items").Select(row => $"{CaseDraw.Text(row, "name")}（{CaseDraw.Whole(row["pages"])}页）"));
}
