using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Entered days keep the order of what they tell: an answer does not come before the notice.</summary>
internal static class DateGuards
{
    private static readonly Rule[] Rules =
    [
        new("verification.on", "收到线索", act => act.After.Date("clue.receivedOn"), LegalSource.PenaltyLaw("第五十四条第一款")),
        new("review.receivedOn", "送法制审核", act => act.Latest("G09")?.On, LegalSource.PenaltyLaw("第五十八条第一款")),
        new("statement.madeOn", "事先告知书送达", act => act.After.Date("notice.servedOn"), LegalSource.PenaltyLaw("第四十四条、第四十五条第一款")),
        new("publicity.publishedOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第四十八条第一款")),
        new("payment.paidOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第六十七条第三款")),
        new("service.noticedOn", "制作送达公告", act => act.Latest("G03")?.On, new LegalSource("民事诉讼法", "第九十五条")),
        new("hearing.heldOn", "听证通知书送达", act => HearingGuards.Notice(act)?.ServedOn, LegalSource.PenaltyLaw("第六十四条")),
        new("appraisal.resultOn", "委托", act => act.Latest("C12")?.On, LegalSource.PenaltyLaw("第四十六条")),
        new("summary.handedInOn", "当场收缴", act => act.After.Date("payment.paidOn"), LegalSource.PenaltyLaw("第七十一条")),
        new("summary.bankedOn", "交至本机关", act => act.After.Date("summary.handedInOn"), LegalSource.PenaltyLaw("第七十一条")),
        new("summary.filedOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第五十二条第三款")),
        new("summary.reviewAskedOn", "决定书交付", act => act.After.Date("service.servedOn"), new LegalSource("行政复议法", "第二十条第一款")),
        new("summary.reviewServedOn", "申请行政复议", act => act.After.Date("summary.reviewAskedOn"), new LegalSource("行政复议法", "第二十条第一款")),
        new("summary.suedOn", "收到复议决定", act => act.After.Date("summary.reviewServedOn"), new LegalSource("行政诉讼法", "第四十五条")),
        new("summary.judgedOn", "提起诉讼", act => act.After.Date("summary.suedOn"), new LegalSource("行政诉讼法", "第四十五条")),
        new("hearing.appliedOn", "听证告知书送达", act => act.Latest("C22")?.ServedOn, LegalSource.PenaltyLaw("第六十四条第一项")),
        new("hearing.waivedOn", "听证告知书送达", act => act.Latest("C22")?.ServedOn, LegalSource.PenaltyLaw("第六十四条第一项")),
        new("transfer.sentOn", "批准移送", act => act.Latest("G06")?.On, LegalSource.PenaltyLaw("第二十二条")),
        new("crime.sentOn", "批准移送", act => act.Latest("G07")?.On, CrimeGuards.Source("第五条第二款")),
        new("crime.answeredOn", "移送", act => act.After.Date("crime.sentOn"), CrimeGuards.Source("第八条")),
        new("jurisdiction.designatedOn", "协商", act => act.Before.Date("jurisdiction.agreedOn"), LegalSource.PenaltyLaw("第二十五条第二款")),
        new("publicity.withdrawnOn", "公示", act => act.Before.Date("publicity.publishedOn"), LegalSource.PenaltyLaw("第四十八条第二款")),
        new("taking.on", "立案", act => act.Before.FiledOn, LegalSource.PenaltyLaw("第五十四条")),
        new("materials.receivedOn", "制作通知书", act => act.Latest("C17")?.On, LegalSource.PenaltyLaw("第五十五条第二款")),
        new("cooperation.answeredOn", "制作协助调查函", act => act.Latest("G08")?.On, LegalSource.PenaltyLaw("第五十四条第一款")),
        new("preservation.on", "批准登记保存", act => act.Latest("G12")?.On, LegalSource.PenaltyLaw("第五十六条")),
        new("suspension.endedOn", "中止调查", act => act.Latest("C19a")?.On, LegalSource.PenaltyLaw("第六十条")),
        new("instalment.askedOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第六十六条第二款")),
        new("remedy.filedOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第七十三条")),
        new("remedy.endedOn", "申请复议、起诉", act => act.After.Date("remedy.filedOn"), LegalSource.PenaltyLaw("第七十三条")),
        new("enforce.reviewServedOn", "行政决定送达", act => act.After.Date("enforce.decisionServedOn"), new LegalSource("行政诉讼法", "第四十五条")),
        new("collect.answeredOn", "催告", act => act.Latest("Q11")?.On, new LegalSource("行政强制法", "第三十六条")),
        new("collect.appliedOn", "签署申请书", act => act.Latest("Q17")?.On, new LegalSource("行政强制法", "第五十五条")),
        new("collect.ruledOn", "向法院申请", act => act.After.Date("collect.appliedOn"), new LegalSource("行政强制法", "第五十六条")),
        new("goods.on", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第七十四条")),
        new("closing.performedOn", "作出决定", DecidedOn, LegalSource.PenaltyLaw("第四十七条")),
    ];

    public static Refused? WhyNot(IntendedAct act) =>
        act.SendsBack ? null : Rules.Select(rule => OutOfOrder(act, rule)).FirstOrDefault(refused => refused is not null) ?? ClockWithoutLaw(act);

    private static Refused? OutOfOrder(IntendedAct act, Rule rule)
    {
        if (!act.Enters(rule.Key) || act.After.Date(rule.Key) is not { } day || rule.NotBefore(act) is not { } first || day >= first)
        {
            return null;
        }

        var label = FactsDictionary.Official[rule.Key].Label;
        return IntendedAct.Refusal(
            "date.order",
            $"「{label}」为{day:yyyy年M月d日}，不得早于{rule.What}之日（{first:yyyy年M月d日}）。",
            rule.Source,
            rule.Key,
            $"不得早于{first:yyyy年M月d日}。");
    }

    // A period can only be counted by a law that was in force on the day it begins.
    private static Refused? ClockWithoutLaw(IntendedAct act)
    {
        foreach (var key in act.Step.Clocks.Where(clock => clock is { Action: "start", From: not null }).Select(clock => (clock.Clock, From: clock.From!)))
        {
            if (act.After.Date(key.From) is { } day && act.Setting.Clocks.Find(key.Clock, day) is null)
            {
                var rule = act.Setting.Clocks.Rules.First(rule => rule.Id == key.Clock);
                return IntendedAct.Refusal(
                    "clock.before-law",
                    $"「{rule.Name}」期限的规定自{rule.ValidFrom:yyyy年M月d日}起施行，不能自{day:yyyy年M月d日}起算，请核对日期。",
                    rule.Source,
                    key.From,
                    $"不得早于{rule.ValidFrom:yyyy年M月d日}。");
            }
        }

        return null;
    }

    private static DateOnly? DecidedOn(IntendedAct act) => act.Latest("C31", "C32", "C33")?.On;

    private sealed record Rule(string Key, string What, Func<IntendedAct, DateOnly?> NotBefore, LegalSource Source);
}
