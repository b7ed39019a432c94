using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No penalty without a legal review of the present investigation that was passed, signed and written down.</summary>
/// <legal>行政处罚法 (2021) art. 58; art. 27 for what may be a crime.</legal>
internal static class ReviewGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第五十八条");

    public static Refused? WhyNot(IntendedAct act) => Decision(act) ?? Opinion(act);

    private static Refused? Decision(IntendedAct act)
    {
        if (!act.Punishes)
        {
            return null;
        }

        if (act.Before.ReviewPassed != true || act.PlaceOf("G10") <= act.PlaceOf("C20"))
        {
            return new Refused("review.missing", "未经法制审核或者审核未通过的，不得作出处罚决定。本案没有通过的法制审核意见。", Source);
        }

        return act.Latest("G10") is { State: DocumentState.Issued or DocumentState.Served }
            ? null
            : new Refused("review.document", "法制审核意见书尚未制作完成，不得作出处罚决定。请稍后再试；制作失败的，先处理案件上的异常。", Source);
    }

    private static Refused? Opinion(IntendedAct act)
    {
        if (!act.Step.Assignment!.Roles.Contains(Roles.Reviewer) || act.Outcome.Key != CaseWords.Pass)
        {
            return null;
        }

        if (act.After.Text("review.q7") == "yes" && act.After.Text("proposed.kind") == CaseWords.Penalty)
        {
            return IntendedAct.Refusal(
                "review.inconsistent", "审核认为涉嫌犯罪的，应当移送，不能同意给予行政处罚。", LegalSource.PenaltyLaw("第二十七条第一款"), "review.q7", "涉嫌犯罪的，不能选择「同意」。");
        }

        var problem = Enumerable.Range(1, 6).Select(question => $"review.q{question}").FirstOrDefault(question => act.After.Text(question) == "problem");
        return problem is null
            ? null
            : IntendedAct.Refusal(
                "review.inconsistent", $"「{FactsDictionary.Official[problem].Label}」存在问题的，审核没有通过，不能选择「{act.Outcome.Label}」。", Source, problem, "存在问题的，不能选择「同意」。");
    }
}
