using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Enforcement is suspended, ended or agreed upon only as the law allows: the surcharge may be reduced, the fine may not.</summary>
/// <legal>行政强制法 (2012) art. 39, 40, 42.</legal>
internal static class EnforcementPauseGuards
{
    public static Refused? WhyNot(IntendedAct act) => Agreed(act) ?? Suspended(act) ?? Terminated(act);

    private static Refused? Agreed(IntendedAct act)
    {
        if (!act.MakesNow("Q16") && !(act.Enters("agreement.stages") && act.Outcome.Key == "submit"))
        {
            return null;
        }

        var source = CoercionGuards.Law("第四十二条第一款");
        var reduction = act.After.Amount("agreement.reduction") ?? 0;
        var surcharge = Math.Max(0, (act.After.Amount("enforce.surcharge") ?? 0) - (act.After.Amount("enforce.surchargePaid") ?? 0));
        return !CoercionGuards.Holds(act.After, "agreement.harmless")
                ? CoercionGuards.Told(act, "coercion.agreement-harm", "执行协议不得损害公共利益和他人合法权益。", source, "agreement.harmless")
            : CaseDraw.Rows(act.After, "agreement.stages").ToList() is var stages && (stages.Count == 0 || stages.Exists(stage => stage["dueOn"] is FeelNull || CaseDraw.Text(stage, "what").Length == 0))
                ? CoercionGuards.Told(act, "coercion.agreement-stages", "执行协议须约定分阶段履行的日期和内容。", source, "agreement.stages")
            : reduction > surcharge
                ? CoercionGuards.Told(act, "coercion.agreement-reduction", $"只能减免加处的罚款（现为{surcharge:#,0.00}元），不得减免罚款本数，拟减免{reduction:#,0.00}元。", source, "agreement.reduction")
            : reduction > 0 && act.After.Text("agreement.remedy").Length == 0
                ? CoercionGuards.Told(act, "coercion.agreement-remedy", "当事人采取补救措施的，才可以减免加处的罚款，请写明补救措施。", source, "agreement.remedy")
            : null;
    }

    private static Refused? Suspended(IntendedAct act) =>
        act.MakesNow("Q15a") && (act.After.Text("suspend.ground").Length == 0 || act.After.Text("suspend.reason").Length == 0)
            ? CoercionGuards.Told(act, "coercion.suspend", "中止执行须有法定情形，请写明情形和理由。", CoercionGuards.Law("第三十九条第一款"), "suspend.ground")
            : null;

    private static Refused? Terminated(IntendedAct act) =>
        act.MakesNow("Q15c") && (act.After.Text("terminate.ground").Length == 0 || act.After.Text("terminate.reason").Length == 0)
            ? CoercionGuards.Told(act, "coercion.terminate", "终结执行须有法定情形，请写明情形和理由。", CoercionGuards.Law("第四十条"), "terminate.ground")
            : null;
}
