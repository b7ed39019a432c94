using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How a measure is taken on the scene: by two officers, before the party or a witness, told and heard, only of what the case concerns.</summary>
/// <legal>行政强制法 (2012) art. 17, 18, 19, 23, 24, 31.</legal>
internal static class CoercionSceneGuards
{
    private const string Items = "measure.items";

    private static readonly (string Key, string Message, string Article)[] Declared =
    [
        ("measure.shown", "实施时须当场出示执法身份证件。", "第十八条第三项"),
        ("measure.called", "实施时须通知当事人到场。", "第十八条第四项"),
        ("measure.told", "须当场告知当事人采取措施的理由、依据以及当事人依法享有的权利、救济途径。", "第十八条第五项"),
        ("measure.copies", "查封、扣押清单须一式二份，由当事人和行政机关分别保存。", "第二十四条第三款"),
    ];

    public static Refused? WhyNot(IntendedAct act) => Scene(act) ?? HandedOver(act);

    /// <summary>The minute in which a measure was begun; null where it is not told.</summary>
    /// <param name="state">The case.</param>
    /// <param name="offset">The bureau's offset.</param>
    public static DateTimeOffset? ActedAt(CaseState state, TimeSpan offset) =>
        state.Date("measure.actedOn") is { } day && Minute(state.Text("measure.actedFrom")) is { } minute ? new DateTimeOffset(day.ToDateTime(minute), offset) : null;

