using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>管辖争议: a case is filed here only once it was agreed or designated that it is ours.</summary>
/// <legal>行政处罚法 (2021) art. 25(2).</legal>
internal static class JurisdictionGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第二十五条第二款");

    public static Refused? WhyNot(IntendedAct act) =>
        act.MakesNow("C02") && act.Before.Text("jurisdiction.talk").Length > 0 && !IsOurs(act.Before)
            ? new Refused("jurisdiction.not-ours", $"本案与{act.Before.Text("transfer.agency")}有管辖争议，没有协商或者指定由本机关管辖的，不得立案。", Source)
            : null;

    private static bool IsOurs(CaseState state) => (state.Text("jurisdiction.result"), state.Text("jurisdiction.designated")) is ("ours", _) or ("failed", "ours");
}
