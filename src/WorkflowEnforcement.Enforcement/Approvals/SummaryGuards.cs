using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>当场处罚: a warning or a small fine, decided where the act was found, after the party was shown the credentials, told and heard.</summary>
/// <remarks>Any flow that makes a decision on the spot (C32) is held to it, whatever its key and its steps are called.</remarks>
/// <legal>行政处罚法 (2021) art. 40, 44, 45, 51, 52.</legal>
internal static class SummaryGuards
{
    private const string Decision = "C32";
    private const string Kind = "summary.kind";
    private const string Heard = "summary.heard";

    private static readonly LegalSource OnTheSpot = LegalSource.PenaltyLaw("第五十一条");
    private static readonly LegalSource Procedure = LegalSource.PenaltyLaw("第五十二条第一款");

    private static readonly string[] Fines = ["proposed.fine", "recheck.fine", "decision.fine"];

    // What the party was told of; the kind may become a milder one without telling again.
    private static readonly string[] Told = ["party.kind", "party.name", "matter.code", "findings.facts", "findings.law", "findings.basis", "proposed.text", "proposed.fine"];

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack || act.Outcome.Key == CaseWords.Ordinary || !IsSummary(act.Setting.Procedure)
            ? null
            : KindAllowed(act) ?? WithinLimit(act) ?? SummaryRowGuards.WhyNot(act) ?? AsKind(act) ?? TellsAll(act) ?? OnSpot(act) ?? HandedOver(act) ?? SummaryMoneyGuards.WhyNot(act);

    /// <summary>True for a flow that decides on the spot.</summary>
    public static bool IsSummary(ProcedureDefinition procedure) => procedure.Steps.Values.Any(step => step.Documents.Any(document => document.Code == Decision));

    /// <summary>A refusal at the field where it can be mended, if the step has it.</summary>
    public static Refused At(IntendedAct act, string code, string message, LegalSource source, string key) =>
        act.Enters(key) ? IntendedAct.Refusal(code, message, source, key, message) : new Refused(code, message, source);

    private static bool Decides(IntendedAct act) => act.MakesNow(Decision);

    private static Refused? KindAllowed(IntendedAct act)
    {
        var kind = act.After.Text(Kind);
        return (act.Enters(Kind) || Decides(act)) && !SummaryLimits.Kinds.Contains(kind) && !(kind == "both" && act.Parameter(ParameterIds.SummaryBoth).IsOn)
            ? At(act, "summary.kind", $"当场处罚只能给予警告或者限额以内的罚款，{Named(kind)}不适用简易程序，须转为普通程序。", OnTheSpot, Kind)
            : null;
    }

    private static string Named(string kind) => kind.Length == 0 ? "没有写明的处罚种类" : $"「{FactsDictionary.Official[Kind].LabelOf(kind)}」";

    private static Refused? WithinLimit(IntendedAct act)
    {
        var key = Fines.FirstOrDefault(key => (act.Enters(key) || (Decides(act) && key == "decision.fine")) && act.After.Amount(key) > 0);
        if (key is null)
        {
            return null;
        }

        var party = act.After.Text("party.kind");
        if (SummaryLimits.Limit(party, act.After.Date("summary.on") ?? act.Command.Today) is not { } limit)
        {
            return new Refused("summary.no-limit", "没有登记当事人是公民还是法人、其他组织，不能确定当场处罚的限额。", OnTheSpot);
        }

        var above = Fines.FirstOrDefault(fine => (act.Enters(fine) || (Decides(act) && fine == "decision.fine")) && act.After.Amount(fine) > limit.FineMax);
        return above is null
            ? null
            : At(
                act,
                "summary.above-limit",
                $"对{(party == "person" ? "公民" : "法人或者其他组织")}当场处罚的罚款不得超过{limit.FineMax:#,0.##}元，现为{act.After.Amount(above):#,0.##}元；超过的须转为普通程序。",
                limit.Source,
                above);
    }

    // A warning has no fine, and a fine has an amount; what the recheck made milder may become a warning.
    private static Refused? AsKind(IntendedAct act)
    {
        var key = Decides(act) ? "decision.fine" : "proposed.fine";
        if (!Decides(act) && !act.Enters(Kind))
        {
            return null;
        }

        var (warning, fine) = (act.After.Text(Kind) == "warning", act.After.Amount(key) > 0);
        if (warning == fine)
        {
            return At(act, "summary.kind-fine", warning ? "处罚种类为警告的，不得有罚款。" : "处罚种类有罚款的，须写明罚款数额。", OnTheSpot, warning ? Kind : key);
        }

        var told = act.Before.NoticedFacts?.GetValueOrDefault(Kind, FeelValue.Null);
        return Decides(act) && !warning && told is FeelText { Value: var earlier } && earlier != act.After.Text(Kind)
            ? At(act, "notice.outdated", $"告知当事人的是「{FactsDictionary.Official[Kind].LabelOf(earlier)}」，现在改变了处罚种类，须重新告知。", LegalSource.PenaltyLaw("第四十四条"), Kind)
            : null;
    }

