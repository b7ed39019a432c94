namespace WorkflowEnforcement.Server.Components.Gallery;

/// <summary>Made-up rows of real length for looking at the components. Nobody and no organisation named here exists.</summary>
public static class GallerySamples
{
    private const string Party = "辽阳太子河示例新材料科技开发有限责任公司第二分公司北方精密铸造车间管理委员会";
    private static readonly string[] StageNames = ["启动", "调查", "取证", "审查", "决定", "送达", "执行", "归档"];
    private static readonly string[] TabNames = ["办理记录", "流程图", "文书", "期限", "人员"];

    private const string Matter = "涉嫌未按照规定配备和使用能源计量器具且拒不改正造成能源消费统计数据失实一案";

    public static FrameView Frame { get; } = new("太子河区工业和信息化局", new UserView("执法人员一", "执法人员", "执法一科", "代理：法制审核员（至3月6日）"), 3,
    [
        new LinkView("工作台", "/dev/gallery/workbench", Count: 12, Icon: IconName.Workbench),
        new LinkView("案件", "/dev/gallery/cases", Icon: IconName.Cases),
        new LinkView("提醒", "/dev/gallery/reminders", Count: 3, Icon: IconName.Bell),
        new LinkView("流程", "/dev/gallery/diagram", Icon: IconName.Flow),
        new LinkView("组件样板", "/dev/gallery/index", Icon: IconName.Settings),
    ])
    { StartHref = "/dev/gallery/task" };

    public static IReadOnlyList<DeadlineView> Deadlines { get; } =
    [
        new(DeadlineLevel.Overdue, "已超期 2 个工作日", new DateOnly(2026, 2, 26)),
        new(DeadlineLevel.Today, "今日到期", new DateOnly(2026, 3, 2)),
        new(DeadlineLevel.Soon, "剩余 2 个工作日", new DateOnly(2026, 3, 4)),
        new(DeadlineLevel.Normal, "剩余 25 个工作日", new DateOnly(2026, 4, 7)),
        new(DeadlineLevel.Suspended, "已中止", null),
        new(DeadlineLevel.Met, "已按期办结", new DateOnly(2026, 2, 20)),
    ];

    public static IReadOnlyList<StageView> Stages(int current) =>
        [.. StageNames.Select((name, at) =>
            new StageView(name, at < current ? StageProgress.Done : at == current ? StageProgress.Current : StageProgress.Ahead))];

    public static IReadOnlyList<CaseRow> Cases(int count) =>
        [.. Enumerable.Range(0, count).Select(at => new CaseRow(
            "/dev/gallery/case",
            at % 3 == 0 ? Party + Matter : "某示例机械厂" + Matter,
            $"辽太工信罚立字〔2026〕第{213 - at}号",
            at % 3 == 0 ? Party : "某示例机械厂",
            at % 4 == 1 ? "许可·一般程序" : "处罚·普通程序",
            at % 2 == 0 ? "审查" : "调查",
            at % 2 == 0 ? "法制审核" : "现场核查与证据登记",
            "执法人员一、执法人员二",
            Deadlines[Math.Min(at % 7, 5)],
            at % 5 == 0))];

    public static IReadOnlyList<TaskRow> Tasks(int count) =>
        [.. Enumerable.Range(0, count).Select(at => new TaskRow(
            "/dev/gallery/task",
            at % 2 == 0 ? "送达行政处罚决定书" : "法制审核",
            at % 3 == 0 ? Party + Matter : "某示例机械厂" + Matter,
            $"辽太工信罚立字〔2026〕第{at + 3}号",
            at % 3 == 0 ? Party : "某示例机械厂",
            at % 2 == 0 ? "处罚·送达" : "处罚·审查",
            "执法人员一、执法人员二",
            Deadlines[at % 4],
            at % 4 == 3))];

    public static IReadOnlyList<ReminderView> Reminders { get; } =
    [
        new("送达行政处罚决定书已超期 1 个工作日：" + Party, "/dev/gallery/case", At(2, 8, 30), DeadlineLevel.Overdue),
        new("法制审核今日到期：某示例机械厂" + Matter, "/dev/gallery/case", At(2, 8, 30), DeadlineLevel.Today),
        new("立案审批已通过：某示例机械厂", "/dev/gallery/case", At(1, 16, 5), DeadlineLevel.Normal, Read: true),
    ];

