using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No decision without a legal review of the present proposal that was passed, signed and written down.</summary>
/// <legal>行政处罚法 (2021) art. 58; art. 27 for what may be a crime; 国办发〔2018〕118号 for the other kinds.</legal>
internal static class ReviewGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第五十八条");
    private static readonly LegalSource OtherSource = new("国办发〔2018〕118号文", "重大执法决定法制审核制度", Provenance.Recalled);

    // Of each kind the paper in which the handlers propose, and those in which the leaders decide.
    private static readonly ImmutableDictionary<string, (string Proposal, string[] Decisions)> Kinds = new Dictionary<string, (string, string[])>
    {
        ["penalty"] = ("C20", []),
        ["licensing"] = ("L07", ["L16"]),
        ["coercion"] = ("Q01", ["Q01", "Q03a", "Q03b", "Q03c", "Q07", "Q13", "Q14a"]),
    }.ToImmutableDictionary();

    /// <summary>True for a step in which a reviewer gives the opinion.</summary>
    public static bool IsOpinion(StepDefinition step) =>
        step.Assignment!.Roles.Contains(Roles.Reviewer) && step.Form?.Fields.Any(field => field.Key == "review.opinion" && !field.ReadOnly) == true;

    public static Refused? WhyNot(IntendedAct act) => Decision(act) ?? Qualification(act) ?? Opinion(act);

    /// <summary>Says why what was proposed last may not be decided as if it had been reviewed.</summary>
    /// <param name="act">The decision.</param>
    /// <returns>Null where the review of it was passed, signed and written down.</returns>
    public static Refused? WhyNotPassed(IntendedAct act)
    {
        var (what, source) = act.Setting.Procedure.Kind == "penalty" ? ("处罚决定", Source) : ("决定", OtherSource);
        if (act.Before.ReviewPassed != true || act.PlaceOf("G10") <= Math.Max(PlaceOfProposal(act), act.PlaceOf("G09")))
        {
            return new Refused("review.missing", $"未经法制审核或者审核未通过的，不得作出{what}。本案没有通过的法制审核意见。", source);
        }

        if (act.Setting.Procedure.Kind == "penalty" && act.PlaceOf("G10") < act.PlaceOf("C29"))
        {
            return new Refused(
                "review.after-hearing", "直接关系当事人或者第三人重大权益，经过听证程序的，听证以后须经法制审核；本案听证报告之后没有通过的法制审核意见。", LegalSource.PenaltyLaw("第五十八条第一款第二项"));
        }

        return act.Latest("G10") is { State: DocumentState.Issued or DocumentState.Served }
            ? null
            : new Refused("review.document", $"法制审核意见书尚未制作完成，不得作出{what}。请稍后再试；制作失败的，先处理案件上的异常。", source);
    }

    private static Refused? Decision(IntendedAct act) => act.Punishes || DecidesOnWhatWasSent(act) ? WhyNotPassed(act) : null;

    // Which decisions of the other kinds must be reviewed says the bureau's list; what was sent for review waits for it in any case.
    private static bool DecidesOnWhatWasSent(IntendedAct act) =>
        Kinds.TryGetValue(act.Setting.Procedure.Kind, out var kind)
        && act.MakesNow(kind.Decisions.AsSpan())
        && act.Step.Assignment!.Roles.Any(role => role is Roles.Director or Roles.Deputy)
        && act.PlaceOf("G09") > PlaceOfProposal(act);

    private static int PlaceOfProposal(IntendedAct act) => Kinds.TryGetValue(act.Setting.Procedure.Kind, out var kind) ? act.PlaceOf(kind.Proposal) : -1;

    private static Refused? Qualification(IntendedAct act) =>
        act.Setting.Procedure.Kind == "penalty" && IsOpinion(act.Step) && !act.SendsBack
        && act.Setting.Staff.GetValueOrDefault(act.Command.By.Id) is not ({ LegalQualification: true } or { ReviewedBefore: true })
            ? new Refused(
                "review.qualification",
                $"初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格，{act.Command.By.Name}没有登记该资格。",
                LegalSource.PenaltyLaw("第五十八条第二款"))
            : null;

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
