using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>How an application is taken in and examined: materials asked for once, nobody barred accepted, two people on the site.</summary>
/// <legal>行政许可法 (2019) art. 32, 34, 78, 79.</legal>
internal static class LicensingGuards
{
    /// <summary>What decides on an application: the licence, its change, its renewal, granted or refused.</summary>
    public static readonly ImmutableArray<string> Decisions = ["L17", "L18", "L20c", "L20d", "L20e", "L20f"];

    private static readonly Bar[] Bars = [new("concealment", 1, "一", Law("第七十八条")), new("deceit", 3, "三", Law("第七十九条"))];

    public static Refused? WhyNot(IntendedAct act) => act.SendsBack
        ? null
        : SiteVisit(act) ?? Order(act) ?? AskedOnce(act) ?? StillMissing(act) ?? WhereToApply(act) ?? Acceptance(act) ?? TooLate(act)
            ?? LicensingDecisionGuards.WhyNot(act) ?? LicenceEndingGuards.WhyNot(act);

    /// <summary>An article of 《行政许可法》.</summary>
    public static LegalSource Law(string article) => new("行政许可法", article);

    /// <summary>The bar on applying again that holds on the day of the application; null where none does.</summary>
    public static Refused? Barred(IntendedAct act)
    {
        if (act.After.Text("bar.safety") != "yes" || act.After.Date("bar.decidedOn") is not { } decided || act.After.Date("application.receivedOn") is not { } received)
        {
            return null;
        }

        var bar = Bars.FirstOrDefault(bar => bar.Ground == act.After.Text("bar.ground"));
        return bar is null || received > decided.AddYears(bar.Years)
            ? null
            : Told(
                act,
                "licensing.barred",
                $"申请事项直接关系公共安全、人身健康、生命财产安全，申请人自{decided:yyyy年M月d日}起{bar.InWords}年内（至{decided.AddYears(bar.Years):yyyy年M月d日}）不得再次申请该行政许可。",
                bar.Source,
                "bar.decidedOn");
    }

    /// <summary>A refusal that names the field where the step asks for it.</summary>
    public static Refused Told(IntendedAct act, string code, string message, LegalSource source, string key) =>
        act.Enters(key) ? IntendedAct.Refusal(code, message, source, key, message) : new Refused(code, message, source);

    // Who is asked to check the substance goes there as two.
    private static Refused? SiteVisit(IntendedAct act)
    {
        if (!act.MakesNow("L08b"))
        {
            return null;
        }

        var two = act.Step.Assignment!.People >= 2 && act.After.Officers is [var lead, var assist] && lead != assist;
        return two
            ? null
            : new Refused("licensing.two-people", $"「{act.Step.Name}」须由不少于两名工作人员进行，请先确定两名承办人员。", Law("第三十四条第三款"));
    }

    private static Refused? Order(IntendedAct act) =>
        NotBefore(act, "acceptance.on", "application.receivedOn", Law("第三十二条"))
        ?? NotBefore(act, "acceptance.on", "supplement.receivedOn", Law("第三十二条"))
        ?? NotBefore(act, "verification.on", "acceptance.on", Law("第三十四条"))
        ?? NotBefore(act, "special.startedOn", "acceptance.on", Law("第四十五条"))
        ?? NotBefore(act, "special.endedOn", "special.startedOn", Law("第四十五条"))
        ?? NotBefore(act, "withdrawal.on", "application.receivedOn", Law("第二十九条"))
        ?? Published(act);

    private static Refused? NotBefore(IntendedAct act, string key, string first, LegalSource source) =>
        act.Enters(key) && act.After.Date(key) is { } day && act.After.Date(first) is { } earliest && day < earliest
            ? IntendedAct.Refusal(
                "date.order",
                $"「{Label(key)}」为{day:yyyy年M月d日}，不得早于「{Label(first)}」（{earliest:yyyy年M月d日}）。",
                source,
                key,
                $"不得早于{earliest:yyyy年M月d日}。")
            : null;

