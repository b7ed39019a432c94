using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No decision on an application before it was accepted, everybody concerned was heard, and the review of what is on the list was passed.</summary>
/// <legal>行政许可法 (2019) art. 32, 34, 36, 38, 46 to 48.</legal>
internal static class LicensingDecisionGuards
{
    private const string Refusal = "refuse";

    private static readonly ImmutableArray<string> Grounds = ["decision.reason", "decision.basis"];

    // A review that came before any of these does not cover what is decided now.
    private static readonly ImmutableArray<string> Reviewable = ["L07", "L13a"];

    public static Refused? WhyNot(IntendedAct act)
    {
        if (!Decides(act))
        {
            return null;
        }

        return Accepted(act)
            ?? Renewed(act)
            ?? (act.Outcome.Key == Refusal ? null : LicensingGuards.Barred(act))
            ?? AsProposed(act)
            ?? Reasons(act)
            ?? Verified(act)
            ?? InterestedHeard(act)
            ?? HearingHeld(act)
            ?? HearingUsed(act)
            ?? Reviewed(act);
    }

    // Writing down what the law let follow by itself decides nothing.
    private static bool Decides(IntendedAct act) => act.Before.Text("renewal.kind") != "deemed"
        && (act.Step.OutcomeVariable == "licence.decision" || act.MakesNow(LicensingGuards.Decisions.AsSpan()));

    private static Refused? Accepted(IntendedAct act) =>
        act.Before.Text("acceptance.kind").Length > 0
            ? null
            : new Refused("licensing.not-accepted", "申请尚未受理，不得作出行政许可决定。", LicensingGuards.Law("第三十二条、第三十四条第一款"));

    private static Refused? Renewed(IntendedAct act) =>
        act.Latest("L20b") is not null && act.After.Date("permit.validTo") is { } end && act.Command.Today > end
            ? new Refused("licensing.renewed-already", $"有效期已于{end:yyyy年M月d日}届满，届满以前没有作出决定的，视为准予延续，不得再作决定。", LicensingGuards.Law("第五十条第二款"))
            : null;

    // The written decision is made of the draft: a text that grants must not stand under a refusal.
    private static Refused? AsProposed(IntendedAct act) =>
        act.After.Text("licence.proposed") is { Length: > 0 } proposed && proposed != act.Outcome.Key
            ? new Refused(
                "licensing.not-as-proposed",
                $"承办人拟制的决定是「{FactsDictionary.Official["licence.proposed"].LabelOf(proposed)}」，与「{act.Outcome.Label}」不符，须退回重新拟制。",
                LegalSource.ProductDefault("决定与拟制的决定一致（系统默认规则）"))
            : null;

    private static Refused? Reasons(IntendedAct act)
    {
        var missing = act.Outcome.Key == Refusal ? Grounds.FirstOrDefault(key => act.After.Text(key).Length == 0) : null;
        return missing is null
            ? null
            : LicensingGuards.Told(
                act, "licensing.no-reasons", $"不予行政许可的，应当说明理由，现未写明「{FactsDictionary.Official[missing].Label}」。", LicensingGuards.Law("第三十八条第二款"), missing);
    }

    private static Refused? Verified(IntendedAct act) =>
        act.After.Text("examination.site") == "yes" && act.Latest("L08b") is null
            ? new Refused("licensing.not-verified", "须对申请材料的实质内容进行核实，现未查到现场核查笔录。", LicensingGuards.Law("第三十四条第三款"))
            : null;

    private static Refused? InterestedHeard(IntendedAct act)
    {
        var source = LicensingGuards.Law("第三十六条");
        if (act.After.Text("examination.interested") == "yes" && act.Latest("L10") is not { State: DocumentState.Served })
        {
            return new Refused("licensing.interested-not-told", "许可事项直接关系他人重大利益的，应当告知该利害关系人，现未查到已送达的利害关系人告知书。", source);
        }

        return OpenUntil(act, "T13") is { } due
            ? new Refused("licensing.statement-open", $"陈述申辩的期限至{due:yyyy年M月d日}届满，期满或者陈述、明确放弃以前不得作出决定。", source)
            : null;
    }

