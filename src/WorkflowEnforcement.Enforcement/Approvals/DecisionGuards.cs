using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What is decided, performed, closed and archived agrees with what the case holds.</summary>
/// <legal>行政处罚法 (2021) art. 47, 57, 67.</legal>
internal static class DecisionGuards
{
    private static readonly LegalSource Record = LegalSource.PenaltyLaw("第四十七条");

    private static readonly string[] Transfer = ["transfer.agency", "transfer.reason", "transfer.basis"];

    private static readonly ImmutableDictionary<string, string[]> ClosedAs = new Dictionary<string, string[]>
    {
        [CaseWords.Penalty] = ["performed", "court", "revoked"],
        ["none"] = ["noPenalty"],
        ["unfounded"] = ["noPenalty"],
        ["dismiss"] = ["dismissed"],
        ["transfer"] = ["transferred"],
    }.ToImmutableDictionary();

    public static Refused? WhyNot(IntendedAct act) => act.SendsBack ? null : Decision(act) ?? Payment(act) ?? Closing(act) ?? Archive(act);

    // The written decision is made of the draft: a text that fines must not stand under a decision not to punish.
    private static Refused? Decision(IntendedAct act)
    {
        if (!act.Decides || act.Outcome.Key == CaseWords.Penalty)
        {
            return null;
        }

        var source = LegalSource.PenaltyLaw("第五十七条第一款");
        if (act.After.Amount("decision.fine") > 0)
        {
            return new Refused(
                "decision.not-as-drafted",
                $"拟制的决定有罚款{act.After.Amount("decision.fine"):#,0.00}元，与「{act.Outcome.Label}」不符，须退回重新拟制。",
                source);
        }

        var missing = act.Outcome.Key == "transfer" ? Transfer.FirstOrDefault(key => act.After.Text(key).Length == 0) : null;
        return missing is null
            ? null
            : new Refused("decision.transfer", $"决定移送的，须写明「{FactsDictionary.Official[missing].Label}」，现未填写，须退回补充。", source);
    }

    private static Refused? Payment(IntendedAct act)
    {
        if (act.Outcome.Key != "paid" || !act.Enters("payment.amount") || act.After.Amount("payment.amount") is not { } paid)
        {
            return null;
        }

        var (fine, taken) = (act.Before.Amount("decision.fine") ?? 0, act.Before.Amount("decision.confiscation") ?? 0);
        var added = act.Latest("C38") is null ? 0 : SurchargeCount.Of(act.After, act.After.Date("payment.paidOn") ?? act.Command.Today) is SurchargeOutcome.Computed { Amount: var amount } ? amount : 0;
        var owed = fine + taken + added;
        var parts = string.Concat(taken > 0 ? $"，没收违法所得{taken:#,0.00}元" : string.Empty, added > 0 ? $"，至缴款之日加处罚款{added:#,0.00}元" : string.Empty);
        return paid < owed
            ? IntendedAct.Refusal(
                "payment.short",
                $"罚款为{fine:#,0.00}元{parts}，现缴{paid:#,0.00}元，没有缴清，不能登记为「{act.Outcome.Label}」。",
                LegalSource.PenaltyLaw("第六十六条第一款、第六十七条第三款"),
                "payment.amount",
                $"缴清的，不得少于{owed:#,0.00}元。")
            : null;
    }

    private static Refused? Closing(IntendedAct act) =>
        act.Enters("closing.result") && ClosedAs.TryGetValue(act.Before.Text("decision.kind"), out var results) && !results.Contains(act.After.Text("closing.result"))
            ? IntendedAct.Refusal(
                "closing.result",
                $"本案的决定是「{FactsDictionary.Official["decision.kind"].LabelOf(act.Before.Text("decision.kind"))}」，结案情形与之不符。",
                Record,
                "closing.result",
                $"请选择{string.Join("、", results.Select(FactsDictionary.Official["closing.result"].LabelOf))}。")
            : null;

    private static Refused? Archive(IntendedAct act) =>
        act.Makes("G18") && act.Before.Documents.Find(document => document.State is DocumentState.Requested or DocumentState.Failed) is { } missing
            ? new Refused(
                "archive.documents-open",
                $"归档的案卷须齐全，「{missing.Name}」{(missing.State == DocumentState.Failed ? "未能制作，须先处理案件上的异常" : "正在制作，请稍后再试")}。",
                Record)
            : null;
}