    public static IReadOnlyList<FactView> CaseFacts { get; } =
    [
        new("案由", Party + Matter, Wide: true),
        new("立案号", "辽太工信罚立字〔2026〕第3号"),
        new("程序", "行政处罚·普通程序"),
        new("当事人", Party),
        new("信用代码", "91211004MA0EXAMPLE", Secrecy.Personal),
        new("承办人员", "执法人员一、执法人员二（执法一科）"),
        new("公开", "决定作出后公开", Secrecy.Secret),
    ];

    public static IReadOnlyList<FactView> KnownFacts { get; } =
    [
        new("当事人", Party, ChangeHref: "/dev/gallery/task"),
        new("法定代表人", "（登记为“负责人甲”）", Secrecy.Personal, "/dev/gallery/task"),
        new("违法事实", "2026年1月12日检查时发现，一号、二号熔炼炉未安装电能计量装置，能源统计台账缺2025年9月至12月。", ChangeHref: "/dev/gallery/task"),
        new("拟处罚款", null),
    ];

    public static IReadOnlyList<LinkView> Tabs(int current) =>
        [.. TabNames.Select((name, at) =>
            new LinkView(name, at == 1 ? "/dev/gallery/diagram" : "/dev/gallery/case", at == current, at == 2 ? 6 : null))];

    public static IReadOnlyList<DocumentView> Documents { get; } =
    [
        new("案件来源登记表", DocumentState.Issued, "辽太工信源字〔2026〕第7号", "#", "#", "#", At(1, 9, 12)),
        new("行政处罚事先告知书", DocumentState.Served, "辽太工信罚告字〔2026〕第3号", "#", "#", "#", At(2, 10, 40)),
        new("行政处罚决定书", DocumentState.Draft, null, "#", "#", null, At(2, 11, 0), "未安装 PDF 转换程序，只能下载 Word 版本。"),
        new("送达回证", DocumentState.Failed, null, Note: "模板中有系统不认识的内容“送达方式说明”，请联系法制科修改模板。"),
        new("立案审批表", DocumentState.Void, "辽太工信立审字〔2026〕第2号", "#", "#", "#", At(1, 15, 0)),
    ];

    public static IReadOnlyList<TimelineEntry> Timeline(int count) =>
        [.. new TimelineEntry[]
        {
            new("step-Task_Review", At(2, 14, 20), "法制审核员", "签收法制审核", "审查", "《行政处罚法》第五十八条第一款第三项"),
            new("step-Task_Unit", At(2, 10, 2), "承办机构负责人", "审核通过并提交法制审核", "审查", null, "事实清楚，证据确实充分，定性准确，同意报法制审核。", [new LinkView("法制审核送审表", "#", Icon: IconName.Document)]),
            new("step-Task_Report", At(1, 17, 45), "执法人员一、执法人员二", "提交案件调查终结报告", "取证", "《行政处罚法》第五十七条", null,
                [new LinkView("案件调查终结报告", "#", Icon: IconName.Document), new LinkView("现场检查笔录及照片（12张）", "#"), new LinkView("询问笔录（" + Party + "）", "#")]),
            new("step-Task_Filing", At(1, 9, 30), "分管负责人", "同意立案", "启动", "《行政处罚法》第五十四条第二款"),
        }.Concat(Enumerable.Range(0, Math.Max(0, count - 4)).Select(at => new TimelineEntry($"older-{at}", At(1, 9, 0).AddHours(-7 * (at + 1)), "系统", "记录一次期限检查，没有到期事项")))];

    public static IReadOnlyList<ClockView> Clocks { get; } =
    [
        new("法制审核期限", Deadlines[2], "《行政处罚法》第五十八条；本单位法制审核办法第九条", new DateOnly(2026, 2, 26)),
        new("立案之日起作出处罚决定", Deadlines[3], "《行政处罚法》第六十条", new DateOnly(2026, 1, 20)),
        new("陈述申辩", Deadlines[4], "《行政处罚法》第四十五条", new DateOnly(2026, 2, 20)),
    ];

