using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>Who leads a hearing, and that the party was told of it seven working days before.</summary>
/// <legal>行政处罚法 (2021) art. 64; 行政许可法 (2019) art. 48.</legal>
internal static class HearingGuards
{
    private static readonly LegalSource RecorderSource = LegalSource.ProductDefault("听证记录员与调查、审查人员分离（系统默认规则 R10）");

    /// <summary>True for the records of a hearing: minutes and report.</summary>
    public static bool IsRecord(string code) => code is "C28" or "C29" or "L13a" or "L13b";

    /// <summary>The latest notice of a hearing, or null.</summary>
    public static CaseDocument? Notice(IntendedAct act) => act.Latest("C26", "L12d");

    public static Refused? WhyNot(IntendedAct act)
    {
        if (act.MakesNow("C26", "L12d"))
        {
            return Persons(act) ?? Closed(act) ?? TimeToCome(act);
        }

        return act.MakesNow("C28", "L13a") ? Persons(act) ?? InTime(act) ?? By(act, "hearing.recorder", "听证笔录由记录员制作")
            : act.MakesNow("C29", "L13b") ? Persons(act) ?? By(act, "hearing.chair", "听证报告由主持人提出")
            : null;
    }

    private static Refused? Persons(IntendedAct act)
    {
        var (chair, recorder) = (act.After.Text("hearing.chair"), act.After.Text("hearing.recorder"));
        if (Examiners(act).Contains(chair))
        {
            return IntendedAct.Refusal(
                "hearing.chair",
                $"{Seating.NameOf(act.Setting, chair)}是本案的{(IsLicensing(act) ? "审查人员" : "调查人员")}，不得担任听证主持人。",
                Source(act, "第六十四条第四项", "第四十八条第一款第三项"),
                "hearing.chair",
                "请指定没有参与本案的人员。");
        }

        return Examiners(act).Contains(recorder) || recorder == chair
            ? IntendedAct.Refusal(
                "hearing.recorder",
                $"{Seating.NameOf(act.Setting, recorder)}{(recorder == chair ? "是听证主持人" : "参与了本案的调查、审查")}，不得担任听证记录员。",
                RecorderSource,
                "hearing.recorder",
                "请指定没有参与本案、也不是主持人的人员。")
            : null;
    }

    // Whoever examined the application counts as one who reviewed it, whatever his post.
    private static HashSet<string> Examiners(IntendedAct act) =>
    [
        .. TaskRules.Handlers(act.Setting.Procedure, act.Before),
        .. act.Before.Completions
            .Where(done => act.Setting.Procedure.Steps.TryGetValue(done.Element, out var step) && step.Documents.Any(document => document.Code is "L07" or "L08b"))
            .Select(done => done.By),
    ];

    private static Refused? Closed(IntendedAct act) =>
        act.After.Text("hearing.openness") == "closed" && act.After.Text("hearing.closedReason").Length == 0
            ? IntendedAct.Refusal(
                "hearing.closed",
                "听证应当公开举行；涉及国家秘密、商业秘密或者个人隐私依法予以保密而不公开的，须写明理由。",
                Source(act, "第六十四条第三项", "第四十八条第一款第二项"),
                "hearing.closedReason",
                "请写明不公开举行的理由。")
            : null;

    private static Refused? TimeToCome(IntendedAct act) =>
        LatestNotice(act) is { } latest && act.Command.Today > latest
            ? IntendedAct.Refusal(
                "hearing.notice-short",
                $"听证须在举行的七个工作日前通知当事人；{act.After.Date("hearing.plannedOn"):yyyy年M月d日}举行的，最迟{latest:yyyy年M月d日}送达通知，现已来不及。",
                Source(act, "第六十四条第二项", "第四十八条第一款第一项"),
                "hearing.plannedOn",
                $"最早为{Earliest(act):yyyy年M月d日}。")
            : null;

    private static Refused? InTime(IntendedAct act)
    {
        var source = Source(act, "第六十四条第二项", "第四十八条第一款第一项");
        if (Notice(act) is not { State: DocumentState.Served, ServedOn: { } told })
        {
            return new Refused("hearing.notice-missing", "举行听证前须将听证通知书送达当事人，现未查到已送达的听证通知书。", source);
        }

        if (LatestNotice(act) is { } latest && told > latest)
        {
            return new Refused(
                "hearing.notice-late", $"听证通知书于{told:yyyy年M月d日}送达，距举行之日不足七个工作日（最迟应于{latest:yyyy年M月d日}送达），须改期并重新通知。", source);
        }

        return act.After.Date("hearing.heldOn") is { } held && act.After.Date("hearing.plannedOn") is { } planned && held != planned
            ? IntendedAct.Refusal(
                "hearing.day", $"通知当事人的听证日期为{planned:yyyy年M月d日}，不能在{held:yyyy年M月d日}举行；改期的，须重新通知。", source, "hearing.heldOn", $"须为{planned:yyyy年M月d日}。")
            : null;
    }

    private static Refused? By(IntendedAct act, string key, string rule) => act.Command.By.Id == act.After.Text(key)
        ? null
        : new Refused(
            "hearing.person", $"{rule}，「{act.Step.Name}」须由{Seating.NameOf(act.Setting, act.After.Text(key))}办理。", LegalSource.ProductDefault("听证笔录由记录员制作、听证报告由主持人提出（系统默认规则）"));

    // Seven full working days lie between the notice and the day of the hearing (T07).
    private static DateOnly? LatestNotice(IntendedAct act) =>
        act.After.Date("hearing.plannedOn") is { } planned && act.Setting.Clocks.Find("T07", planned) is { } rule
            ? DeadlineCalculator.Compute(rule, planned, act.Setting.Calendar).Due
            : null;

    private static DateOnly Earliest(IntendedAct act)
    {
        var length = act.Setting.Clocks.Find("T07", act.Command.Today)!.Length;
        return act.Setting.Calendar.AddWorkingDays(act.Command.Today, length + 1);
    }

    private static LegalSource Source(IntendedAct act, string penalty, string licensing) =>
        IsLicensing(act) ? new LegalSource("行政许可法", licensing) : LegalSource.PenaltyLaw(penalty);

    private static bool IsLicensing(IntendedAct act) => act.Setting.Procedure.Kind == "licensing";
}
