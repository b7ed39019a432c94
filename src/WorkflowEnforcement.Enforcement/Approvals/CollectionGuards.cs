using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Instalments, the surcharge, and the court: in time, after the demand, and not while the party may still sue.</summary>
/// <legal>行政处罚法 (2021) art. 66(2), 72; 行政强制法 (2012) art. 45, 53, 54.</legal>
internal static class CollectionGuards
{
    private static readonly LegalSource Court = new("行政强制法", "第五十三条");
    private static readonly LegalSource Demand = new("行政强制法", "第五十四条");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack || act.Setting.Procedure.Kind != "penalty" ? null
        : act.MakesNow("C36a") ? Plan(act)
        : act.Outcome.Key == "agree" && act.Enters("instalment.until") ? Granted(act)
        : act.Enters("payment.records") ? Kept(act)
        : act.Enters("surcharge.countedTo") || act.MakesNow("C38") ? Overdue(act)
        : act.MakesNow("Q11") ? NotOverdue(act) ?? RemedyEnd(act)
        : act.MakesNow("Q17") ? InTime(act)
        : null;

    private static Refused? Plan(IntendedAct act)
    {
        var (sum, fine) = (Sum(act.After, "instalment.plan"), act.Before.Amount("decision.fine") ?? 0);
        return sum == fine
            ? null
            : IntendedAct.Refusal(
                "instalment.sum", $"各期数额合计为{sum:#,0.00}元，与罚款{fine:#,0.00}元不一致。", LegalSource.PenaltyLaw("第六十六条第二款"), "instalment.plan", $"合计须为{fine:#,0.00}元。");
    }

    private static Refused? Granted(IntendedAct act)
    {
        var last = Days(act.After, "instalment.plan").DefaultIfEmpty().Max();
        return act.After.Date("instalment.until") == last
            ? null
            : IntendedAct.Refusal(
                "instalment.until", $"最后一期的缴纳期限为{last:yyyy年M月d日}，最后一期届满日须与之一致。", LegalSource.PenaltyLaw("第六十六条第二款"), "instalment.until", $"须为{last:yyyy年M月d日}。");
    }

    private static Refused? Kept(IntendedAct act)
    {
        var (before, after) = (Rows(act.Before, "payment.records"), Rows(act.After, "payment.records"));
        return after.Length < before.Length || !after.Take(before.Length).SequenceEqual(before)
            ? IntendedAct.Refusal("payment.records", "已经登记的缴款不得改动或者删除，只能增加。", LegalSource.PenaltyLaw("第四十七条"), "payment.records", "请在原有记录之后增加。")
            : null;
    }

    private static Refused? Overdue(IntendedAct act) => act.After.Amount("surcharge.amount") is > 0
        ? null
        : CoercionGuards.Told(act, "surcharge.not-overdue", "缴款期限没有届满或者没有未缴的罚款，不得加处罚款。", LegalSource.PenaltyLaw("第七十二条第一款第一项"), "surcharge.countedTo");

    private static Refused? NotOverdue(IntendedAct act) =>
        act.Before.Clocks.GetValueOrDefault("T18") is not { } payment || (payment.State == ClockState.Running && payment.Due >= act.Command.Today)
            ? new Refused("collection.not-overdue", "行政决定送达以后，当事人在决定的期限以内不履行的，才能催告；现缴款期限还没有届满。", new LegalSource("行政强制法", "第三十四条"))
            : null;

    // From this day the three months run: the last to end of the time to sue, of the review or lawsuit, and of the instalments.
    private static Refused? RemedyEnd(IntendedAct act)
    {
        var (asked, granted) = (act.After.Date("collect.remedyEndsOn"), act.Before.Date("instalment.until"));
        var (ended, sue) = (SueAfterReview(act) is null ? act.Before.Date("remedy.endedOn") : null, SueAfterReview(act)?.Due ?? act.Before.Clocks.GetValueOrDefault("T21")?.Due);
        var earliest = new[] { ended ?? sue, granted }.Max() ?? DateOnly.MinValue;
        var exact = ended is null && earliest > DateOnly.MinValue;
        return asked < earliest || (exact && asked != earliest)
            ? IntendedAct.Refusal(
                "court.remedy-end",
                $"{(granted is null ? "起诉期限" : "起诉期限和延期、分期缴纳的期限")}于{earliest:yyyy年M月d日}届满，申请法院强制执行的三个月自该日起算。",
                granted is null ? Court : LegalSource.PenaltyLaw("第七十二条第二款"),
                "collect.remedyEndsOn",
                $"须为{earliest:yyyy年M月d日}。")
            : null;
    }

    private static Refused? InTime(IntendedAct act)
    {
        var (today, ends) = (act.Command.Today, act.Before.Date("collect.remedyEndsOn"));
        return act.Before.Date("remedy.filedOn") is { } filed && (act.Before.Date("remedy.endedOn") is not { } ended || ended < filed)
                ? new Refused("court.remedy-open", $"当事人已于{filed:yyyy年M月d日}申请复议或者起诉，尚未终结，不能申请法院强制执行。", Court)
            : ends is null || today <= ends
                ? new Refused("court.too-early", $"当事人的起诉（延期、分期）期限{(ends is { } day ? $"至{day:yyyy年M月d日}" : "尚未")}届满，届满以前不能申请法院强制执行。", Court)
            : (SueAfterReview(act) ?? act.Before.Clocks.GetValueOrDefault("T21")) is { State: ClockState.Running } sue && sue.Due >= today
                ? new Refused("court.too-early", $"当事人在{sue.Due:yyyy年M月d日}以前仍可以提起行政诉讼，届满以前不能申请法院强制执行。", Court)
            : act.Latest("Q11") is not { State: DocumentState.Served, ServedOn: { } served } || act.Before.Clocks.GetValueOrDefault("T23") is not { } wait || wait.StartedOn < served || wait.Due >= today
                ? new Refused("court.no-demand", "申请法院强制执行以前须催告当事人履行，催告书送达十日后仍未履行的才能申请。", Demand)
            : act.Before.Clocks.GetValueOrDefault("T22") is { } window && window.Due < today
                ? new Refused("court.too-late", $"申请法院强制执行的期限已于{window.Due:yyyy年M月d日}届满。", Court)
            : null;
    }

    // After a review only fifteen days are left in which to sue; a lawsuit ends with its judgment.
    private static CaseClock? SueAfterReview(IntendedAct act) => act.Before.Text("remedy.kind") == "review" ? act.Before.Clocks.GetValueOrDefault("T21a") : null;

    private static decimal Sum(CaseState state, string key) => Rows(state, key).OfType<FeelContext>().Select(row => row["amount"]).OfType<FeelNumber>().Sum(amount => amount.Value);

    private static IEnumerable<DateOnly> Days(CaseState state, string key) => Rows(state, key).OfType<FeelContext>().Select(row => row["due"]).OfType<FeelDate>().Select(day => day.Value);

    private static FeelValue[] Rows(CaseState state, string key) => state.Facts.GetValueOrDefault(key) is FeelList rows ? [.. rows.Items] : [];
}