    private static Refused? TellsAll(IntendedAct act) =>
        act.Enters(CaseWords.ToldOrally) && !IsTrue(act.After, CaseWords.ToldOrally)
            ? At(act, "summary.not-told", "作出处罚决定以前，须告知当事人拟处罚的内容、事实、理由、依据和陈述、申辩的权利。", LegalSource.PenaltyLaw("第四十四条"), CaseWords.ToldOrally)
            : null;

    private static Refused? OnSpot(IntendedAct act)
    {
        if (!Decides(act))
        {
            return act.Enters("summary.shown") ? Shown(act) : null;
        }

        return Shown(act)
            ?? (act.Latest("C07") is null
                ? new Refused("summary.no-record", "违法事实须查明并有证据，本案没有现场笔录，不得当场处罚。", LegalSource.PenaltyLaw("第四十条、第五十一条"))
                : null)
            ?? ToldOfThis(act)
            ?? HeardOut(act)
            ?? (act.After.Date("summary.on") != act.Command.Today
                ? new Refused(
                    "summary.not-on-the-spot",
                    $"当场处罚须在现场作出，现场日期为{act.After.Date("summary.on"):yyyy年M月d日}，今日不能再当场作出决定，须转为普通程序。",
                    LegalSource.PenaltyLaw("第五十一条、第五十二条第一款"))
                : null);
    }

    private static Refused? Shown(IntendedAct act) => IsTrue(act.After, "summary.shown")
        ? null
        : At(act, "summary.identity", "当场处罚须向当事人出示执法证件。", Procedure, "summary.shown");

    private static Refused? ToldOfThis(IntendedAct act)
    {
        var source = LegalSource.PenaltyLaw("第四十四条、第六十二条");
        if (act.Before.NoticedFacts is not { } told || !IsTrue(act.After, CaseWords.ToldOrally))
        {
            return new Refused("notice.missing", "作出处罚决定以前须告知当事人，本案没有告知。", source);
        }

        var changed = Told.Where(key => !told.GetValueOrDefault(key, FeelValue.Null).Equals(act.After.Facts.GetValueOrDefault(key, FeelValue.Null))).Select(key => FactsDictionary.Official[key].Label).ToList();
        return changed.Count == 0
            ? null
            : new Refused("notice.outdated", $"告知以后{string.Join("、", changed)}已经改变，须重新告知并听取陈述、申辩。", source);
    }

    // What was heard before the party was told does not answer it.
    private static Refused? HeardOut(IntendedAct act)
    {
        var heard = act.After.Text(Heard);
        if (heard is not ("none" or "made") || act.Before.NoticedFacts!.GetValueOrDefault(Heard, FeelValue.Null) is FeelText)
        {
            return new Refused("summary.not-heard", "作出处罚决定以前须听取当事人的陈述、申辩，本案告知以后没有听取。", LegalSource.PenaltyLaw("第四十五条第一款、第六十二条"));
        }

        return heard == "made" && act.After.Text("recheck.conclusion").Length == 0
            ? new Refused("summary.not-rechecked", "当事人提出的事实、理由和证据须进行复核，本案没有复核结论。", LegalSource.PenaltyLaw("第四十五条第一款"))
            : null;
    }

    private static Refused? HandedOver(IntendedAct act)
    {
        if (!act.Enters("summary.receipt"))
        {
            return null;
        }

        if (act.Latest(Decision) is not { State: DocumentState.Issued or DocumentState.Served } decision)
        {
            return new Refused("summary.nothing-to-hand-over", "当场处罚决定书尚未制作完成，不能登记交付。请稍后再试；制作失败的，先处理案件上的异常。", Procedure);
        }

        return act.After.Date("service.servedOn") is { } on && on != decision.On
            ? At(act, "summary.handed-over-at-once", $"当场处罚决定书须在作出之日（{decision.On:yyyy年M月d日}）当场交付当事人；当事人拒绝签收的，在决定书上注明。", Procedure, "service.servedOn")
            : null;
    }

    /// <summary>True where a fact is entered as yes.</summary>
    public static bool IsTrue(CaseState state, string key) => state.Facts.GetValueOrDefault(key) is FeelBoolean { Value: true };
}