    public static IReadOnlyList<PersonView> People { get; } =
    [
        new("执法人员一", "主办", "执法一科", "10040021001"),
        new("执法人员二", "协办", "执法一科", "10040021002", "2026年3月1日起由执法人员三代理"),
        new("法制审核员", "法制审核", "法制科"),
    ];

    public static IReadOnlyList<OpinionView> Opinions { get; } =
    [
        new("承办机构负责人审核", "承办机构负责人", At(2, 10, 2), "事实清楚，证据确实充分，定性准确，同意报法制审核。", "通过"),
        new("调查终结", "执法人员一、执法人员二", At(1, 17, 45), "当事人未按规定配备能源计量器具，责令改正后逾期未改正，建议处以罚款 20,000.00 元。"),
    ];

    public static IReadOnlyList<OutcomeView> Outcomes { get; } =
    [
        new("back", "退回补充", OutcomeKind.Back, "案件回到调查取证，办理期限继续计算。", "退回理由"),
        new("dismiss", "不予处罚", OutcomeKind.Dangerous, "案件按不予处罚结案，并制作不予行政处罚决定书。", "不予处罚的理由"),
        new("pass", "审核通过并签名", OutcomeKind.Primary, "转分管负责人审批。"),
    ];

    public static IReadOnlyList<Choice> Grounds { get; } =
    [
        new("a", "事实清楚、证据充分"),
        new("b", "需要补充证据", "退回承办机构，说明缺少的证据"),
        new("c", "适用法律、法规、规章不当，需要承办机构重新提出处理意见并说明理由"),
    ];

    public static IReadOnlyList<FilterField> Filters { get; } =
    [
        new("q", "关键词", "示例机械厂"),
        new("kind", "类别", "penalty", [new Choice("penalty", "行政处罚"), new Choice("licensing", "行政许可")]),
        new("stage", "阶段", null, [new Choice("review", "审查"), new Choice("decide", "决定")]),
        new("due", "期限", null, [new Choice("late", "已超期"), new Choice("today", "今日到期")]),
        new("from", "立案起", null, null, true, "date"),
        new("to", "立案止", null, null, true, "date"),
        new("officer", "承办人员", null, null, true),
    ];

