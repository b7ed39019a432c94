using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No measure without a power of law or regulation, and none before the head approved it or the case was urgent.</summary>
/// <legal>行政强制法 (2012) art. 10, 18, 19, 22, 29.</legal>
internal static class CoercionGuards
{
    /// <summary>The documents by which a measure is taken: sealed, seized, frozen.</summary>
    public static readonly string[] Decisions = ["Q03a", "Q03b", "Q03c"];

    private const string Kind = "measure.kind";

    public static Refused? WhyNot(IntendedAct act) => act.SendsBack
        ? null
        : Power(act) ?? Unchanged(act) ?? Urgent(act) ?? Approver(act) ?? Emergency(act) ?? Reviewed(act) ?? Approved(act)
            ?? CoercionSceneGuards.WhyNot(act) ?? CoercionTermGuards.WhyNot(act) ?? CoercionEndGuards.WhyNot(act) ?? EnforcementGuards.WhyNot(act);

    /// <summary>An article of 《行政强制法》.</summary>
    public static LegalSource Law(string article) => new("行政强制法", article);

    /// <summary>A refusal that names the field where the step asks for it.</summary>
    public static Refused Told(IntendedAct act, string code, string message, LegalSource source, string key) =>
        act.Enters(key) ? IntendedAct.Refusal(code, message, source, key, message) : new Refused(code, message, source);

    /// <summary>True where a fact holds.</summary>
    public static bool Holds(CaseState state, string key) => state.Facts.GetValueOrDefault(key) is FeelBoolean { Value: true };

    /// <summary>The refusal where a case of the bureau's list was not reviewed since what the review must cover.</summary>
    public static Refused? Unreviewed(IntendedAct act, string listed) =>
        act.Setting.Registers.Find(RegisterKeys.Review, $"coercion.{listed}", act.Command.Today) is { } due && !(act.Before.ReviewPassed == true && act.PlaceOf("G10") > act.PlaceOf("G09"))
            ? new Refused("coercion.review-missing", $"属于法制审核目录清单中「{due["name"]}」的情形，未经法制审核或者审核未通过的，不得作出决定。", due.Source)
            : null;

    /// <summary>True where a law gives the bureau a power that most bureaus lack: the register of parameters says so, from a day on.</summary>
    /// <param name="act">The act.</param>
    /// <param name="power"><see cref="ParameterIds.Freezing"/> or <see cref="ParameterIds.OwnEnforcement"/>.</param>
    /// <param name="none">Why it has none.</param>
    public static bool HasPower(IntendedAct act, string power, out LegalSource none)
    {
        var own = act.Parameter(power);
        none = own.IsOn ? own.Source : Law(power == ParameterIds.Freezing ? "第二十九条第一款" : "第十三条");
        return own.IsOn;
    }

    /// <summary>True where the measure was or is to be taken at once.</summary>
    public static bool IsUrgent(CaseState state) => state.Text("measure.mode") == "urgent";

    private static MeasurePower? PowerOf(IntendedAct act) =>
        act.Setting.Registers.PowerOf(act.After.Text("matter.code"), act.After.Text(Kind), act.Command.Today);

    private static bool Takes(IntendedAct act) => act.MakesNow(Decisions.AsSpan()) || act.Enters("measure.actedOn");

    private static Refused? Power(IntendedAct act)
    {
        if (!act.Enters(Kind) && !act.MakesNow("Q01", "Q02") && !Takes(act))
        {
            return null;
        }

        if (act.After.Text(Kind) == "freeze" && !HasPower(act, ParameterIds.Freezing, out var none))
        {
            return Told(act, "coercion.freezing-off", "冻结存款、汇款须由法律规定的行政机关实施，没有法律规定本机关可以冻结，不得实施冻结。", none, Kind);
        }

        return PowerOf(act) is null
            ? Told(
                act,
                "coercion.no-power",
                $"没有法律、法规规定本机关在该事项上可以采取「{FactsDictionary.Official[Kind].LabelOf(act.After.Text(Kind))}」，不得采取。",
                Law("第十条、第二十二条"),
                Kind)
            : null;
    }

    // What was approved is what is done.
    private static Refused? Unchanged(IntendedAct act) =>
        act.Enters(Kind) && act.Before.Text(Kind).Length > 0 && act.Before.Text(Kind) != act.After.Text(Kind) && act.Latest("Q01", "Q03a", "Q03b", "Q03c") is not null
            ? Told(act, "coercion.kind-changed", "措施已经批准或者实施，种类不得改变；需要采取其他措施的，另行报批。", Law("第十八条第一项"), Kind)
            : null;

    private static Refused? Urgent(IntendedAct act) =>
        IsUrgent(act.After) && (Takes(act) || act.Step.OutcomeVariable == "measure.mode") && act.After.Text("measure.urgentReason").Length == 0
            ? Told(act, "coercion.urgent-reason", "情况紧急、需要当场实施的，须写明紧急情况。", Law("第十九条"), "measure.urgentReason")
            : null;

    private static Refused? Approver(IntendedAct act)
    {
        if (!act.MakesNow("Q01", "Q02", "Q07", "Q08", "Q09", "Q10"))
        {
            return null;
        }

        var measure = act.MakesNow("Q01", "Q02") ? PowerOf(act) : null;
        return measure is not null && !measure.Approvers.Any(act.Command.By.Is)
            ? new Refused("coercion.principal", $"采取该措施须经{measure.ApprovedBy}批准，{act.Command.By.Name}不得批准。", measure.Source)
            : !act.Command.By.Is(Roles.Director) && !act.Command.By.Is(Roles.Deputy)
                ? new Refused("coercion.approver", "行政强制措施须由行政机关负责人批准或者决定，其他人员不得批准。", Law("第十八条第一项"))
                : null;
    }

    private static Refused? Emergency(IntendedAct act)
    {
        if (!act.MakesNow("Q02"))
        {
            return null;
        }

        if (CoercionSceneGuards.ActedAt(act.After, act.Command.At.Offset) is not { } acted)
        {
            return new Refused("coercion.not-acted", "补办批准须在当场实施以后，现没有实施的日期和时间。", Law("第十九条"));
        }

        return act.Outcome.Key == "approve" && act.Command.At > acted.AddHours(24)
            ? new Refused("coercion.emergency-late", $"当场实施的，应当在二十四小时内（{acted.AddHours(24):yyyy年M月d日HH时mm分}以前）补办批准手续，已经超过，应当立即解除。", Law("第十九条"))
            : null;
    }

    private static Refused? Reviewed(IntendedAct act)
    {
        var approves = act.MakesNow("Q01") || (Takes(act) && !IsUrgent(act.After));
        return !approves ? null
            : act.After.Text(Kind) == "sealPlace" && Unreviewed(act, "place") is { } place ? place
            : act.After.Text("measure.valuable") == "yes" ? Unreviewed(act, "valuable")
            : null;
    }

    private static Refused? Approved(IntendedAct act)
    {
        if (!Takes(act) || IsUrgent(act.After))
        {
            return null;
        }

        return act.Latest("Q01") is not { State: DocumentState.Issued } approval
            ? new Refused("coercion.not-approved", "实施前须向行政机关负责人报告并经批准，本案没有批准的行政强制措施审批表。", Law("第十八条第一项"))
            : act.After.Date("measure.actedOn") is { } day && day < approval.On
                ? Told(act, "date.order", $"实施日期不得早于批准之日（{approval.On:yyyy年M月d日}）。", Law("第十八条第一项"), "measure.actedOn")
                : null;
    }
}