    /// <summary>A minute as it is entered, 09:20; null for anything else.</summary>
    public static TimeOnly? Minute(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? minute : null;

    private static Refused? Scene(IntendedAct act) =>
        act.MakesNow(CoercionGuards.Decisions.AsSpan()) || act.MakesNow("Q04") || act.Enters("measure.actedOn")
            ? Officers(act) ?? Moment(act) ?? Told(act) ?? Heard(act) ?? Present(act) ?? Signed(act) ?? Recorded(act) ?? Property(act)
            : null;

    private static Refused? Officers(IntendedAct act)
    {
        var source = CoercionGuards.Law("第十七条第三款、第十八条第二项");
        if (act.After.Officers is not [var lead, var assist] || lead == assist || !act.After.Officers.Contains(act.Command.By.Id))
        {
            return new Refused("coercion.two-officers", "行政强制措施须由本机关两名以上具备资格的执法人员实施，其他人员不得实施。", source);
        }

        var day = act.After.Date("measure.actedOn") ?? act.Command.Today;
        return act.After.Officers.FirstOrDefault(user => act.Setting.Staff.GetValueOrDefault(user)?.MayEnforceOn(day) != true) is { } without
            ? new Refused("coercion.credential", $"{Seating.NameOf(act.Setting, without)}在{day:yyyy年M月d日}没有有效的执法证件，不得实施行政强制措施。", source)
            : null;
    }

    private static Refused? Moment(IntendedAct act) => ActedAt(act.After, act.Command.At.Offset) switch
    {
        null => CoercionGuards.Told(act, "coercion.moment", "须写明实施的日期和开始时间，时间写成09:20的形式。", CoercionGuards.Law("第十八条第七项"), "measure.actedFrom"),
        { } acted when acted > act.Command.At => CoercionGuards.Told(act, "coercion.moment", "实施的时间不得晚于登记的时间。", CoercionGuards.Law("第十八条第七项"), "measure.actedFrom"),
        _ => null,
    };

    // A freeze is done at the bank: nobody is called and there is no list; the duty to identify oneself stays.
    private static Refused? Told(IntendedAct act) => Declared
        .Where(duty => IsFreeze(act) ? duty.Key == "measure.shown" : true)
        .Where(duty => !CoercionGuards.Holds(act.After, duty.Key))
        .Select(duty => CoercionGuards.Told(act, "coercion.scene", duty.Message, CoercionGuards.Law(duty.Article), duty.Key))
        .FirstOrDefault();

    private static Refused? Heard(IntendedAct act) =>
        !IsFreeze(act) && act.After.Text("measure.statement").Length == 0
            ? CoercionGuards.Told(act, "coercion.scene", "须听取当事人的陈述和申辩并记入笔录；没有陈述申辩的，写明没有。", CoercionGuards.Law("第十八条第六项"), "measure.statement")
            : null;

    private static Refused? Present(IntendedAct act) =>
        act.After.Text("measure.presence") == "absent" && act.After.Text("measure.witness").Length == 0
            ? CoercionGuards.Told(act, "coercion.witness", "当事人不到场的，须邀请见证人到场，由见证人和执法人员在现场笔录上签名。", CoercionGuards.Law("第十八条第九项"), "measure.witness")
            : null;

    private static Refused? Signed(IntendedAct act) => (act.After.Text("measure.signed"), act.After.Text("measure.presence")) switch
    {
        ("refused", _) when act.After.Text("measure.signNote").Length == 0 =>
            CoercionGuards.Told(act, "coercion.signature", "当事人拒绝签名或者盖章的，须在笔录中注明。", CoercionGuards.Law("第十八条第八项"), "measure.signNote"),
        ("signed", "absent") =>
            CoercionGuards.Told(act, "coercion.signature", "当事人不到场的，由见证人签名，不能登记为当事人签名。", CoercionGuards.Law("第十八条第九项"), "measure.signed"),
        ("witness", "party" or "agent") =>
            CoercionGuards.Told(act, "coercion.signature", "当事人到场的，须由当事人签名；拒绝签名的，在笔录中注明。", CoercionGuards.Law("第十八条第八项"), "measure.signed"),
        _ => null,
    };

    private static Refused? Recorded(IntendedAct act) =>
        act.After.Text("measure.recorded") == "none" && act.After.Text("measure.recordNote").Length == 0 && act.Parameter(ParameterIds.CoercionRecording) is { IsOn: true } due
            ? CoercionGuards.Told(act, "coercion.recording", "查封、扣押须全程音像记录；客观原因不能记录的，须写明原因并制作工作记录。", due.Source, "measure.recordNote")
            : null;

    private static Refused? Property(IntendedAct act)
    {
        if (IsFreeze(act))
        {
            return null;
        }

        var rows = CaseDraw.Rows(act.After, Items).ToList();
        return rows.Count == 0
            ? CoercionGuards.Told(act, "coercion.list", "须制作查封、扣押清单，逐项写明场所、设施或者财物的名称和数量。", CoercionGuards.Law("第二十四条"), Items)
            : rows.Select(row => Item(act, CaseDraw.Text(row, "name"), row)).FirstOrDefault(refused => refused is not null);
    }

    private static Refused? Item(IntendedAct act, string name, Engine.Conditions.FeelContext row)
    {
        var (connected, necessity, sealedBefore) = (CaseDraw.Text(row, "connected"), CaseDraw.Text(row, "necessity"), CaseDraw.Text(row, "sealed"));
        return connected != "yes" || CaseDraw.Text(row, "link").Length == 0
                ? Refusal("coercion.unrelated", $"「{name}」：查封、扣押限于涉案的场所、设施或者财物，须写明与违法行为的联系；与违法行为无关的不得查封、扣押。", "第二十三条第一款")
            : necessity != "no" ? Refusal("coercion.necessity", $"「{name}」：不得查封、扣押公民个人及其所扶养家属的生活必需品。", "第二十三条第一款")
            : sealedBefore != "no" ? Refusal("coercion.sealed-twice", $"「{name}」：已被其他国家机关依法查封的，不得重复查封。", "第二十三条第二款")
            : null;

        Refused Refusal(string code, string message, string article) => CoercionGuards.Told(act, code, message, CoercionGuards.Law(article), Items);
    }

    // The decision and the list are handed over on the spot, so on the day of the act and into hands.
    private static Refused? HandedOver(IntendedAct act)
    {
        var proof = ServiceGuards.Proofs(act).FirstOrDefault(rule => rule.ServesFrom is null && rule.Serves.Any(code => code is "Q03a" or "Q03b"));
        if (proof is null && act.Step.OutcomeVariable != "handOutcome")
        {
            return null;
        }

        var source = CoercionGuards.Law("第二十四条第一款");
        if (proof is null)
        {
            return act.Outcome.Key == "absent" && act.After.Text("measure.presence") != "absent"
                ? new Refused("coercion.hand-over", "当事人或者其代理人到场的，决定书和清单须当场交付；拒绝接收的，留置并注明。", source)
                : null;
        }

        return act.After.Date("service.servedOn") is { } day && day != act.After.Date("measure.actedOn")
                ? CoercionGuards.Told(act, "coercion.hand-over", $"决定书和清单须当场交付，交付日期须为实施之日（{act.After.Date("measure.actedOn"):yyyy年M月d日}）。", source, "service.servedOn")
            : act.After.Text("service.mode") is not ("direct" or "left")
                ? CoercionGuards.Told(act, "coercion.hand-over", "决定书和清单须当场交付，只能直接交付；拒绝接收的，留置。", source, "service.mode")
            : null;
    }

    private static bool IsFreeze(IntendedAct act) => act.After.Text("measure.kind") == "freeze";
}
