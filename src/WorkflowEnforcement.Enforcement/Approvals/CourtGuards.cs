using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The court is asked only after the remedies are over and the demand stood ten working days, and within three months.</summary>
/// <legal>行政强制法 (2012) art. 53 to 59.</legal>
internal static class CourtGuards
{
    public static Refused? WhyNot(IntendedAct act) => Application(act) ?? Urgent(act) ?? UpperCourt(act);

    private static Refused? Application(IntendedAct act) =>
        EnforcementGuards.Chooses(act, "court") || act.MakesNow("Q17") ? Remedies(act) ?? Demanded(act) ?? Owed(act) : null;

    private static Refused? Remedies(IntendedAct act)
    {
        var source = CoercionGuards.Law("第五十三条");
        return act.After.Text("enforce.sued") != "no"
                ? CoercionGuards.Told(act, "coercion.sued", "当事人已经申请行政复议或者提起行政诉讼的，不得依照本条申请人民法院强制执行。", source, "enforce.sued")
            : EnforcementReckoning.RemedyEnds(act.Setting, act.After) is not { } ends
                ? new Refused("coercion.remedy-open", "没有登记行政决定的送达日期，不能确定复议、起诉期限是否届满。", source)
            : act.Command.Today <= ends
                ? new Refused("coercion.remedy-open", $"当事人申请复议、提起诉讼（分期缴纳）的期限至{ends:yyyy年M月d日}届满，届满以前不得申请人民法院强制执行。", source)
            : Window(act, ends) is { } last && act.Command.Today > last
                ? new Refused("coercion.window-over", $"申请人民法院强制执行须在期限届满之日起三个月内（{last:yyyy年M月d日}以前），现已超过。", source)
            : null;
    }

    private static DateOnly? Window(IntendedAct act, DateOnly ends) =>
        act.Setting.Clocks.Find("T22", ends) is { } rule ? Deadlines.DeadlineCalculator.Compute(rule, ends, act.Setting.Calendar).Due : null;

    private static Refused? Demanded(IntendedAct act)
    {
        if (EnforcementGuards.NotDemanded(act, "第五十四条") is { } refused)
        {
            return refused;
        }

        var waited = act.Before.Clocks.GetValueOrDefault("T23");
        return waited is null || (waited.State == ClockState.Running && waited.Due >= act.Command.Today)
            ? new Refused("coercion.demand-open", $"催告书送达十日（工作日）后当事人仍未履行的，才能申请人民法院强制执行{(waited is null ? string.Empty : $"，十日至{waited.Due:yyyy年M月d日}届满")}。", CoercionGuards.Law("第五十四条"))
            : null;
    }

    private static Refused? Owed(IntendedAct act) =>
        act.After.Text("enforce.duty") == "money" && (act.After.Amount("enforce.total") ?? 0) <= 0
            ? new Refused("coercion.nothing-due", "应缴总额为零，不得申请人民法院强制执行。", CoercionGuards.Law("第五十三条"))
            : null;

    private static Refused? Urgent(IntendedAct act) =>
        (act.Enters("court.urgent") || act.MakesNow("Q17")) && act.After.Text("court.urgent") == "yes" && act.After.Text("court.urgentReason").Length == 0
            ? CoercionGuards.Told(act, "coercion.court-urgent", "申请人民法院立即执行的，须情况紧急、为保障公共安全，请写明理由。", CoercionGuards.Law("第五十九条"), "court.urgentReason")
            : null;

    private static Refused? UpperCourt(IntendedAct act) =>
        act.Enters("court.upperOn") && act.After.Date("court.upperOn") is { } day && act.Before.Clocks.GetValueOrDefault("T22a") is { } term && day > term.Due
            ? CoercionGuards.Told(act, "coercion.upper-late", $"对裁定有异议的，须自收到裁定之日起十五日内（{term.Due:yyyy年M月d日}以前）向上一级人民法院申请复议。", CoercionGuards.Law("第五十六条第二款、第五十八条第三款"), "court.upperOn")
            : null;
}
