using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Whether the row of the table of discretion leaves room for a decision on the spot.</summary>
/// <legal>行政处罚法 (2021) art. 33, 34, 51.</legal>
internal static class SummaryRowGuards
{
    private const string Kind = "summary.kind";

    public static Refused? WhyNot(IntendedAct act)
    {
        if (FixedFine.Of(act) is null || CaseDiscretion.Of(act.Setting.Discretion, act.After, act.Command.Today) is not AppliedRow { Row: var row })
        {
            return null;
        }

        if (row.Exempts)
        {
            return SummaryGuards.At(
                act, "summary.row-exempt", $"按裁量基准{row.Citation}不予处罚、不予罚款，不得当场处罚：{row.Text}", LegalSource.PenaltyLaw("第三十三条第一款、第三十四条"), Kind);
        }

        var limit = SummaryLimits.Limit(act.After.Text("party.kind"), act.After.Date("summary.on") ?? act.Command.Today);
        return limit is null || row.Low <= limit.FineMax
            ? null
            : SummaryGuards.At(
                act,
                "summary.row-above-limit",
                $"按裁量基准{row.Citation}应为{row.Range}，都在当场处罚的限额（{limit.FineMax:#,0.##}元）以上，不适用简易程序，须转为普通程序。",
                limit.Source,
                Kind);
    }
}
