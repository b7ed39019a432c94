using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How a fine decided on the spot is paid: to the bank, into the officers' hands in three cases only, with what is added when it is late.</summary>
/// <legal>行政处罚法 (2021) art. 67 to 70, 72, 73; 行政强制法 art. 42, 53.</legal>
internal static class SummaryMoneyGuards
{
    private const string Ground = "summary.collectGround";
    private const string Reason = "summary.collectReason";
    private const string Asked = "summary.collectAsked";
    private const string Added = "summary.surcharge";

    private static readonly LegalSource Apart = LegalSource.PenaltyLaw("第六十七条第一款");
    private static readonly LegalSource HardLater = LegalSource.PenaltyLaw("第六十八条第二项");
    private static readonly LegalSource FarOff = LegalSource.PenaltyLaw("第六十九条");
    private static readonly LegalSource Receipt = LegalSource.PenaltyLaw("第七十条");
    private static readonly LegalSource Late = LegalSource.PenaltyLaw("第七十二条第一款第一项");

    public static Refused? WhyNot(IntendedAct act) => Way(act) ?? Collected(act) ?? Surcharged(act) ?? Revoked(act) ?? Enforced(act) ?? Published(act);

    private static Refused? Way(IntendedAct act)
    {
        if (!act.MakesNow("C32") || !(act.After.Amount("decision.fine") > 0))
        {
            return null;
        }

        return act.After.Text("summary.collection") switch
        {
            "bank" => null,
            "onSpot" => MayCollect(act),
            _ => SummaryGuards.At(act, "summary.way", "有罚款的，须写明缴纳方式。", LegalSource.PenaltyLaw("第六十七条第三款"), "summary.collection"),
        };
    }

    private static Refused? MayCollect(IntendedAct act)
    {
        var (max, source) = SummaryLimits.OnTheSpot;
        var explained = act.After.Text(Reason).Length > 0;
        return act.After.Text(Ground) switch
        {
            "small" => act.After.Amount("decision.fine") <= max
                ? null
                : SummaryGuards.At(act, "summary.collect-limit", $"罚款超过{max:#,0.##}元的，不得以数额较小为由当场收缴。", source, Ground),
            "hard" => explained ? null : SummaryGuards.At(act, "summary.collect-reason", "以不当场收缴事后难以执行为由当场收缴的，须写明理由。", HardLater, Reason),
            "remote" => !SummaryGuards.IsTrue(act.After, Asked) ? SummaryGuards.At(act, "summary.collect-asked", "在边远、水上、交通不便地区当场收缴的，须由当事人提出。", FarOff, Asked)
                : explained ? null
                : SummaryGuards.At(act, "summary.collect-reason", "在边远、水上、交通不便地区当场收缴的，须写明当事人缴纳罚款确有困难的情况。", FarOff, Reason),
            _ => SummaryGuards.At(act, "summary.no-collection", "除法律规定的情形外，执法人员不得自行收缴罚款。", Apart, Ground),
        };
    }

    private static Refused? Collected(IntendedAct act)
    {
        if (!act.Enters("summary.specialReceipt"))
        {
            return null;
        }

        if (act.After.Text("summary.collection") != "onSpot" || MayCollect(act) is not null)
        {
            return new Refused("summary.no-collection", "本案的决定书没有写明当场收缴，执法人员不得自行收缴罚款。", Apart);
        }

        if (!SummaryGuards.IsTrue(act.After, "summary.specialReceipt") || act.After.Text("payment.receiptNo").Length == 0)
        {
            return SummaryGuards.At(act, "summary.receipt", "当场收缴罚款须向当事人出具财政部门统一制发的专用票据，不出具的，当事人有权拒绝缴纳。", Receipt, "summary.specialReceipt");
        }

        return act.After.Amount("payment.amount") == act.After.Amount("decision.fine")
            ? null
            : SummaryGuards.At(act, "summary.collected", $"决定的罚款为{act.After.Amount("decision.fine"):#,0.00}元，当场收缴的数额须与之相同。", Apart, "payment.amount");
    }

