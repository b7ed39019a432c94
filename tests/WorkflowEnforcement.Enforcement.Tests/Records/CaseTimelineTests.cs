using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

/// <summary>The whole-process record in sentences (行政处罚法 art. 47).</summary>
public sealed class CaseTimelineTests
{
    private static readonly Guid Notice = new("00000000-0000-0000-0000-000000000021");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));

    private static readonly CaseEvent[] Before =
    [
        new DocumentRequested(Notice, "C21", "行政处罚事先告知书", "辽太工信罚告字〔2026〕第1号", "IssueNotice", 23, null, true),
        new ClockStarted("T13", "陈述申辩", new DateOnly(2026, 4, 22), new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 29), false, "本机关默认期限"),
    ];

    private static readonly NamedPerson Head = new("unithead", "办案机构负责人");
    private static readonly NamedPerson Deputy = new("deputy", "分管负责人");

    public static TheoryData<CaseEvent, string> Sentences => new()
    {
        { new CaseOpened("penalty.ordinary", "x", "辽太工信线字〔2026〕第1号", "案", "科"), "登记线索，编号辽太工信线字〔2026〕第1号" },
        { new CaseLinked(Guid.Empty, "inspection.daily", "辽太工信检〔2026〕第1号", "某公司检查", "移送立案", "《行政处罚法》第五十四条"), "由「某公司检查」（辽太工信检〔2026〕第1号）立案：移送立案" },
        { new CaseFiled("辽太工信立字〔2026〕第1号"), "立案，案号辽太工信立字〔2026〕第1号" },
        { new CaseEnded("performed"), "案件办结：决定已履行完毕" },
        { new CaseEnded("同意不予立案"), "案件办结：同意不予立案" },
        { Facts("VerifyClue", ("officers.lead", FeelValue.Of("officer1")), ("verification.text", FeelValue.Of("属实。"))), "填写主办执法人员、核查情况" },
        { Facts(string.Empty, ("statement.content", FeelValue.Null)), "清空以前填写的陈述申辩内容" },
        { new TaskClaimed(4, "VerifyClue"), "签收「线索核查」" },
        { new TaskReleased(4, "VerifyClue"), "退回「线索核查」待他人签收" },
        { new TaskCompleted(4, "VerifyClue", "file", "建议立案", "同意。", []), "办理「线索核查」：建议立案" },
        { new TaskCompleted(4, "NoLongerDrawn", "file", "建议立案", string.Empty, []), "办理「NoLongerDrawn」：建议立案" },
        { new MessageReceived("VerifyClue", "当事人申请延期", "书面申请。"), "登记「当事人申请延期」" },
        { new EffectFollowed("VerifyClue", "逾期不告知，视为受理", "《行政许可法》第三十二条"), "依法产生效果：逾期不告知，视为受理" },
        { new LegalReviewConcluded(true), "法制审核通过" },
        { new LegalReviewConcluded(false), "法制审核未通过" },
        { new StageEntered("决定"), "进入决定阶段" },
        { new ClockStarted("T11", "处罚决定", new DateOnly(2026, 3, 11), new DateOnly(2026, 6, 9), new DateOnly(2026, 6, 9), false, "《行政处罚法》第六十条"), "「处罚决定」期限开始计算，2026年6月9日届满" },
        { new ClockStarted("T11", "处罚决定", new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 1), new DateOnly(2027, 3, 1), true, "《行政处罚法》第六十条"), "「处罚决定」期限开始计算，2027年3月1日届满（节假日安排尚未公布，以国务院通知为准）" },
        { new ClockStopped("T13", new DateOnly(2026, 4, 28), ClockState.Met), "「陈述申辩」期限按期完成" },
        { new ClockStopped("T13", new DateOnly(2026, 4, 30), ClockState.Late), "「陈述申辩」期限超期完成" },
        { new ClockStopped("T13", new DateOnly(2026, 4, 29), ClockState.Lapsed), "「陈述申辩」期限届满，视为未提出" },
        { new ClockStarted("T11", "处罚决定", new DateOnly(2026, 3, 11), new DateOnly(2026, 6, 9), new DateOnly(2026, 6, 9), false, "《行政处罚法》第六十条") { Again = true }, "「处罚决定」期限继续计算，2026年6月9日届满" },
        { new ClockSuspended("T13", new DateOnly(2026, 4, 23), "技术鉴定", null, "《行政处罚法》第六十条"), "「陈述申辩」期限自2026年4月23日起中止：技术鉴定" },
        { new ClockResumed("T13", new DateOnly(2026, 4, 28), new DateOnly(2026, 5, 8), new DateOnly(2026, 5, 8), false), "「陈述申辩」期限恢复计算，中止至2026年4月28日，现至2026年5月8日届满" },
        { new ClockExtended("T13", "VerifyClue", Deputy, new DateOnly(2026, 4, 29), new DateOnly(2026, 5, 8), new DateOnly(2026, 5, 8), true, "《行政处罚法》第六十条"), "「陈述申辩」期限经分管负责人批准延长，由2026年4月29日延长至2026年5月8日（节假日安排尚未公布，以国务院通知为准）" },
        { new ClocksRecomputed("2026年第2版", [new RecomputedClock("T13", new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 30), new DateOnly(2026, 4, 30), false)]), "节假日安排（2026年第2版）变更，重新计算期限：「陈述申辩」由2026年4月29日改为2026年4月30日届满" },
        { new ClocksRecomputed("2026年第2版", [new RecomputedClock("T13", new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 28), new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 29), false)]), "节假日安排（2026年第2版）变更，重新计算期限：「陈述申辩」仍至2026年4月29日届满" },
        { Before[0], "制作《行政处罚事先告知书》，文号辽太工信罚告字〔2026〕第1号" },
        { new DocumentIssued(Notice, "0123456789abcdef0123", 1, "t"), "《行政处罚事先告知书》制作完成，校验值0123456789abcdef…" },
        { new DocumentIssued(Notice, "short", 1, "t"), "《行政处罚事先告知书》制作完成，校验值short…" },
        { new DocumentServed(Notice, new DateOnly(2026, 4, 22), "direct"), "《行政处罚事先告知书》于2026年4月22日送达" },
        { new DocumentFailed(1, "template.broken", "模板损坏。", Notice), "《行政处罚事先告知书》未能制作：模板损坏。" },
        { new IncidentResolved(1, false, "已修复。"), "处理异常后重试" },
        { new ProcessAdvanced([new TimerFired(1, "Boundary_StatementLapsed")]), "计时到期：陈述申辩期满" },
        { new TaskTransferred(4, "VerifyClue", Head, Deputy, "出差。"), "将「线索核查」转办给分管负责人" },
        { new TaskDelegated(4, "VerifyClue", Head, Deputy, "请核对。"), "将「线索核查」委派给分管负责人办理，办后交回" },
        { new TaskHandedBack(4, "VerifyClue", Head, "已核对。"), "将「线索核查」交回办案机构负责人" },
        { new TaskRecalled(4, "VerifyClue", [Deputy], "另行安排。"), "收回委派给分管负责人办理的「线索核查」" },
        { new TaskSignersAdded(4, "VerifyClue", SignerPosition.Before, [Head, Deputy], "请先签。"), "在「线索核查」前加签办案机构负责人、分管负责人" },
        { new TaskSignersAdded(4, "VerifyClue", SignerPosition.After, [Deputy], "请后签。"), "在「线索核查」后加签分管负责人" },
        { new TaskSignersAdded(4, "VerifyClue", SignerPosition.Beside, [Deputy], "请同签。"), "在「线索核查」并加签分管负责人" },
        { new TaskSignersRemoved(4, "VerifyClue", [Deputy], "不再需要。"), "在「线索核查」减签分管负责人" },
        { new TaskSigned(4, "VerifyClue", "file", "建议立案", Vote.For, "同意。"), "签署「线索核查」：建议立案" },
        { new TaskSignatureTakenBack(4, "VerifyClue"), "撤回在「线索核查」的签名" },
        { new TaskUrged(4, "VerifyClue", [Head], "将到期。"), "催办「线索核查」，催办案机构负责人" },
        { new TaskCopied(4, "VerifyClue", [Deputy], string.Empty), "将案件抄送分管负责人" },
        { new TaskReturned(4, "ApplyFiling", "VerifyClue", "须补充。", [3]), "将「立案申请」退回至「线索核查」" },
        { new TaskWithdrawn(4, "VerifyClue"), "撤回「线索核查」重新办理" },
        { new CaseMigrated("penalty.ordinary", "a", 1, "b", 3, "新规定施行。", [], [], [], []), "将案件由流程第1版迁移到第3版继续办理" },
        { new ProcessAdvanced([new EngineIncidentRaised(1, 2, "Gateway_Verify", "gateway.no-flow", "x")]), "流程停在「核查结论」，须人工处理" },
    };

    public static TheoryData<CaseEvent> Untold =>
    [
        new TaskOffered(4, "VerifyClue", "线索核查"),
        new ProcessAdvanced([new ElementCompleted(4, "VerifyClue")]),
        new DocumentRequested(Notice, "C01", "案件来源登记表", string.Empty, "RegisterClue", 0, null, true),
    ];

    [Theory]
    [MemberData(nameof(Sentences), DisableDiscoveryEnumeration = true)]
    public void Each_event_is_told_in_one_sentence(CaseEvent happened, string sentence) => Assert.Equal(sentence, Tell(happened)[^1].Text);

    [Theory]
    [MemberData(nameof(Untold), DisableDiscoveryEnumeration = true)]
    public void What_only_moves_the_flow_is_left_out(CaseEvent happened) => Assert.Equal(Before.Length, Tell(happened).Length);

    [Fact]
    public void Every_kind_of_event_is_told_or_left_out_on_purpose()
    {
        var tried = Sentences.Select(row => row.Data.Item1).Concat(Untold.Select(row => row.Data)).Select(happened => happened.GetType()).ToHashSet();
        Assert.Equal([], typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent)) && !type.IsAbstract).Except(tried));
    }

    [Fact]
    public void A_line_says_who_when_in_which_stage_and_by_which_law()
    {
        var done = Tell(new StageEntered("审查"), new TaskCompleted(4, "LegalReview", "pass", "同意", "事实清楚。", []))[^1];
        Assert.Equal((At, "task.completed", "审查", "法制审核员", "LegalReview", "事实清楚。"), (done.At, done.Type, done.Stage, done.Actor, done.Element, done.Comment));
        Assert.Contains("《行政处罚法》第五十八条", done.Basis, StringComparison.Ordinal);
        Assert.Equal(3, done.Seq);
        Assert.Contains("第五十四条第二款", Tell(new CaseFiled("号"))[^1].Basis, StringComparison.Ordinal);
        Assert.Equal(Notice, Tell(new DocumentServed(Notice, new DateOnly(2026, 4, 22), "direct"))[^1].Document);
        Assert.Equal("已修复。", Tell(new IncidentResolved(1, false, "已修复。"))[^1].Comment);
    }

    [Fact]
    public void Many_entries_are_counted_and_the_first_six_named()
    {
        var entered = ScenarioFile.Read("full-penalty").Facts;
        Assert.EndsWith($"等{entered.Count}项", Tell(new FactsRecorded(string.Empty, entered))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_of_a_whole_case_reads_as_was_accepted()
    {
        var events = ScenarioTests.WalkOf("full-penalty").Events.Select((recorded, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(recorded.Event), recorded));
        var told = CaseTimeline.Tell(TestBureau.Penalty, events).Select(line => $"{line.At:MM-dd HH:mm} {line.Stage} {line.Actor} {line.Text}{(line.Comment.Length > 0 ? $" [{line.Comment}]" : string.Empty)}");
        Assert.Equal(RepositoryFiles.Table("Records", "full-penalty.timeline.txt").ReplaceLineEndings("\n").TrimEnd('\n'), string.Join('\n', told));
    }

    private static FactsRecorded Facts(string element, params (string Key, FeelValue Value)[] facts) =>
        new(element, CaseState.NoFacts.AddRange(facts.Select(fact => KeyValuePair.Create(fact.Key, fact.Value))));

    private static ImmutableArray<TimelineLine> Tell(params CaseEvent[] happened) => CaseTimeline.Tell(
        TestBureau.Penalty,
        Before.Concat(happened).Select((one, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(one), new RecordedEvent(one, At, "reviewer", "法制审核员"))));
}
