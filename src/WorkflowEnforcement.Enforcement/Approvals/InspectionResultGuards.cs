using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The result of an inspection agrees with its record, is told in writing, and is followed up.</summary>
/// <legal>国办发〔2024〕54号; periods and forms are defaults of the product.</legal>
internal static class InspectionResultGuards
{
    private static readonly LegalSource Default = LegalSource.ProductDefault("检查结果与检查记录一致（系统默认规则）");
    private static readonly LegalSource Evidence = LegalSource.PenaltyLaw("第四十六条、第五十四条第一款");
    private static readonly LegalSource Correction = LegalSource.PenaltyLaw("第二十八条第一款");

    public static Refused? WhyNot(IntendedAct act) =>
        Agreed(act) ?? Told(act) ?? Term(act) ?? Extension(act) ?? Recheck(act) ?? HandOver(act) ?? Closed(act);

    private static Refused? Agreed(IntendedAct act)
    {
        if (act.Step.OutcomeVariable != "result.kind" && !act.MakesNow("J10"))
        {
            return null;
        }

        var (kind, approved) = (act.After.Text("result.kind"), IsMade(act.Latest("J03")));
        if (approved == (kind == "void"))
        {
            return approved
                ? new Refused("result.void", "检查已经批准，不能按未获补批处理。", InspectionGuards.Opinion)
                : new Refused("inspection.not-approved", "检查没有批准（紧急检查没有补批），检查结果不得作为处理依据。", InspectionGuards.Opinion);
        }

        return kind == "none" && CaseDraw.Rows(act.After, "site.results").Any(row => CaseDraw.Text(row, "result") == "problem")
            ? new Refused("result.inconsistent", "现场检查记录有不符合的事项，不能告知未发现问题。", Default)
            : null;
    }

    private static Refused? Told(IntendedAct act) => act.MakesNow("J10") && !IsMade(act.Latest("J06"))
        ? new Refused("inspection.no-record", "告知检查结果前须有现场检查笔录，本案没有。", InspectionGuards.Opinion)
        : null;

    private static Refused? Term(IntendedAct act) =>
        act.Step.OutcomeVariable == "result.kind" && act.After.Text("result.kind") == "correct" && act.After.Date("correct.dueOn") < act.Command.Today
            ? IntendedAct.Refusal("correct.due", "改正期限不得早于今日。", Correction, "correct.dueOn", "不得早于今日。")
            : null;

    private static Refused? Extension(IntendedAct act)
    {
        var due = act.Before.Date("correct.dueOn");
        if (act.Enters("extension.askedOn") && act.After.Date("extension.askedOn") > due)
        {
            return IntendedAct.Refusal("extension.late", $"改正期限已于{due:yyyy年M月d日}届满，延期须在届满前申请。", Default, "extension.askedOn", $"不得晚于{due:yyyy年M月d日}。");
        }

        if (act.Enters("extension.until") && act.After.Date("extension.until") <= due)
        {
            return IntendedAct.Refusal("extension.until", $"申请延期至的日期须晚于现在的改正期限（{due:yyyy年M月d日}）。", Default, "extension.until", $"须晚于{due:yyyy年M月d日}。");
        }

        return act.Step.OutcomeVariable == "extensionOutcome" && act.Outcome.Key == "agree" && act.Enters("correct.dueOn")
            && (act.After.Date("correct.dueOn") <= due || act.After.Date("correct.dueOn") > act.After.Date("extension.until"))
            ? IntendedAct.Refusal("extension.beyond", "批准的期限须晚于原期限，不晚于申请的期限。", Default, "correct.dueOn", $"须在{due:yyyy年M月d日}之后，不晚于{act.After.Date("extension.until"):yyyy年M月d日}。")
            : null;
    }

    private static Refused? Recheck(IntendedAct act)
    {
        if (!act.MakesNow("J13"))
        {
            return null;
        }

        var open = CaseDraw.Rows(act.After, "correct.results").Any(row => CaseDraw.Text(row, "done") != "yes");
        return act.Outcome.Key == "passed" && open
            ? IntendedAct.Refusal("recheck.inconsistent", "有问题没有改正的，不能认定已经改正。", Default, "correct.results", "有未改正的问题。")
            : act.After.Date("correct.checkedOn") < act.After.Date("site.visitedOn")
            ? IntendedAct.Refusal("date.order", "复查日期不得早于检查日期。", Default, "correct.checkedOn", $"不得早于{act.After.Date("site.visitedOn"):yyyy年M月d日}。")
            : null;
    }

    private static Refused? HandOver(IntendedAct act) => act.MakesNow("J14") && !CaseDraw.Rows(act.After, "evidence.items").Any()
        ? new Refused("handover.evidence", "移送立案须附证据清单，现没有列出证据。", Evidence)
        : null;

    // A file is closed when the party knows what the inspection found.
    private static Refused? Closed(IntendedAct act) =>
        act.Setting.Procedure.Kind == "inspection" && act.MakesNow("G18") && act.Latest("J06") is not null && act.Latest("J10") is not { State: DocumentState.Served }
            ? new Refused("inspection.untold", "检查结果须以书面告知当事人后才能归档，本案没有已送达的行政检查结果告知书。", InspectionGuards.Opinion)
            : null;

    private static bool IsMade(CaseDocument? document) => document is { State: DocumentState.Issued or DocumentState.Served };
}
