using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A penalty below the least that the law threatens needs a ground of the law; no more is confiscated than the party was told.</summary>
/// <legal>行政处罚法 (2021) art. 30, 32, 44, 45(2).</legal>
internal static class LeastFineGuards
{
    private static readonly LegalSource Mitigation = LegalSource.PenaltyLaw("第三十二条");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.MakesNow("C20") && act.After.Text("proposed.kind") == CaseWords.Penalty ? Ground(act) ?? BelowLeast(act, "proposed.fine")
        : act.Punishes || act.Enters("decision.fine") ? BelowLeast(act, "decision.fine") ?? MoreTaken(act)
        : null;

    private static Refused? Ground(IntendedAct act) =>
        act.After.Text("discretion.grade") == "mitigated" && act.After.Text("discretion.ground").Length == 0
            ? IntendedAct.Refusal("discretion.ground", "减轻处罚须有法定情形，现没有写明。", Mitigation, "discretion.ground", "请选择减轻处罚的情形。")
            : null;

    private static Refused? BelowLeast(IntendedAct act, string key)
    {
        var matter = FactsDictionary.Official.Matter(act.After.Text("matter.code"));
        if (matter is not { FineMin: > 0 and var least } || act.After.Amount(key) is not (> 0 and var fine) || fine >= least || IsMitigated(act.After))
        {
            return null;
        }

        return IntendedAct.Refusal(
            "penalty.below-limit",
            $"「{matter.Name}」的罚款不得少于{least:#,0.00}元（{matter.Basis}），现为{fine:#,0.00}元；低于法定最低数额属于减轻处罚，须有法定的减轻情形。",
            Mitigation,
            key,
            $"没有减轻情形的，不得少于{least:#,0.00}元。");
    }

    private static bool IsMitigated(CaseState state) => state.Text("discretion.grade") == "mitigated" && state.Text("discretion.ground").Length > 0;

    private static Refused? MoreTaken(IntendedAct act)
    {
        if (act.Before.NoticedFacts is not { } noticed || act.After.Amount("decision.confiscation") is not (> 0 and var taken))
        {
            return null;
        }

        var told = HearingRight.Rows(noticed).Where(row => row.Kind == "income").Sum(row => row.Amount);
        return taken > told
            ? IntendedAct.Refusal(
                "penalty.heavier",
                $"告知当事人拟没收违法所得{told:#,0.00}元，现为{taken:#,0.00}元；不得因陈述、申辩加重处罚，有新事实的须重新调查并重新告知。",
                LegalSource.PenaltyLaw("第四十五条第二款"),
                "decision.confiscation",
                $"不得超过{told:#,0.00}元。")
            : null;
    }
}
