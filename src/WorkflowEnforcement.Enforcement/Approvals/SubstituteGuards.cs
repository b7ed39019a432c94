using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>代履行 only against danger to traffic, environment or resources, told three working days before, watched and signed.</summary>
/// <legal>行政强制法 (2012) art. 50 to 52.</legal>
internal static class SubstituteGuards
{
    private const string Harm = "substitute.harm";

    private static readonly (string Key, string What)[] Written =
        [("substitute.reason", "理由和依据"), ("proposed.text", "代履行的方式"), ("substitute.object", "标的"), ("substitute.performer", "代履行人")];

    public static Refused? WhyNot(IntendedAct act) => Drafted(act) ?? AtOnce(act) ?? Decided(act) ?? Done(act);

    private static bool IsUrgent(CaseState state) => state.Text(Harm) == "publicPlace";

    private static Refused? Drafted(IntendedAct act) =>
        act.MakesNow("Q14a") || (act.Enters(Harm) && act.Outcome.Key == "submit") ? Scope(act) ?? Content(act) : null;

    private static Refused? Scope(IntendedAct act) =>
        act.After.Text("enforce.duty") != "act"
            ? new Refused("coercion.substitute-duty", "代履行只适用于要求当事人履行排除妨碍、恢复原状等义务的行政决定，金钱给付不得代履行。", CoercionGuards.Law("第五十条"))
        : act.After.Text(Harm) is not ("traffic" or "pollution" or "resources")
            ? CoercionGuards.Told(act, "coercion.substitute-harm", "代履行须不履行的后果已经或者将危害交通安全、造成环境污染或者破坏自然资源。", CoercionGuards.Law("第五十条"), Harm)
        : act.After.Text("substitute.interested") != "no"
            ? CoercionGuards.Told(act, "coercion.substitute-interest", "委托代履行的第三人须与本案没有利害关系。", CoercionGuards.Law("第五十条"), "substitute.interested")
        : null;

    private static Refused? Content(IntendedAct act)
    {
        var source = CoercionGuards.Law("第五十一条第一款第一项");
        return Written.FirstOrDefault(written => act.After.Text(written.Key).Length == 0) is { Key: { } key } missing
                ? CoercionGuards.Told(act, "coercion.substitute-content", $"代履行决定书须载明{missing.What}。", source, key)
            : act.After.Date("substitute.plannedOn") is null
                ? CoercionGuards.Told(act, "coercion.substitute-content", "代履行决定书须载明代履行的时间。", source, "substitute.plannedOn")
            : act.After.Amount("substitute.estimate") is null
                ? CoercionGuards.Told(act, "coercion.substitute-content", "代履行决定书须载明费用预算。", source, "substitute.estimate")
            : null;
    }

    // What lies on a road or in a river is cleared at once; nothing else is.
    private static Refused? AtOnce(IntendedAct act) =>
        (act.Enters(Harm) && act.Outcome.Key == "urgent") || (act.MakesNow("Q14c") && act.Latest("Q14a") is null)
            ? IsUrgent(act.After)
                ? null
                : CoercionGuards.Told(act, "coercion.substitute-urgent", "只有需要立即清除道路、河道、航道或者公共场所的遗洒物、障碍物或者污染物，当事人不能清除的，才可以立即实施代履行。", CoercionGuards.Law("第五十二条"), Harm)
            : null;

    private static Refused? Decided(IntendedAct act) => !act.MakesNow("Q14a") ? null
        : EnforcementGuards.NotDemanded(act, "第五十条") is { } refused ? refused
        : !EnforcementGuards.IsTermOver(act)
            ? new Refused("coercion.demand-open", $"当事人逾期不履行，经催告仍不履行的，才能代履行；催告的期限至{act.After.Date("demand.termOn"):yyyy年M月d日}。", CoercionGuards.Law("第五十条"))
        : CoercionGuards.Unreviewed(act, "substitute");

    private static Refused? Done(IntendedAct act) => !act.MakesNow("Q14c") ? null : Told(act) ?? Watched(act);

    private static Refused? Told(IntendedAct act)
    {
        if (IsUrgent(act.After) || act.After.Date("execution.on") is not { } day)
        {
            return null;
        }

        var source = CoercionGuards.Law("第五十一条第一款第二项");
        if (act.After.Date("substitute.plannedOn") is { } planned && day < planned)
        {
            return CoercionGuards.Told(act, "coercion.substitute-early", $"代履行不得早于决定书载明的时间（{planned:yyyy年M月d日}）。", source, "execution.on");
        }

        var latest = act.Setting.Clocks.Find("T27", day) is { } rule ? DeadlineCalculator.Compute(rule, day, act.Setting.Calendar).Due : (DateOnly?)null;
        return act.Latest("Q14b") is { State: DocumentState.Served, ServedOn: { } served } && served <= latest
            ? null
            : CoercionGuards.Told(act, "coercion.substitute-notice", $"代履行三日（工作日）前须催告当事人履行，代履行催告书须在{latest:yyyy年M月d日}以前送达。", source, "execution.on");
    }

    private static Refused? Watched(IntendedAct act) =>
        act.After.Text("substitute.supervisor").Length == 0
            ? CoercionGuards.Told(act, "coercion.substitute-watched", "代履行时，作出决定的行政机关须派员到场监督。", CoercionGuards.Law("第五十一条第一款第三项"), "substitute.supervisor")
        : act.After.Text("execution.signed") != "all"
            ? CoercionGuards.Told(act, "coercion.substitute-signed", "代履行完毕，到场监督的工作人员、代履行人和当事人或者见证人须在执行文书上签名或者盖章。", CoercionGuards.Law("第五十一条第一款第四项"), "execution.signed")
        : null;
}
