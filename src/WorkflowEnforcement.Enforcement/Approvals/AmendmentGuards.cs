using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>撤销、变更: a decision is taken back or changed by the heads after review, never to the party's disadvantage, and what was published is withdrawn.</summary>
/// <legal>行政处罚法 (2021) art. 45(2), 48(2), 58, 75(2).</legal>
internal static class AmendmentGuards
{
    private const string Ground = "amendment.ground";
    private const string Fine = "amendment.fine";
    private const string DecidedFine = "decision.fine";

    private static readonly LegalSource Correction = LegalSource.PenaltyLaw("第七十五条第二款");
    private static readonly LegalSource Publicity = LegalSource.PenaltyLaw("第四十八条第二款");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.Enters(Ground) ? Asked(act)
        : act.MakesNow("C35") ? Decided(act)
        : act.Enters("publicity.withdrawnOn") ? Reviewed(act)
        : act.Enters("amendment.stopped") ? Revoked(act)
        : act.MakesNow("C40") ? Withdrawn(act)
        : null;

    /// <summary>The entries of a decision to change a penalty, with the fine as it stands from then on: it is collected as changed.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithFine(
        CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered) =>
        step.Documents.Any(document => document.Code == "C35") && outcome.Key == "change" && state.Amount(Fine) is { } fine && fine < state.Amount(DecidedFine)
            ? entered.SetItem(DecidedFine, FeelValue.Of(fine))
            : entered;

    private static Refused? Asked(IntendedAct act) =>
        act.Latest("C31", "C32") is null
            ? new Refused("amendment.no-decision", "本案没有行政处罚决定，不存在撤销、变更。", Correction)
        : act.After.Text(Ground) is "review" or "litigation" && act.Before.Text("remedy.result") is not ("changed" or "revoked")
            ? IntendedAct.Refusal("amendment.no-ruling", "没有登记撤销、变更处罚决定的复议决定或者裁判，请先登记复议、诉讼结果。", Publicity, Ground, "请核对撤销、变更的来源。")
        : Heavier(act);

    private static Refused? Heavier(IntendedAct act) => act.After.Amount(Fine) is { } fine && fine > (act.Before.Amount(DecidedFine) ?? 0)
        ? IntendedAct.Refusal(
            "amendment.heavier", $"变更后的罚款不得高于原决定的{act.Before.Amount(DecidedFine) ?? 0:#,0.00}元；有新的事实须加重的，须另行立案、告知。", LegalSource.PenaltyLaw("第四十五条第二款"), Fine, "不得高于原决定。")
        : null;

    private static Refused? Decided(IntendedAct act) =>
        !act.Command.By.Is(Roles.Director) && !act.Command.By.Is(Roles.Deputy)
            ? new Refused("amendment.approver", "撤销、变更行政处罚决定须由行政机关负责人决定。", Correction)
        : act.Before.ReviewPassed != true || act.PlaceOf("G10") < Math.Max(act.PlaceOf("C31"), act.PlaceOf("C32"))
            ? new Refused("amendment.review", "撤销、变更已经作出的处罚决定，须在决定以后通过法制审核。", LegalSource.ProductDefault("法制审核目录清单：撤销、变更已作出的决定（系统默认规则）"))
        : null;

    private static Refused? Reviewed(IntendedAct act) => act.PlaceOf("G16") <= Math.Max(act.PlaceOf("C31"), act.PlaceOf("C35"))
        ? new Refused("publicity.unreviewed", "撤回公示须经公示审批，现没有针对本次撤回的公示信息审批表。", Publicity)
        : null;

    private static Refused? Revoked(IntendedAct act) => IsRevoked(act.Before)
        ? null
        : new Refused("amendment.not-revoked", "处罚决定没有被撤销，须继续执行。", LegalSource.PenaltyLaw("第七十三条第一款"));

    private static Refused? Withdrawn(IntendedAct act) =>
        (act.Latest("C35") is not null || act.Before.Text("remedy.result") is "changed" or "revoked") && CoercionGuards.Holds(act.Before, "publicity.publish") && act.Before.Date("publicity.withdrawnOn") is null
            ? new Refused("publicity.not-withdrawn", "处罚决定被变更、撤销的，应当在三日内撤回公示并公开说明理由；撤回以前不得结案。", Publicity)
            : null;

    private static bool IsRevoked(CaseState state) => state.Text("amendment.result") == "revoke" || state.Text("remedy.result") == "revoked";
}
