using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The time of a test or an appraisal is not counted, so the party is told in writing how long exactly it takes.</summary>
/// <legal>行政强制法 (2012) art. 25(3).</legal>
internal static class AppraisalGuards
{
    private static readonly LegalSource Source = new("行政强制法", "第二十五条第三款");

    public static Refused? WhyNot(IntendedAct act)
    {
        if (!act.MakesNow("C13"))
        {
            return null;
        }

        return (act.After.Date("appraisal.startsOn"), act.After.Date("appraisal.endsOn")) switch
        {
            (null, _) => Refusal("检测、检验、检疫或者技术鉴定的期间应当明确并书面告知当事人，现没有写明起始日。", "appraisal.startsOn", "请填写期间起始日。"),
            (_, null) => Refusal("检测、检验、检疫或者技术鉴定的期间应当明确并书面告知当事人，现没有写明届满日。", "appraisal.endsOn", "请填写期间届满日。"),
            ({ } from, { } to) when to < from => Refusal($"期间届满日（{to:yyyy年M月d日}）不得早于起始日（{from:yyyy年M月d日}）。", "appraisal.endsOn", $"不得早于{from:yyyy年M月d日}。"),
            (_, { } to) when to < act.Command.Today => Refusal($"期间届满日（{to:yyyy年M月d日}）已过，告知当事人的期间须尚未届满。", "appraisal.endsOn", $"不得早于{act.Command.Today:yyyy年M月d日}。"),
            _ => null,
        };

        static Refused Refusal(string message, string key, string hint) => IntendedAct.Refusal("appraisal.period", message, Source, key, hint);
    }
}
