using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A licence is withdrawn, revoked or cancelled only on its ground, after its holder was heard, with what is due to him.</summary>
/// <legal>行政许可法 (2019) art. 7, 8(2), 69, 70.</legal>
internal static class LicenceEndingGuards
{
    private const string Revoke = "revoke";
    private const string Withdraw = "withdraw";
    private const string Deceit = "deceit";

    public static Refused? WhyNot(IntendedAct act) => Kept(act) ?? Ended(act) ?? Cancelled(act);

    // Fraud leaves no choice, unless revoking would harm the public gravely.
    private static Refused? Kept(IntendedAct act) =>
        act.Step.OutcomeVariable == "ending.decision" && act.Outcome.Key == "keep"
        && act.After.Text("ending.revokeGround") == Deceit && act.After.Text("ending.publicHarm") != "yes"
            ? new Refused("ending.must-revoke", "被许可人以欺骗、贿赂等不正当手段取得行政许可的，应当予以撤销。", LicensingGuards.Law("第六十九条第二款"))
            : null;

    private static Refused? Ended(IntendedAct act)
    {
        var ends = (act.Step.OutcomeVariable == "ending.decision" && act.Outcome.Key == "end") || act.MakesNow("L21", "L22b");
        return ends ? AsProposed(act) ?? Grounds(act) ?? HolderHeard(act) ?? Compensation(act) ?? LicensingDecisionGuards.Unreviewed(act, "ending", "L22a", "L11") : null;
    }

    private static Refused? AsProposed(IntendedAct act) =>
        act.After.Text("ending.proposed") == "keep"
            ? new Refused("ending.not-as-proposed", $"承办人拟制的决定是「拟不予撤回、撤销」，与「{act.Outcome.Label}」不符，须退回重新拟制。", LegalSource.ProductDefault("决定与拟制的决定一致（系统默认规则）"))
            : null;

    private static Refused? Grounds(IntendedAct act) => act.After.Text("ending.kind") switch
    {
        Revoke when act.After.Text("ending.publicHarm") == "yes" =>
            new Refused("ending.public-harm", "撤销行政许可可能对公共利益造成重大损害的，不予撤销。", LicensingGuards.Law("第六十九条第三款")),
        Revoke when act.After.Text("ending.revokeGround").Length == 0 => new Refused("ending.no-ground", "须写明撤销的情形。", LicensingGuards.Law("第六十九条")),
        Withdraw when act.After.Text("ending.withdrawGround").Length == 0 || act.After.Text("ending.publicInterest").Length == 0 =>
            new Refused("ending.no-ground", "撤回须有法律、法规、规章修改、废止或者客观情况发生重大变化的情形，并且为了公共利益的需要，须写明。", LicensingGuards.Law("第八条第二款")),
        _ => null,
    };

    private static Refused? HolderHeard(IntendedAct act)
    {
        var source = LicensingGuards.Law("第七条");
        if (act.After.Text("ending.kind") == Revoke && act.Latest("L22a") is not { State: DocumentState.Served })
        {
            return new Refused("ending.not-told", "撤销行政许可以前须告知被许可人事实、理由、依据和陈述、申辩的权利，现未查到已送达的撤销告知书。", source);
        }

        return LicensingDecisionGuards.OpenUntil(act, "T13") is { } due
            ? new Refused("ending.statement-open", $"被许可人的陈述申辩期至{due:yyyy年M月d日}届满，期满或者陈述、明确放弃以前不得作出决定。", source)
            : null;
    }

    private static Refused? Compensation(IntendedAct act)
    {
        var withdrawn = act.After.Text("ending.kind") == Withdraw;
        var source = LicensingGuards.Law(withdrawn ? "第八条第二款" : "第六十九条第四款");
        if (!withdrawn && act.After.Text("ending.revokeGround") == Deceit)
        {
            return act.After.Amount("ending.compensationAmount") > 0
                ? new Refused("ending.deceit-compensated", "因欺骗、贿赂等不正当手段取得的许可被撤销的，被许可人基于该许可取得的利益不受保护，不予赔偿。", source)
                : null;
        }

        return act.After.Text("ending.compensation").Length > 0
            ? null
            : new Refused("ending.no-compensation", $"须写明{(withdrawn ? "补偿" : "赔偿")}意见；没有损失的，写明没有损失。", source);
    }

    private static Refused? Cancelled(IntendedAct act)
    {
        if (!act.MakesNow("L23a"))
        {
            return null;
        }

        return act.After.Text("ending.cancelGround") switch
        {
            "" => new Refused("ending.no-ground", "须写明注销的情形。", LicensingGuards.Law("第七十条")),
            "expired" when act.After.Date("permit.validTo") is not { } end || end >= act.Command.Today =>
                new Refused("ending.not-expired", "许可的有效期没有届满，不能以有效期届满未延续注销。", LicensingGuards.Law("第七十条第一项")),
            "revoked" when act.After.Text("ending.kind") is Withdraw or Revoke && act.Latest("L21", "L22b") is null =>
                new Refused("ending.not-revoked", "现未查到撤回、撤销的决定书，不能以许可被撤回、撤销注销。", LicensingGuards.Law("第七十条第四项")),
            _ => null,
        };
    }
}
