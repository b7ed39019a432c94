using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How a measure ends: confiscated by a penalty, destroyed by law, moved along with a crime, or released at once.</summary>
/// <legal>行政强制法 (2012) art. 19, 21, 27, 28, 33.</legal>
internal static class CoercionEndGuards
{
    private static readonly ImmutableArray<string> Ends = ["Q08", "Q09", "Q10"];

    public static Refused? WhyNot(IntendedAct act) => AsProposed(act) ?? Confiscated(act) ?? Destroyed(act) ?? Moved(act) ?? Released(act) ?? Returned(act) ?? Ended(act);

    // The decision is made of the proposal that was drafted.
    private static Refused? AsProposed(IntendedAct act) =>
        act.Step.OutcomeVariable == "measure.handling" && act.Before.Text("measure.proposal") is { } proposed && proposed != act.Outcome.Key
            ? new Refused(
                "coercion.not-as-proposed",
                $"拟处理意见是「{FactsDictionary.Official["measure.proposal"].LabelOf(proposed)}」，与「{act.Outcome.Label}」不符，须退回重新提出。",
                CoercionGuards.Law("第二十七条"))
            : null;

    private static Refused? Confiscated(IntendedAct act)
    {
        if (!act.MakesNow("Q08") || act.Outcome.Key == "destroy")
        {
            return null;
        }

        var (number, on) = (act.After.Text("measure.penaltyNumber"), act.After.Date("measure.penaltyOn"));
        return number.Length == 0 || on is null
            ? CoercionGuards.Told(act, "coercion.no-penalty", "没收是行政处罚，须先作出没收的行政处罚决定并写明决定书文号和日期。", CoercionGuards.Law("第二十七条"), "measure.penaltyNumber")
            : null;
    }

    private static Refused? Destroyed(IntendedAct act) =>
        act.MakesNow("Q08") && act.Outcome.Key == "destroy" && act.After.Text("measure.destroyBasis").Length == 0
            ? CoercionGuards.Told(act, "coercion.no-destroy-basis", "法律、行政法规规定应当销毁的才能销毁，请写明该规定。", CoercionGuards.Law("第二十七条"), "measure.destroyBasis")
            : null;

    private static Refused? Moved(IntendedAct act)
    {
        if (!act.MakesNow("Q10"))
        {
            return null;
        }

        return !act.Command.By.Is(Roles.Director)
                ? new Refused("coercion.transfer-principal", "移送涉嫌犯罪案件须由正职负责人或者主持工作的负责人决定。", new LegalSource("行政执法机关移送涉嫌犯罪案件的规定", "第五条"))
            : act.After.Text("transfer.agency").Length == 0 || act.After.Text("measure.transferLetter").Length == 0
                ? CoercionGuards.Told(act, "coercion.transfer", "违法行为涉嫌犯罪的，须写明接收的司法机关和涉嫌犯罪案件移送书文号，财物随案一并移送。", CoercionGuards.Law("第二十一条"), "transfer.agency")
            : null;
    }

    private static Refused? Released(IntendedAct act) =>
        act.MakesNow("Q09") && act.After.Text("release.ground").Length == 0
            ? CoercionGuards.Told(act, "coercion.release-ground", "解除须写明属于哪一种情形。", CoercionGuards.Law("第二十八条第一款"), "release.ground")
            : null;

    private static Refused? Returned(IntendedAct act)
    {
        if (!act.Enters("release.on") || act.After.Date("release.on") is not { } day || act.Latest("Q09") is not { } decision)
        {
            return null;
        }

        return day < decision.On
                ? CoercionGuards.Told(act, "date.order", $"解除日期不得早于解除决定作出之日（{decision.On:yyyy年M月d日}）。", CoercionGuards.Law("第二十八条"), "release.on")
            : day > decision.On && act.After.Text("release.late").Length == 0
                ? CoercionGuards.Told(act, "coercion.release-late", $"解除后应当立即退还财物。解除决定于{decision.On:yyyy年M月d日}作出，没有当日退还的，须写明原因。", CoercionGuards.Law("第二十八条第二款"), "release.late")
            : null;
    }

    // Nothing stays sealed, seized or frozen in a closed file.
    private static Refused? Ended(IntendedAct act)
    {
        if (!act.MakesNow("G18") || act.Latest(CoercionGuards.Decisions.AsSpan()) is null)
        {
            return null;
        }

        var end = act.Latest(Ends.AsSpan());
        return end is null || (end.Code == "Q09" && act.Before.Date("release.on") is null) || (end.Code == "Q10" && act.Before.Date("measure.movedOn") is null)
            ? new Refused("coercion.still-held", "查封、扣押、冻结的财物还没有处理、解除并退还或者移送，不得归档。", CoercionGuards.Law("第二十七条、第二十八条"))
            : null;
    }
}
