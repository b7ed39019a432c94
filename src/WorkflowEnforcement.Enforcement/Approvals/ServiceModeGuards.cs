using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What the law demands of each way of service, of a failed attempt and of a public notice.</summary>
/// <legal>民事诉讼法 (2023) art. 88 to 95; 行政处罚法 (2021) art. 61.</legal>
internal static class ServiceModeGuards
{
    private const string Attempts = "service.attempts";

    private static readonly LegalSource PublicNotice = new("民事诉讼法", "第九十五条");

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null
        : ServiceGuards.Proofs(act).Select(rule => Mode(act, rule)).FirstOrDefault(refused => refused is not null) ?? Failed(act) ?? Public(act);

    private static Refused? Mode(IntendedAct act, StepDocument rule)
    {
        var (onKey, modeKey) = rule.ServiceFacts(act.Latest(rule.Served(act.Variable).AsSpan())?.Code ?? string.Empty);
        return act.After.Text(modeKey) switch
        {
            "direct" => Missing(act, "service.relation", "直接送达的，须写明签收人与受送达人的关系（本人、同住的成年家属、法定代表人、主要负责人、负责收件的人、代理人、代收人）。", "第八十八条"),
            "left" => Left(act),
            "electronic" => Electronic(act, act.After.Date(onKey), modeKey),
            "entrusted" => Missing(act, "service.agent", "委托送达的，须写明受委托的机关。", "第九十一条"),
            "post" => Missing(act, "service.mailNumber", "邮寄送达的，须写明邮寄单号，以回执上注明的收件日期为送达日期。", "第九十一条"),
            "forwarded" => Missing(act, "service.agent", "转交送达的，须写明代为转交的机关、单位。", "第九十二条至第九十四条"),
            "publicNotice" when rule.ServesFrom is not null => IntendedAct.Refusal(
                "service.mode", "公告送达须经批准并发布送达公告，期满视为送达，不能直接登记送达。", PublicNotice, modeKey, "请选择「公告送达」办理。"),
            _ => null,
        };
    }

    // A drawing that does not ask for an entry does not make it missing.
    private static Refused? Missing(IntendedAct act, string key, string message, string article) =>
        act.Enters(key) && act.After.Text(key).Length == 0
            ? IntendedAct.Refusal("service.mode", message, new LegalSource("民事诉讼法", article), key, $"请填写「{FactsDictionary.Official[key].Label}」。")
            : null;

    private static Refused? Left(IntendedAct act)
    {
        var proven = act.After.Text("service.witness").Length > 0 || act.After.Facts.GetValueOrDefault("service.recorded") is FeelBoolean { Value: true };
        var asksForProof = act.Enters("service.witness") || act.Enters("service.recorded");
        var told = !asksForProof && (act.After.Text("service.note").Length > 0 || act.Command is CompleteTask { Comment.Length: > 0 });
        return proven || told
            ? null
            : IntendedAct.Refusal(
                "service.left",
                "留置送达须邀请有关基层组织或者所在单位的代表到场见证，或者用拍照、录像等方式记录送达过程，现两者都没有。",
                new LegalSource("民事诉讼法", "第八十九条"),
                asksForProof ? "service.witness" : "service.note",
                "请填写见证人，或者确认已拍照、录像。");
    }

    private static Refused? Electronic(IntendedAct act, DateOnly? on, string modeKey)
    {
        var agreed = act.After.Facts.GetValueOrDefault("delivery.electronic") is FeelBoolean { Value: true };
        return agreed && act.After.Date("delivery.confirmedOn") is { } confirmed && (on is null || confirmed <= on)
            ? null
            : IntendedAct.Refusal(
                "service.consent",
                "电子送达须当事人同意并签订确认书，现没有送达日以前签署的、同意电子送达的送达地址确认书。",
                LegalSource.PenaltyLaw("第六十一条第二款"),
                modeKey,
                "没有签订确认书的，请改用其他送达方式。");
    }

    // What failed is part of the reason for a public notice, so it is added to and never rewritten.
    private static Refused? Failed(IntendedAct act)
    {
        if (!act.Enters(Attempts))
        {
            return null;
        }

        var (before, after) = (Rows(act.Before), Rows(act.After));
        if (after.Length < before.Length || !after.Take(before.Length).SequenceEqual(before))
        {
            return IntendedAct.Refusal("service.attempts", "已经登记的未能送达情况不得改动或者删除，只能增加。", LegalSource.PenaltyLaw("第四十七条"), Attempts, "请在原有记录之后增加。");
        }

        return act.Outcome.Key == "failed" && after.Length == before.Length
            ? IntendedAct.Refusal("service.attempts", "未能送达的，须记明这次送达的日期、方式和原因。", LegalSource.PenaltyLaw("第四十七条"), Attempts, "请增加一行，记明这次未能送达的情况。")
            : null;
    }

    private static Refused? Public(IntendedAct act)
    {
        var asks = act.Outcome.Key == "publicNotice" && act.Enters("service.publicGround");
        if (!asks && !act.MakesNow("G03"))
        {
            return null;
        }

        var (ground, key) = (act.After.Text("service.publicGround"), act.After.Text("service.publicGround").Length == 0 ? "service.publicGround" : "service.publicReason");
        if (ground.Length == 0 || act.After.Text("service.publicReason").Length == 0)
        {
            return IntendedAct.Refusal("service.public-ground", "公告送达须受送达人下落不明或者用其他方式无法送达，并在案卷中记明原因和经过。", PublicNotice, key, $"请填写「{FactsDictionary.Official[key].Label}」。");
        }

        return ground == "exhausted" && Rows(act.After).Length == 0
            ? IntendedAct.Refusal("service.public-ground", "以其他方式无法送达为由公告送达的，须先有其他方式未能送达的记录。", PublicNotice, "service.publicGround", "请先登记未能送达的情况。")
            : null;
    }

    private static FeelValue[] Rows(CaseState state) => state.Facts.GetValueOrDefault(Attempts) is FeelList rows ? [.. rows.Items] : [];
}
