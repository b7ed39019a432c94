using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Only a document that stands can be served, and not before it stood.</summary>
/// <legal>行政处罚法 (2021) art. 61; 民事诉讼法 art. 95.</legal>
internal static class ServiceGuards
{
    private static readonly LegalSource PenaltySource = LegalSource.PenaltyLaw("第六十一条");
    private static readonly LegalSource OtherSource = new("民事诉讼法", "第八十七条");

    public static Refused? WhyNot(IntendedAct act) =>
        Proofs(act).Select(rule => WhyNotServed(act, rule)).FirstOrDefault(refused => refused is not null);

    /// <summary>The proofs of service that the outcome chosen would make.</summary>
    public static IEnumerable<StepDocument> Proofs(IntendedAct act) => act.Step.Documents.Where(rule => rule.ProvesService && Applies(rule.Outcomes, act.Outcome));

    /// <summary>Where it stands that the party must be served: the law of the case's kind.</summary>
    public static LegalSource Source(IntendedAct act) => act.Setting.Procedure.Kind == "penalty" ? PenaltySource : OtherSource;

    private static Refused? WhyNotServed(IntendedAct act, StepDocument rule)
    {
        var served = act.Latest(rule.Served(act.Variable).AsSpan());
        if (served is not { State: DocumentState.Issued })
        {
            return new Refused(
                "service.nothing-to-serve",
                $"「{act.Step.Name}」须有已制作的文书可送达，{(served is null ? "本案尚未制作该文书" : $"「{served.Name}」{StateText(served.State)}")}。",
                Source(act));
        }

        var (onKey, modeKey) = rule.ServiceFacts(served.Code);
        if (act.After.Date(onKey) is not { } on)
        {
            return null;
        }

        return on < served.On
            ? IntendedAct.Refusal(
                "service.before-issue",
                $"「{served.Name}」于{served.On:yyyy年M月d日}制作，送达日期{on:yyyy年M月d日}不得早于该日。",
                Source(act),
                onKey,
                $"不得早于{served.On:yyyy年M月d日}。")
            : PublicNotice(act.Setting, served, on, act.After.Text(modeKey), onKey);
    }

    private static Refused? PublicNotice(CaseSetting setting, CaseDocument served, DateOnly on, string mode, string onKey)
    {
        if (mode != "publicNotice" || setting.Clocks.Find("T38", served.On) is not { } rule)
        {
            return null;
        }

        var earliest = DeadlineCalculator.Compute(rule, served.On, setting.Calendar).Due;
        return on >= earliest
            ? null
            : IntendedAct.Refusal(
                "service.public-notice",
                $"公告送达自公告之日起经过三十日视为送达。「{served.Name}」于{served.On:yyyy年M月d日}制作，送达日期不得早于{earliest:yyyy年M月d日}。",
                rule.Source,
                onKey,
                $"不得早于{earliest:yyyy年M月d日}。");
    }

    private static string StateText(DocumentState state) => state switch
    {
        DocumentState.Requested => "正在制作，请稍后再试",
        DocumentState.Failed => "未能制作，须先处理案件上的异常",
        DocumentState.Served => "已经送达",
        _ => "已制作",
    };

    private static bool Applies(ImmutableArray<string> outcomes, StepOutcome outcome) => outcomes.Length == 0 || outcomes.Contains(outcome.Key);
}
