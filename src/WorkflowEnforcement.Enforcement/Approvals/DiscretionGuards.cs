using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A fine follows the published table of discretion; leaving it needs a reason, going below the statute a ground of the law.</summary>
/// <legal>行政处罚法 (2021) art. 32, 33, 34, 45.</legal>
internal static class DiscretionGuards
{
    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第三十四条");
    private static readonly LegalSource Mitigation = LegalSource.PenaltyLaw("第三十二条");
    private static readonly LegalSource Exemption = LegalSource.PenaltyLaw("第三十三条第一款");

    public static Refused? WhyNot(IntendedAct act)
    {
        if (WhyNotUnpunished(act) is { } contradicted)
        {
            return contradicted;
        }

        if (FixedFine.Of(act) is not { } fine)
        {
            return null;
        }

        return CaseDiscretion.NoticedHash(act.After) is { } hash && act.Setting.Discretion.ByHash(hash) is null
            ? new Refused("discretion.table-gone", $"告知当事人时适用的裁量基准（版本{hash[..Math.Min(12, hash.Length)]}）已不在系统中，请法制科恢复该版本后再办理。", Source)
            : CaseDiscretion.Of(act.Setting.Discretion, act.After, act.Command.Today) switch
            {
                MissingFacts missing => WhyNotMissing(act, fine, missing),
                AppliedRow applied => WhyNotFine(act, fine, applied),
                _ => null,
            };
    }

    private static Refused? WhyNotMissing(IntendedAct act, FixedFine fine, MissingFacts missing)
    {
        if (!CaseDiscretion.IsAsked(act.Setting.Procedure, missing.Keys) && !act.Parameter(ParameterIds.RefuseWhenNotAsked).IsOn)
        {
            return null;
        }

        var here = missing.Keys.Where(act.Enters).Select(key => new FieldFault(key, $"请填写「{FactsDictionary.Official[key].Label}」。")).ToList();
        return new Refused("discretion.facts-missing", missing.Message, Source)
        {
            Fields = here.Count > 0 ? [.. here] : [new FieldFault(fine.Key, "裁量事实查明以前不能确定罚款数额。")],
        };
    }

    private static Refused? WhyNotFine(IntendedAct act, FixedFine fine, AppliedRow applied)
    {
        var (table, row) = (applied.Table, applied.Row);
        if (row.Exempts && fine.Amount > 0)
        {
            return IntendedAct.Refusal("discretion.exempt", $"按裁量基准{row.Citation}不得罚款：{row.Text}", Source, fine.Key, "查明的事实不变的，不得罚款。");
        }

        if (!row.Exempts && fine.Amount < table.Matter.FineMin && !IsGround(act.After.Text(CaseDiscretion.Ground)))
        {
            return IntendedAct.Refusal(
                "discretion.no-ground",
                $"「{table.Matter.Name}」法定罚款最低为{table.Matter.FineMin:#,0.##}元，现为{fine.Amount:#,0.##}元；在法定幅度以下处罚是减轻处罚，须有法定的减轻情形。",
                Mitigation,
                FieldFor(act, CaseDiscretion.Ground, fine),
                "请选择法定的减轻情形，或者在法定幅度以内确定罚款。");
        }

        return row.Exempts || row.Covers(fine.Amount) || FollowsDefence(act, fine, row) ? null : WhyNotOutside(act, fine, applied);
    }

    private static Refused? WhyNotOutside(IntendedAct act, FixedFine fine, AppliedRow applied)
    {
        if (StoredText.IsBlank(act.After.Text(CaseDiscretion.Departure)))
        {
            return IntendedAct.Refusal(
                "discretion.outside",
                $"按裁量基准{applied.Row.Citation}应为{applied.Row.Range}，现为{fine.Amount:#,0.##}元；不按裁量基准确定罚款的，须写明理由。",
                Source,
                FieldFor(act, CaseDiscretion.Departure, fine),
                $"请写明理由，或者在{applied.Row.Range}的幅度内确定罚款。");
        }

        // On the spot nobody reviews before the decision; the reason stands in it, and the filing is looked at afterwards (art. 52(3)).
        return fine.Decided && !SummaryGuards.IsSummary(act.Setting.Procedure) ? WhyNotApproved(act) : null;
    }

    private static Refused? WhyNotApproved(IntendedAct act)
    {
        var (review, head) = (act.Parameter(ParameterIds.DepartureReview), act.Parameter(ParameterIds.DepartureHead));
        if (review.IsOn && act.Before.ReviewPassed != true)
        {
            return new Refused("discretion.departure-review", "不按裁量基准确定罚款的，须先经法制审核通过；现没有通过法制审核的记录。", review.Source);
        }

        return head.IsOn && !act.Command.By.Is(Roles.Director) && act.Latest("G11") is null
            ? new Refused("discretion.departure-head", "不按裁量基准确定罚款的，须由主要负责人决定或者经负责人集体讨论。", head.Source)
            : null;
    }

    // What the party was told, or what its defence was found to deserve, binds downwards: the table never makes it more (art. 45).
    private static bool FollowsDefence(IntendedAct act, FixedFine fine, DiscretionRow row) =>
        fine.Key == FixedFine.Final && fine.Amount < row.Low && (fine.Amount == act.After.Amount("recheck.fine") || fine.Amount == Told(act));

    private static decimal? Told(IntendedAct act) => act.Before.NoticedFacts?.GetValueOrDefault(FixedFine.Proposed) is FeelNumber told ? told.Value : null;

    // 第三十三条第一款 asks for what the case itself may deny.
    private static Refused? WhyNotUnpunished(IntendedAct act)
    {
        if (act.SendsBack || !((act.Decides && act.Outcome.Key == "none") || (act.Makes("C20") && act.After.Text("proposed.kind") == "none")))
        {
            return null;
        }

        var (ground, harm) = (act.After.Text("decision.ground"), act.After.Text("discretion.consequence"));
        var denied = ground is not ("minor" or "first") ? null
            : act.After.Text("discretion.correction") == "none" ? "尚未改正"
            : ground == "minor" && harm is "slight" or "serious" ? "造成了危害后果"
            : ground == "first" && harm == "serious" ? "危害后果较重或者严重"
            : ground == "first" && act.After.Text("discretion.history") == "repeated" ? "不是初次违法"
            : null;
        return denied is null
            ? null
            : IntendedAct.Refusal("discretion.no-exemption", $"查明的裁量事实是{denied}，不符合所选的不予处罚情形。", Exemption, "decision.ground", "请核对不予处罚的情形。");
    }

    private static bool IsGround(string ground) => ground.Length > 0 && FactsDictionary.Official[CaseDiscretion.Ground].Choices.Any(choice => choice.Value == ground);

    private static string FieldFor(IntendedAct act, string key, FixedFine fine) => act.Enters(key) ? key : fine.Key;
}
