using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A draw is held by its rules, before witnesses, once: afterwards only a declared interest changes who inspects.</summary>
/// <legal>优化营商环境条例 art. 54.</legal>
internal static class DrawGuards
{
    /// <summary>Who has an interest does not inspect.</summary>
    internal static readonly LegalSource Avoidance = LegalSource.PenaltyLaw("第四十三条");

    private static readonly LegalSource Source = new("优化营商环境条例", "第五十四条");

    private static readonly string[] Drawn = ["draw.seed", "draw.objects", "draw.inspectors", "draw.count", "draw.place"];

    public static Refused? WhyNot(IntendedAct act) => Pools(act) ?? Settled(act) ?? Held(act) ?? Declared(act);

    // The object drawn becomes the party of the case: its code must be one.
    private static Refused? Pools(IntendedAct act)
    {
        if (!act.Enters("draw.objects"))
        {
            return null;
        }

        foreach (var row in CaseDraw.Rows(act.After, "draw.objects"))
        {
            var name = CaseDraw.Text(row, "name");
            var fault = name.Length == 0 ? "有一个对象没有名称"
                : PartyCode.CheckCreditCode(CaseDraw.Text(row, "code")) is PartyCodeCheck.Invalid invalid ? $"「{name}」的{invalid.Text}"
                : null;
            if (fault is not null)
            {
                return IntendedAct.Refusal("draw.code", $"名录库中{fault}。", Source, "draw.objects", $"{fault}。");
            }
        }

        return null;
    }

    // Whoever could change pools or seed after the result could choose the result.
    private static Refused? Settled(IntendedAct act)
    {
        if (act.Latest(CaseDraw.Record) is null)
        {
            return null;
        }

        var changed = Drawn.FirstOrDefault(key => act.Enters(key) && !Value(act.Before, key).Equals(Value(act.After, key)));
        return changed is null
            ? null
            : IntendedAct.Refusal(
                "draw.settled", $"已经抽取，「{FactsDictionary.Official[changed].Label}」不得再改；抽中人员有利害关系的，用原种子重新抽取。", Source, changed, "抽取后不得更改。");
    }

    private static Refused? Held(IntendedAct act)
    {
        if (!act.MakesNow(CaseDraw.Record))
        {
            return null;
        }

        var witnesses = act.Parameter(ParameterIds.DrawWitnesses);
        if (CaseDraw.Rows(act.After, "draw.witnesses").Count() < witnesses.Value)
        {
            return InspectionGuards.Field(act, "draw.witnesses", $"抽取须有{witnesses.Text}名见证人，请补充。", witnesses.Source, "draw.witnesses", $"须有{witnesses.Text}名。");
        }

        return CaseDraw.Hold(act.Setting, act.After, act.Command.Today) switch
        {
            DrawRefused { Refusal: var refusal } => refusal,
            Drawn drawn when CaseDraw.PlaceOf(act.After) > drawn.Assignments.Length || CaseDraw.PlaceOf(act.After) < 1 => InspectionGuards.Field(
                act, "draw.place", $"本批抽取{drawn.Assignments.Length}个对象，本案的次序须在1至{drawn.Assignments.Length}之间。", Source, "draw.place", "须是本批中的次序。"),
            _ => null,
        };
    }

    private static Refused? Declared(IntendedAct act)
    {
        if (!act.Enters("draw.interests"))
        {
            return null;
        }

        var named = CaseDraw.Rows(act.After, "draw.interests").Select(row => CaseDraw.Text(row, "officer")).Any(user => act.After.Officers.Contains(user));
        return act.Outcome.Key == "interest" && !named
            ? IntendedAct.Refusal("draw.interest-missing", "申报有利害关系的，须写明是哪一名检查人员和什么关系。", Avoidance, "draw.interests", "请写明现在的检查人员中谁有利害关系。")
            : act.Outcome.Key != "interest" && named
            ? IntendedAct.Refusal("draw.interest-declared", "已写明检查人员有利害关系，应当回避，须另行抽取或者指定。", Avoidance, "draw.interests", "与所选结果不符。")
            : null;
    }

    private static FeelValue Value(CaseState state, string key) => state.Facts.GetValueOrDefault(key, FeelValue.Null);
}