    private static Refused? Published(IntendedAct act) =>
        act.Enters("publicity.publishedOn") && act.After.Date("publicity.publishedOn") is { } day && act.Latest(Decisions.AsSpan()) is { } decision && day < decision.On
            ? IntendedAct.Refusal(
                "date.order", $"「公开日期」为{day:yyyy年M月d日}，不得早于作出决定之日（{decision.On:yyyy年M月d日}）。", Law("第四十条"), "publicity.publishedOn", $"不得早于{decision.On:yyyy年M月d日}。")
            : null;

    private static Refused? AskedOnce(IntendedAct act)
    {
        var told = act.Latest("L05");
        if (act.MakesNow("L05") && (told is not null || act.Before.Text("acceptance.kind").Length > 0))
        {
            return new Refused("licensing.asked-twice", $"需要补正的全部内容须一次告知，{(told is null ? "申请已经受理" : "补正告知书已经发出")}，不得再次要求补正。", Law("第三十二条第一款第四项"));
        }

        return told is not null && act.Enters("supplement.items") && !Value(act.Before, "supplement.items").Equals(Value(act.After, "supplement.items"))
            ? Told(act, "licensing.asked-later", "补正告知书发出以后，不得增加或者改变需要补正的内容。", Law("第三十二条第一款第四项"), "supplement.items")
            : null;
    }

    private static Refused? StillMissing(IntendedAct act)
    {
        if (!act.Enters("supplement.missing"))
        {
            return null;
        }

        var asked = Names(act.After, "supplement.items");
        return Names(act.After, "supplement.missing").FirstOrDefault(name => !asked.Contains(name)) is { } more
            ? Told(act, "licensing.asked-later", $"「{more}」不在补正告知书一次性告知的内容之中，不得另行要求补正。", Law("第三十二条第一款第四项"), "supplement.missing")
            : null;
    }

    private static Refused? WhereToApply(IntendedAct act) =>
        (act.MakesNow("L04") || act.Outcome.Key == "reject") && act.After.Text("rejection.ground") == "notOurs" && act.After.Text("rejection.agency").Length == 0
            ? Told(act, "licensing.where-to-apply", "申请事项不属于本机关职权范围的，须告知申请人向有关行政机关申请，请写明该机关。", Law("第三十二条第一款第二项"), "rejection.agency")
            : null;

    private static Refused? Acceptance(IntendedAct act)
    {
        if (!act.MakesNow("L06"))
        {
            return null;
        }

        var late = act.Latest("L20b") is not null && act.Before.Clocks.GetValueOrDefault("T08") is { } before && act.After.Date("application.receivedOn") > before.Due;
        return late
            ? new Refused("licensing.renewal-late", $"延续须在有效期届满三十日前（{act.Before.Clocks["T08"].Due:yyyy年M月d日}以前）申请，不能作为延续受理，可以告知重新申请许可。", Law("第五十条第一款"))
            : Barred(act);
    }

    // What comes from the applicant comes too late once the decision stands; a period that is over cannot be extended.
    private static Refused? TooLate(IntendedAct act)
    {
        if ((act.Enters("withdrawal.on") || act.Enters("application.speaker")) && act.Latest(Decisions.AsSpan()) is { } decision)
        {
            return new Refused(
                "licensing.decided",
                $"本机关已于{decision.On:yyyy年M月d日}作出决定，「{act.Step.Name}」不能再登记。",
                LegalSource.ProductDefault("撤回申请、陈述申辩在行政许可决定作出以前提出（系统默认规则）"));
        }

        return (act.Enters("licence.extensionReason") || act.MakesNow("L15b")) && act.Before.Clocks.GetValueOrDefault("T02") is not { IsOpen: true }
            ? new Refused("licensing.no-period", "没有正在计算的许可决定期限，不能延长。", Law("第四十二条第一款"))
            : null;
    }

    private static string Label(string key) => FactsDictionary.Official[key].Label;

    private static FeelValue Value(CaseState state, string key) => state.Facts.GetValueOrDefault(key, FeelValue.Null);

    private static HashSet<string> Names(CaseState state, string key) => Value(state, key) is FeelList { Items: var rows }
        ? [.. rows.OfType<FeelContext>().Select(row => row["name"]).OfType<FeelText>().Select(name => name.Value)]
        : [];

    private sealed record Bar(string Ground, int Years, string InWords, LegalSource Source);
}