    public static IncidentView Incident { get; } = new("行政处罚决定书没有生成：模板中有系统不认识的内容“罚没合计大写”。", "20260302-7F3K", "请联系法制科修改模板，然后重新生成。", "#", "重新生成");

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8));

    public const string State =
        """
        {"done":{"StartClue":1,"Task_Filing":1,"Task_Investigate":2,"Task_Report":2,"Task_Unit":2,"Gate_Review":1},
        "current":[{"element":"Task_Review","label":"法制审核员 · 剩余 2 个工作日"}],
        "flows":["Flow_1","Flow_2","Flow_3","Flow_4","Flow_5","Flow_6","Flow_Back"]}
        """;

    public const string Bpmn =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="urn:gallery">
        <bpmn:collaboration id="C"><bpmn:participant id="P" name="行政处罚普通程序" processRef="Proc"/></bpmn:collaboration>
        <bpmn:process id="Proc"><bpmn:laneSet id="LS">
        <bpmn:lane id="Lane_0" name="执法人员"><bpmn:flowNodeRef>StartClue</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Filing</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Investigate</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Report</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Notice</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Defence</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Serve</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Pay</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Archive</bpmn:flowNodeRef><bpmn:flowNodeRef>EndClosed</bpmn:flowNodeRef></bpmn:lane>
        <bpmn:lane id="Lane_1" name="审核与决定"><bpmn:flowNodeRef>Task_Unit</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Review</bpmn:flowNodeRef><bpmn:flowNodeRef>Gate_Review</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Decide</bpmn:flowNodeRef><bpmn:flowNodeRef>Task_Close</bpmn:flowNodeRef></bpmn:lane>
        </bpmn:laneSet>
        <bpmn:startEvent id="StartClue" name="线索登记"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:userTask id="Task_Filing" name="立案审批"><bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Investigate" name="调查取证"><bpmn:incoming>Flow_2</bpmn:incoming><bpmn:incoming>Flow_Back</bpmn:incoming><bpmn:outgoing>Flow_3</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Report" name="调查终结报告"><bpmn:incoming>Flow_3</bpmn:incoming><bpmn:outgoing>Flow_4</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Unit" name="承办机构负责人审核"><bpmn:incoming>Flow_4</bpmn:incoming><bpmn:outgoing>Flow_5</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Review" name="法制审核"><bpmn:incoming>Flow_5</bpmn:incoming><bpmn:outgoing>Flow_6</bpmn:outgoing></bpmn:userTask>
        <bpmn:exclusiveGateway id="Gate_Review" name="审核是否通过"><bpmn:incoming>Flow_6</bpmn:incoming><bpmn:outgoing>Flow_7</bpmn:outgoing><bpmn:outgoing>Flow_Back</bpmn:outgoing></bpmn:exclusiveGateway>
        <bpmn:userTask id="Task_Notice" name="制作并送达行政处罚事先告知书"><bpmn:incoming>Flow_7</bpmn:incoming><bpmn:outgoing>Flow_8</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Defence" name="听取陈述申辩"><bpmn:incoming>Flow_8</bpmn:incoming><bpmn:outgoing>Flow_9</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Decide" name="负责人作出决定"><bpmn:incoming>Flow_9</bpmn:incoming><bpmn:outgoing>Flow_10</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Serve" name="送达决定书"><bpmn:incoming>Flow_10</bpmn:incoming><bpmn:outgoing>Flow_11</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Pay" name="缴款与执行"><bpmn:incoming>Flow_11</bpmn:incoming><bpmn:outgoing>Flow_12</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Close" name="结案审批"><bpmn:incoming>Flow_12</bpmn:incoming><bpmn:outgoing>Flow_13</bpmn:outgoing></bpmn:userTask>
        <bpmn:userTask id="Task_Archive" name="立卷归档"><bpmn:incoming>Flow_13</bpmn:incoming><bpmn:outgoing>Flow_14</bpmn:outgoing></bpmn:userTask>
        <bpmn:endEvent id="EndClosed" name="归档完毕"><bpmn:incoming>Flow_14</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="Flow_1" sourceRef="StartClue" targetRef="Task_Filing"/>
        <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Filing" targetRef="Task_Investigate"/>
        <bpmn:sequenceFlow id="Flow_3" sourceRef="Task_Investigate" targetRef="Task_Report"/>
        <bpmn:sequenceFlow id="Flow_4" sourceRef="Task_Report" targetRef="Task_Unit"/>
        <bpmn:sequenceFlow id="Flow_5" sourceRef="Task_Unit" targetRef="Task_Review"/>
        <bpmn:sequenceFlow id="Flow_6" sourceRef="Task_Review" targetRef="Gate_Review"/>
        <bpmn:sequenceFlow id="Flow_7" sourceRef="Gate_Review" targetRef="Task_Notice" name="通过"/>
        <bpmn:sequenceFlow id="Flow_8" sourceRef="Task_Notice" targetRef="Task_Defence"/>
        <bpmn:sequenceFlow id="Flow_9" sourceRef="Task_Defence" targetRef="Task_Decide"/>
        <bpmn:sequenceFlow id="Flow_10" sourceRef="Task_Decide" targetRef="Task_Serve"/>
        <bpmn:sequenceFlow id="Flow_11" sourceRef="Task_Serve" targetRef="Task_Pay"/>
        <bpmn:sequenceFlow id="Flow_12" sourceRef="Task_Pay" targetRef="Task_Close"/>
        <bpmn:sequenceFlow id="Flow_13" sourceRef="Task_Close" targetRef="Task_Archive"/>
        <bpmn:sequenceFlow id="Flow_14" sourceRef="Task_Archive" targetRef="EndClosed"/>
        <bpmn:sequenceFlow id="Flow_Back" sourceRef="Gate_Review" targetRef="Task_Investigate" name="退回补充调查"/>
        </bpmn:process><bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="Pl" bpmnElement="C">
        <bpmndi:BPMNShape id="P_di" bpmnElement="P" isHorizontal="true"><dc:Bounds x="-30" y="40" width="2450" height="360"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Lane_0_di" bpmnElement="Lane_0" isHorizontal="true"><dc:Bounds x="0" y="40" width="2420" height="170"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Lane_1_di" bpmnElement="Lane_1" isHorizontal="true"><dc:Bounds x="0" y="210" width="2420" height="190"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="StartClue_di" bpmnElement="StartClue"><dc:Bounds x="60" y="112" width="36" height="36"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Filing_di" bpmnElement="Task_Filing"><dc:Bounds x="160" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Investigate_di" bpmnElement="Task_Investigate"><dc:Bounds x="330" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Report_di" bpmnElement="Task_Report"><dc:Bounds x="500" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Unit_di" bpmnElement="Task_Unit"><dc:Bounds x="670" y="250" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Review_di" bpmnElement="Task_Review"><dc:Bounds x="840" y="250" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Gate_Review_di" bpmnElement="Gate_Review"><dc:Bounds x="1010" y="265" width="50" height="50"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Notice_di" bpmnElement="Task_Notice"><dc:Bounds x="1130" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Defence_di" bpmnElement="Task_Defence"><dc:Bounds x="1300" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Decide_di" bpmnElement="Task_Decide"><dc:Bounds x="1470" y="250" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Serve_di" bpmnElement="Task_Serve"><dc:Bounds x="1640" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Pay_di" bpmnElement="Task_Pay"><dc:Bounds x="1810" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Close_di" bpmnElement="Task_Close"><dc:Bounds x="1980" y="250" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="Task_Archive_di" bpmnElement="Task_Archive"><dc:Bounds x="2150" y="90" width="120" height="80"/></bpmndi:BPMNShape>
        <bpmndi:BPMNShape id="EndClosed_di" bpmnElement="EndClosed"><dc:Bounds x="2330" y="112" width="36" height="36"/></bpmndi:BPMNShape>
        <bpmndi:BPMNEdge id="Flow_1_di" bpmnElement="Flow_1"><di:waypoint x="96" y="130"/><di:waypoint x="160" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_2_di" bpmnElement="Flow_2"><di:waypoint x="280" y="130"/><di:waypoint x="330" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_3_di" bpmnElement="Flow_3"><di:waypoint x="450" y="130"/><di:waypoint x="500" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_4_di" bpmnElement="Flow_4"><di:waypoint x="620" y="130"/><di:waypoint x="645" y="130"/><di:waypoint x="645" y="290"/><di:waypoint x="670" y="290"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_5_di" bpmnElement="Flow_5"><di:waypoint x="790" y="290"/><di:waypoint x="840" y="290"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_6_di" bpmnElement="Flow_6"><di:waypoint x="960" y="290"/><di:waypoint x="1010" y="290"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_7_di" bpmnElement="Flow_7"><di:waypoint x="1060" y="290"/><di:waypoint x="1095" y="290"/><di:waypoint x="1095" y="130"/><di:waypoint x="1130" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_8_di" bpmnElement="Flow_8"><di:waypoint x="1250" y="130"/><di:waypoint x="1300" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_9_di" bpmnElement="Flow_9"><di:waypoint x="1420" y="130"/><di:waypoint x="1445" y="130"/><di:waypoint x="1445" y="290"/><di:waypoint x="1470" y="290"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_10_di" bpmnElement="Flow_10"><di:waypoint x="1590" y="290"/><di:waypoint x="1615" y="290"/><di:waypoint x="1615" y="130"/><di:waypoint x="1640" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_11_di" bpmnElement="Flow_11"><di:waypoint x="1760" y="130"/><di:waypoint x="1810" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_12_di" bpmnElement="Flow_12"><di:waypoint x="1930" y="130"/><di:waypoint x="1955" y="130"/><di:waypoint x="1955" y="290"/><di:waypoint x="1980" y="290"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_13_di" bpmnElement="Flow_13"><di:waypoint x="2100" y="290"/><di:waypoint x="2125" y="290"/><di:waypoint x="2125" y="130"/><di:waypoint x="2150" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_14_di" bpmnElement="Flow_14"><di:waypoint x="2270" y="130"/><di:waypoint x="2330" y="130"/></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="Flow_Back_di" bpmnElement="Flow_Back"><di:waypoint x="1035" y="315"/><di:waypoint x="1035" y="375"/><di:waypoint x="390" y="375"/><di:waypoint x="390" y="170"/></bpmndi:BPMNEdge>
        </bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>
        """;
}
