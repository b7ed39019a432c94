using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How high a fine may be: within the law, not above what the party was told, not above what a recheck adopted.</summary>
/// <legal>行政处罚法 (2021) art. 44, 45.</legal>
internal static class FineGuards
{
    private static readonly string[] LaterFines = ["recheck.fine", "decision.fine"];
    private static readonly LegalSource Defence = LegalSource.PenaltyLaw("第四十五条第二款");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null : Proposal(act) ?? NotHeavier(act) ?? NotAboveRecheck(act) ?? WithinMatter(act.After, "decision.fine");

    private static Refused? Proposal(IntendedAct act)
    {
        if (act.Enters(CaseWords.ToldOrally))
        {
            return NewFacts(act) ?? WithinMatter(act.After, "proposed.fine");
        }

        if (!act.Makes("C20") || act.After.Text("proposed.kind") != CaseWords.Penalty)
        {
            return null;
        }

        if (act.After.Amount("proposed.fine") is null && act.After.Text("proposed.text").Length == 0)
        {
            return IntendedAct.Refusal("proposal.empty", "拟给予行政处罚的，须写明拟处罚内容。", LegalSource.PenaltyLaw("第四十四条"), "proposed.text", "请写明拟处罚的种类和内容。");
        }

        return NewFacts(act) ?? WithinMatter(act.After, "proposed.fine");
    }

    // Once the party was told, a rise needs facts it was not told of; then a new notice follows.
    private static Refused? NewFacts(IntendedAct act)
    {
        if (act.Before.NoticedFacts is not { } noticed || act.After.Amount("proposed.fine") is not { } fine || fine <= Fine(noticed)
            || !act.After.Facts.GetValueOrDefault("findings.facts", FeelValue.Null).Equals(noticed.GetValueOrDefault("findings.facts", FeelValue.Null)))
        {
            return null;
        }

        return IntendedAct.Refusal(
            "penalty.no-new-facts",
            $"已告知当事人的拟罚款为{Fine(noticed):#,0.00}元，现拟罚款{fine:#,0.00}元，而查明的事实没有改变；不得因陈述、申辩加重处罚。",
            Defence,
            "proposed.fine",
            $"没有新事实的，不得超过{Fine(noticed):#,0.00}元。");
    }

    private static Refused? NotHeavier(IntendedAct act)
    {
        if (act.Before.NoticedFacts is not { } noticed || !(act.Punishes || act.Makes("C24") || LaterFines.Any(act.Enters)))
        {
            return null;
        }

        // A notice that names no fine told of none.
        var told = Fine(noticed);
        return LaterFines
            .Where(key => act.After.Amount(key) > told)
            .Select(key => IntendedAct.Refusal(
                "penalty.heavier",
                $"告知当事人的拟罚款为{told:#,0.00}元，现为{act.After.Amount(key):#,0.00}元；不得因陈述、申辩加重处罚，有新事实的须重新调查并重新告知。",
                Defence,
                key,
                $"不得超过{told:#,0.00}元。"))
            .FirstOrDefault();
    }

    private static Refused? NotAboveRecheck(IntendedAct act)
    {
        if (!(act.Punishes || act.Enters("decision.fine")) || act.After.Amount("recheck.fine") is not { } adopted || act.After.Amount("decision.fine") is not { } fine || fine <= adopted)
        {
            return null;
        }

        return IntendedAct.Refusal(
            "penalty.above-recheck",
            $"陈述申辩经复核采纳后拟罚款为{adopted:#,0.00}元，现为{fine:#,0.00}元；当事人的理由成立的，应当采纳。",
            LegalSource.PenaltyLaw("第四十五条第一款"),
            "decision.fine",
            $"不得超过{adopted:#,0.00}元。");
    }

    private static Refused? WithinMatter(CaseState after, string key)
    {
        var matter = ChosenMatter.Of(after);
        return matter is { FineMax: { } max } && after.Amount(key) is { } fine && fine > max
            ? IntendedAct.Refusal(
                "penalty.above-limit", $"「{matter.Name}」的罚款不得超过{max:#,0.00}元，现为{fine:#,0.00}元。", matter.Basis, key, $"不得超过{max:#,0.00}元。")
            : null;
    }

    private static decimal Fine(ImmutableSortedDictionary<string, FeelValue> noticed) =>
        noticed.TryGetValue("proposed.fine", out var told) && told is FeelNumber { Value: var fine } ? fine : 0;
}
