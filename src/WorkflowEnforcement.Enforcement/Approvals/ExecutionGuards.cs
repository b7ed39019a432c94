using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The bureau enforces by itself only where a law lets it, after the demand, and not at night or on rest days.</summary>
/// <legal>行政强制法 (2012) art. 13, 37, 38, 43.</legal>
internal static class ExecutionGuards
{
    private const string On = "execution.on";

    public static Refused? WhyNot(IntendedAct act) => Power(act) ?? Demanded(act) ?? Reviewed(act) ?? Executed(act);

    private static bool Decides(IntendedAct act) => EnforcementGuards.Chooses(act, "own") || act.MakesNow("Q13");

    private static Refused? Power(IntendedAct act) =>
        Decides(act) && !CoercionGuards.HasPower(act, ParameterIds.OwnEnforcement, out var none)
            ? new Refused("coercion.no-own-power", "行政强制执行由法律设定；法律没有规定本机关强制执行的，须申请人民法院强制执行。", none)
            : null;

    private static Refused? Demanded(IntendedAct act) => !Decides(act) ? null
        : EnforcementGuards.NotDemanded(act, "第三十七条第一款") is { } refused ? refused
        : !EnforcementGuards.IsTermOver(act) && act.After.Text("demand.hiding").Length == 0
            ? new Refused("coercion.demand-open", $"经催告，当事人逾期仍不履行且无正当理由的，才能作出强制执行决定；催告的期限至{act.After.Date("demand.termOn"):yyyy年M月d日}。", CoercionGuards.Law("第三十七条第一款"))
        : null;

    private static Refused? Reviewed(IntendedAct act) => act.MakesNow("Q13") ? CoercionGuards.Unreviewed(act, "ownEnforcement") : null;

    private static Refused? Executed(IntendedAct act)
    {
        if (!act.Enters(On) || act.Outcome.Key != "done")
        {
            return null;
        }

        return Officers(act) ?? Served(act) ?? Hours(act) ?? Utilities(act);
    }

    private static Refused? Officers(IntendedAct act)
    {
        var day = act.After.Date(On) ?? act.Command.Today;
        var fit = act.After.Officers is [var lead, var assist] && lead != assist && act.After.Officers.Contains(act.Command.By.Id)
            && act.After.Officers.All(user => act.Setting.Staff.GetValueOrDefault(user)?.MayEnforceOn(day) == true);
        return fit ? null : new Refused("coercion.two-officers", "强制执行须由本机关两名以上在实施之日持有有效执法证件的执法人员实施。", CoercionGuards.Law("第十七条第三款、第十八条第二项"));
    }

    private static Refused? Served(IntendedAct act)
    {
        var decision = act.Latest("Q13");
        return act.MakesNow("Q14c") || (decision is { State: DocumentState.Served } && decision.ServedOn <= act.After.Date(On))
            ? null
            : new Refused("coercion.not-served", "强制执行决定书送达当事人以后才能实施强制执行。", CoercionGuards.Law("第三十八条"));
    }

    private static Refused? Hours(IntendedAct act)
    {
        var (from, to) = (CoercionSceneGuards.Minute(act.After.Text("execution.from")), CoercionSceneGuards.Minute(act.After.Text("execution.to")));
        if (act.After.Date(On) is not { } day || from is not { } first || to is not { } last || last < first)
        {
            return CoercionGuards.Told(act, "coercion.moment", "须写明实施的日期和起止时间，时间写成09:20的形式，结束不早于开始。", CoercionGuards.Law("第四十三条第一款"), "execution.from");
        }

        var urgent = act.After.Text("execution.urgentReason").Length > 0 && (!act.Enters("execution.urgent") || act.After.Text("execution.urgent") == "yes");
        return urgent ? null
            : NightHours.On(act.Setting.Registers, day) is var night && (night.Holds(first) || night.Holds(last))
                ? CoercionGuards.Told(act, "coercion.night", $"不得在夜间（{night.From:HH\\:mm}至次日{night.To:HH\\:mm}）实施行政强制执行；情况紧急的，写明紧急情况。", night.Source, "execution.from")
            : !act.Setting.Calendar.IsWorkingDay(day)
                ? CoercionGuards.Told(act, "coercion.holiday", $"{day:yyyy年M月d日}是法定节假日，不得实施行政强制执行；情况紧急的，写明紧急情况。", CoercionGuards.Law("第四十三条第一款"), On)
            : null;
    }

    private static Refused? Utilities(IntendedAct act) =>
        act.Enters("execution.utilities") && !CoercionGuards.Holds(act.After, "execution.utilities")
            ? CoercionGuards.Told(act, "coercion.utilities", "不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行。", CoercionGuards.Law("第四十三条第二款"), "execution.utilities")
            : null;
}