    private static Refused? HearingHeld(IntendedAct act)
    {
        if (act.After.Text("examination.publicInterest") == "yes" && act.Latest("L13a") is null)
        {
            return new Refused("licensing.public-hearing", "涉及公共利益的重大许可事项，应当向社会公告并举行听证，现未查到听证笔录。", LicensingGuards.Law("第四十六条"));
        }

        var source = LicensingGuards.Law("第四十七条第一款");
        if (act.After.Text("examination.dispute") == "yes" && act.Latest("L12b") is not { State: DocumentState.Served })
        {
            return new Refused("licensing.hearing-not-told", "许可直接涉及申请人与他人之间重大利益关系的，应当告知听证权利，现未查到已送达的听证告知书。", source);
        }

        if (act.Latest("L12c") is null && OpenUntil(act, "T05") is { } due)
        {
            return new Refused("licensing.hearing-open", $"申请听证的期限至{due:yyyy年M月d日}届满，期满以前不得作出决定。", source);
        }

        var owed = act.PlaceOf("L12c") > act.PlaceOf("L13a") && act.After.Text("hearing.endReason").Length == 0;
        return owed ? new Refused("licensing.hearing-refused", "申请人、利害关系人在期限内申请听证的，应当组织听证，现未查到听证笔录，不得作出决定。", source) : null;
    }

    private static Refused? HearingUsed(IntendedAct act) =>
        WasHeard(act) && act.After.Text("licence.hearingUse").Length == 0
            ? LicensingGuards.Told(
                act, "licensing.hearing-unused", "举行听证的，应当根据听证笔录作出决定，请写明根据听证笔录认定的情况。", LicensingGuards.Law("第四十八条第二款"), "licence.hearingUse")
            : null;

    private static Refused? Reviewed(IntendedAct act) =>
        act.Setting.Registers.All(RegisterKeys.Review, act.Command.Today).Where(listed => IsListed(act, listed.Key)).Select(listed => Unreviewed(act, listed.Key, Reviewable.AsSpan())).FirstOrDefault(refused => refused is not null);

    /// <summary>The refusal where a case of the list was not reviewed since the documents that the review must cover.</summary>
    public static Refused? Unreviewed(IntendedAct act, string listed, params ReadOnlySpan<string> covered)
    {
        var since = act.PlaceOf("G09");
        foreach (var code in covered)
        {
            since = Math.Max(since, act.PlaceOf(code));
        }

        return act.Setting.Registers.Find(RegisterKeys.Review, listed, act.Command.Today) is not { } found || (act.Before.ReviewPassed == true && act.PlaceOf("G10") > since)
            ? null
            : new Refused("licensing.review-missing", $"属于法制审核目录清单中「{found["name"]}」的情形，未经法制审核或者审核未通过的，不得作出决定。", found.Source);
    }

    // Who did not come has waived the hearing: there is a record, but nothing was heard.
    private static bool WasHeard(IntendedAct act) =>
        act.Latest("L13a") is not null && act.After.Facts.GetValueOrDefault("hearing.waived") is not FeelBoolean { Value: true };

    private static bool IsListed(IntendedAct act, string listed) => listed switch
    {
        "refusal" => act.Outcome.Key == Refusal,
        "hearing" => WasHeard(act),
        "publicInterest" => act.After.Text("examination.publicInterest") == "yes",
        _ => false,
    };

    /// <summary>Last day of a period of the party that is not over yet; null where none is open.</summary>
    public static DateOnly? OpenUntil(IntendedAct act, string clock) =>
        act.Before.Clocks.GetValueOrDefault(clock) is { State: ClockState.Running } running && running.Due >= act.Command.Today ? running.Due : null;
}