    // What is added is counted, not chosen; less of it is owed only for a reason that is written down.
    private static Refused? Surcharged(IntendedAct act)
    {
        if (act.Outcome.Key != "paid" || !act.Enters(Added) || act.After.Date("payment.paidOn") is not { } paid)
        {
            return null;
        }

        var due = Owed(act.After, paid);
        var given = act.After.Amount(Added) ?? 0;
        if (given > due)
        {
            return SummaryGuards.At(act, "summary.surcharge", $"至{paid:yyyy年M月d日}应加处罚款{due:#,0.00}元，不得加处{given:#,0.00}元。", Late, Added);
        }

        return given < due && act.After.Text("summary.surchargeNote").Length == 0
            ? SummaryGuards.At(act, "summary.surcharge", $"至{paid:yyyy年M月d日}应加处罚款{due:#,0.00}元；加处较少的（例如执行协议减免），须写明理由。", Late, Added)
            : null;
    }

    private static decimal Owed(CaseState state, DateOnly paid)
    {
        if (state.Clocks.GetValueOrDefault("T18") is not { } period || state.Amount("decision.fine") is not { } fine || fine <= 0 || period.Due >= paid)
        {
            return 0;
        }

        var computed = Surcharge.Compute([new FinePart(period.Due, fine)], [new FinePayment(paid, fine)], [.. Pauses(state, paid)], paid);
        return computed is SurchargeOutcome.Computed { Amount: var amount } ? amount : 0;
    }

    private static IEnumerable<SurchargePause> Pauses(CaseState state, DateOnly until)
    {
        if (state.Date("summary.reviewAskedOn") is { } asked)
        {
            yield return new SurchargePause(asked, state.Date("summary.reviewServedOn") ?? Later(asked, until));
        }

        if (state.Date("summary.suedOn") is { } sued)
        {
            yield return new SurchargePause(sued, state.Date("summary.judgedOn") ?? Later(sued, until));
        }
    }

    private static DateOnly Later(DateOnly first, DateOnly until) => first > until ? first : until;

    private static Refused? Revoked(IntendedAct act) =>
        act.Outcome.Key == "revoked" && act.Enters("payment.amount") && act.Before.Text("summary.reviewResult") != "revoked" && act.Before.Text("summary.judgment") != "revoked"
            ? new Refused("summary.not-revoked", "没有登记撤销本决定的复议决定或者裁判，罚款仍须缴纳；复议、诉讼期间决定不停止执行。", LegalSource.PenaltyLaw("第七十三条第一款"))
            : null;

    // The court is asked once no remedy is open any more: here a review must have come first, so its period is the first to end.
    private static Refused? Enforced(IntendedAct act) =>
        act.Outcome.Key == "enforce" && act.Enters("overdue.note") && act.Before.Clocks.GetValueOrDefault("T22") is not { IsOpen: true }
            ? new Refused(
                "summary.not-final",
                act.Before.Clocks.GetValueOrDefault("T20") is { IsOpen: true } review
                    ? $"当事人可以在{review.Due:yyyy年M月d日}以前申请行政复议，期满未申请又不履行的，才能申请人民法院强制执行。"
                    : "当事人的救济途径尚未终结，或者罚款已经缴清，不能申请人民法院强制执行。",
                new LegalSource("行政强制法", "第五十三条"))
            : null;

    private static Refused? Published(IntendedAct act)
    {
        if (!act.Enters("summary.publishUntil") || act.After.Facts.GetValueOrDefault("publicity.publish") is not FeelBoolean { Value: true } || act.After.Date("publicity.publishedOn") is not { } from)
        {
            return null;
        }

        var (months, source) = SummaryLimits.Publicity;
        return act.After.Date("summary.publishUntil") is { } until && from <= until && until <= from.AddMonths(months)
            ? null
            : SummaryGuards.At(act, "summary.publicity", $"当场处罚属于轻微失信，确需公示的，期限自公示之日起不超过{months}个月（至{from.AddMonths(months):yyyy年M月d日}）。", source, "summary.publishUntil");
    }
}
