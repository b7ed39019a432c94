using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What was not found out within two years, or five where life, health or finance was harmed, is not punished any more.</summary>
/// <legal>行政处罚法 (2021) art. 36.</legal>
internal static class LimitationGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第三十六条");

    public static Refused? WhyNot(IntendedAct act)
    {
        if (act.SendsBack || !(act.MakesNow("C02") || act.Punishes || act.Enters("limitation.ground"))
            || act.After.Date("violation.occurredOn") is not { } occurred || act.After.Date("clue.receivedOn") is not { } found)
        {
            return null;
        }

        var five = act.After.Text("limitation.ground") == "five";
        var clock = five ? "T33a" : "T33";
        var rule = act.Setting.Clocks.Find(clock, found) ?? act.Setting.Clocks.Rules.First(rule => rule.Id == clock);
        var last = occurred.AddYears(rule.Length);
        if (found <= last)
        {
            return null;
        }

        var message = $"违法行为于{occurred:yyyy年M月d日}终了，{found:yyyy年M月d日}才发现，已超过{(five ? "五" : "二")}年（至{last:yyyy年M月d日}），不再给予行政处罚。";
        return act.Enters("violation.occurredOn")
            ? IntendedAct.Refusal("limitation.expired", message, Source, "violation.occurredOn", $"超过时效，须不早于{found.AddYears(-rule.Length):yyyy年M月d日}；确有五年情形的，请在时效的情形中写明。")
            : new Refused("limitation.expired", message, Source);
    }
}
