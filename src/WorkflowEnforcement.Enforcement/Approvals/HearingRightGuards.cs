using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No heavy penalty before the party was told of its right to a hearing, could ask for it, and was heard; and the leaders decide together on what is major.</summary>
/// <legal>行政处罚法 (2021) art. 57(2), 63, 64, 65.</legal>
internal static class HearingRightGuards
{
    private static readonly LegalSource Right = LegalSource.PenaltyLaw("第六十三条第一款、第六十四条第一项");
    private static readonly LegalSource Together = LegalSource.PenaltyLaw("第五十七条第二款");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : act.MakesNow("C25a") ? Application(act)
        : act.MakesNow("C20") ? Proposal(act)
        : act.Punishes ? Told(act) ?? Heard(act) ?? Discussed(act)
        : null;

    private static Refused? Proposal(IntendedAct act)
    {
        if (act.After.Text("proposed.kind") != CaseWords.Penalty || HearingRight.WhyDue(act) is not { } why)
        {
            return null;
        }

        return act.Enters("proposed.hearing") && act.After.Text("proposed.hearing") != "yes"
            ? IntendedAct.Refusal("hearing.right-due", $"拟给予较重的行政处罚（{why}）的，应当告知当事人有要求听证的权利。", Right, "proposed.hearing", "须告知听证权利。")
            : HearingRight.IsMajor(act) && act.Enters("proposed.major") && act.After.Text("proposed.major") != "yes"
                ? IntendedAct.Refusal("discussion.due", $"给予较重的行政处罚（{why}）的，应当由行政机关负责人集体讨论决定。", Together, "proposed.major", "须集体讨论。")
            : null;
    }

    private static Refused? Application(IntendedAct act)
    {
        if (act.Latest("C21", "C22") is not { Code: "C22", State: DocumentState.Served })
        {
            return new Refused("hearing.no-right", "本案没有向当事人送达听证告知书，不能登记听证申请；处罚较重、应当告知听证权利的，须重新告知。", Right);
        }

        return act.Before.Clocks.GetValueOrDefault("T14") is { } clock && act.After.Date("hearing.appliedOn") is { } applied && applied > clock.Due
            ? IntendedAct.Refusal(
                "hearing.too-late",
                $"当事人要求听证的，应当在告知后五日内提出，该期限已于{clock.Due:yyyy年M月d日}届满。",
                LegalSource.PenaltyLaw("第六十四条第一项"),
                "hearing.appliedOn",
                $"不得晚于{clock.Due:yyyy年M月d日}。")
            : null;
    }

    private static Refused? Told(IntendedAct act)
    {
        var notice = act.Latest("C21", "C22");
        if (notice is not { Code: "C22" })
        {
            return HearingRight.WhyDue(act) is { } why
                ? new Refused("hearing.not-told", $"本案的处罚（{why}）较重，没有告知当事人有要求听证的权利，不得作出处罚决定，须制作听证告知书重新告知。", Right)
                : null;
        }

        var clock = act.Before.Clocks.GetValueOrDefault("T14");
        return clock is null || clock.StartedOn < notice.ServedOn
                ? new Refused("hearing.period-missing", "听证告知书送达后没有起算当事人要求听证的期限，不得作出处罚决定。", LegalSource.PenaltyLaw("第六十四条第一项"))
            : clock.State == ClockState.Running && clock.Due >= act.Command.Today
                ? new Refused("hearing.period-open", $"当事人要求听证的期限至{clock.Due:yyyy年M月d日}届满，期满或者当事人明确放弃以前不得作出处罚决定。", LegalSource.PenaltyLaw("第六十四条第一项"))
            : null;
    }

    private static Refused? Heard(IntendedAct act)
    {
        var (applied, notice) = (act.PlaceOf("C25a"), act.PlaceOf("C22"));
        if (applied > notice && act.PlaceOf("C28") < applied && act.After.Text("hearing.endReason").Length == 0)
        {
            return new Refused("hearing.not-held", "当事人在期限内要求听证，行政机关应当组织听证；听证举行或者依法终止以前不得作出处罚决定。", LegalSource.PenaltyLaw("第六十三条第一款、第六十四条"));
        }

        return act.PlaceOf("C29") > notice && notice >= 0 && act.After.Text("decision.hearingUse").Length == 0
            ? new Refused("hearing.unused", "听证结束后应当根据听证笔录作出决定，拟制的决定没有写明根据听证笔录认定的情况，须退回补充。", LegalSource.PenaltyLaw("第六十五条"))
            : null;
    }

    private static Refused? Discussed(IntendedAct act)
    {
        var why = act.After.Text("proposed.major") == "yes" ? "本案已列为情节复杂或者重大违法行为" : HearingRight.IsMajor(act) ? HearingRight.WhyDue(act) : null;
        return why is not null && act.PlaceOf("G11") <= Math.Max(act.PlaceOf("C20"), Math.Max(act.PlaceOf("C21"), act.PlaceOf("C22")))
            ? new Refused("discussion.missing", $"情节复杂或者重大违法行为给予行政处罚，应当由行政机关负责人集体讨论决定（{why}），告知以后没有集体讨论记录。", Together)
            : null;
    }
}
