using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A penalty case from 线索登记 to 归档 as its nine people do it in the browser, on the days of the scenario full-penalty.</summary>
public sealed partial class WholeCaseTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private const string Party = "辽阳某某机械制造有限公司";
    private const string Officers = "执法人员一（执法证号：示例21101100001）、执法人员二（执法证号：示例21101100002）";

    // What each document must say, in the order in which they are made.
    private static readonly (string Name, string[] Says)[] Expected =
    [
        ("案件来源登记表", ["辽太工信线字〔2026〕第1号", "检查发现", "2026年3月2日", "拟由两名执法人员核查，核查后提出是否立案的意见。"]),
        ("立案审批表", ["辽太工信立字〔2026〕第1号", Officers, "《中华人民共和国节约能源法》第五十三条", "符合立案条件，建议立案。", "同意立案。", "签名：分管负责人　　　2026年3月11日", "2026年6月9日"]),
        ("案件调查终结报告", ["辽太工信立字〔2026〕第1号", "责令限期改正通知书及送达回证", "营业执照复印件", "第八十二条", "处三万元罚款。", "二〇二六年四月八日"]),
        ("法制审核送审表", ["辽太工信立字〔2026〕第1号", "执法人员一", "2026年4月10日"]),
        ("法制审核意见书", ["辽太工信法审字〔2026〕第1号", "事实清楚，证据充分，程序合法，适用法律准确，裁量适当。", "法制科负责人", "2026年4月17日"]),
        ("行政处罚事先告知书", ["辽太工信罚告字〔2026〕第1号", "人民币叁万元整（￥30,000.00元）", "第四十五条", "五个工作日", "二〇二六年四月二十日"]),
        ("送达回证", ["行政处罚事先告知书　辽太工信罚告字〔2026〕第1号", Officers]),
        ("陈述申辩复核意见书", ["2026年4月28日", "该公司称因能源管理人员调整，报告编制延误，请求从轻处罚。", "人员任免文件复印件一份", "不采纳", "陈述申辩理由不成立，维持原拟处理意见。", "2026年5月7日"]),
        ("行政处罚决定审批表", ["辽太工信立字〔2026〕第1号", "2026年6月9日", "同意审核意见。", "同意，报局领导决定。", "同意给予罚款三万元的行政处罚。", "签名：局长　　　2026年5月12日"]),
        ("行政处罚决定书", [
            "辽太工信罚决字〔2026〕第1号", "统一社会信用代码：91211011MA0000001M", "本机关于2026年4月22日向当事人送达行政处罚事先告知书",
            "2026年4月28日，当事人提出陈述、申辩", "依据《中华人民共和国节约能源法》第八十二条", "人民币叁万元整（￥30,000.00元）", "十五日内",
            "六十日内向辽阳市太子河区人民政府申请行政复议", "六个月内依法向有管辖权的人民法院提起行政诉讼", "每日按罚款数额的百分之三加处罚款", "二〇二六年五月十二日"]),
        ("送达回证", ["行政处罚决定书　辽太工信罚决字〔2026〕第1号", Officers, "该公司负责收件的人员", "2026年5月14日"]),
        ("罚没款缴款登记表", ["人民币叁万元整", "LY20260526001", "2026年5月26日"]),
        ("结案审批表", ["辽太工信立字〔2026〕第1号", "本案于2026年3月11日立案，5月12日作出处罚决定，5月14日送达，5月26日缴清罚款。", "材料齐全，同意结案。", "签名：分管负责人　　　2026年6月1日"]),
        ("卷宗封面及卷内目录", ["20260001", "三十年", "2026年3月11日", "辽太工信罚决字〔2026〕第1号"]),
    ];

    // T10, T13, T16, T11 and T18 as their page names them, with the day each began and ended.
    private static readonly (string Name, string Days, string Basis)[] Clocks =
    [
        ("线索核查立案", "2026年3月2日(周一)起算 · 2026年3月23日(周一)到期", "本机关默认期限"),
        ("处罚决定", "2026年3月11日(周三)起算 · 2026年6月9日(周二)到期", "《行政处罚法》第六十条"),
        ("陈述申辩", "2026年4月22日(周三)起算 · 2026年4月29日(周三)到期", "本机关默认期限"),
        ("决定书送达", "2026年5月12日(周二)起算 · 2026年5月21日(周四)到期", "《行政处罚法》第六十一条"),
        ("缴纳罚款", "2026年5月14日(周四)起算 · 2026年5月29日(周五)到期", "《行政处罚法》第六十七条"),
    ];

    [Fact]
    public async Task A_case_goes_from_clue_to_archive_with_all_its_documents_clocks_and_record()
    {
        Chromium.Demand();
        using var scenario = JsonDocument.Parse(await File.ReadAllBytesAsync(
            BrowserServer.RepositoryFile("workflows", "penalty-ordinary", "scenarios", "full-penalty.json"), BrowserServer.Ct));
        var start = scenario.RootElement.GetProperty("start");
        var steps = scenario.RootElement.GetProperty("steps").EnumerateArray().ToList();
        var complaints = new List<string>();
        var walked = new List<(string Person, string Step, string Outcome)>();
        var id = Guid.Empty;
        foreach (var step in steps)
        {
            var task = step.GetProperty("task").GetString()!;
            server.MoveTo(step.GetProperty("at").GetDateTimeOffset());

            // The second officer serves and collects: either of the two may.
            var user = task is "Service_Serve" or "RecordStatement" or "RecordPayment" ? "officer2" : step.GetProperty("by").GetString()!;
            await using var visitor = await server.Visit(user);
            var first = id == Guid.Empty;
            if (first)
            {
                await Start(visitor, start.GetProperty("title").GetString()!);
            }
            else
            {
                await visitor.OpenTask(NameOf(task));
            }

            if ((first ? start : step).TryGetProperty("facts", out var facts))
            {
                foreach (var fact in facts.EnumerateObject())
                {
                    await visitor.Enter(fact.Name, fact.Value);
                }
            }

            var outcome = step.GetProperty("outcome").GetString()!;
            var label = await visitor.Page.InnerTextAsync($".actionbar button[value={outcome}]");
            await visitor.Press(outcome, step.TryGetProperty("comment", out var comment) ? comment.GetString() : null);
            id = await visitor.Done(NameOf(task));
            await visitor.WaitForDocuments(id);
            walked.Add((NameOfPerson(user), NameOf(task), label.Trim()));
            await visitor.SignOut();
            complaints.AddRange(visitor.Complaints);
        }

        Assert.Empty(complaints);
        Assert.True(walked.Select(step => step.Person).Distinct().Count() >= 9);
        await using var supervisor = await server.Visit("supervisor");
        await CheckDocuments(supervisor, id);
        await CheckRecord(supervisor, id, walked);
        await CheckStagesAndClocks(supervisor, id);
        await CheckDiagram(supervisor, id);
        await CheckStrangers(id);
    }

    [GeneratedRegex(@"辽太工信(?:立|罚告|罚决|法审)字〔2026〕第\d+号")]
    private static partial Regex NumberForm { get; }

    private static async Task Start(Visitor officer, string title)
    {
        await officer.Go("/cases/start");
        await officer.Page.FillAsync("[name=title]", title);
        await officer.Page.ClickAsync(".actionbar .btn-primary");
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("线索登记");
    }

    private static async Task CheckDocuments(Visitor visitor, Guid id)
    {
        var documents = await visitor.Documents(id);
        Assert.Equal(Expected.Select(document => document.Name), documents.Select(document => document.Name));
        Assert.All(documents.Zip(Expected), pair =>
        {
            Assert.Contains(Party, pair.First.Text, StringComparison.Ordinal);
            Assert.All(pair.Second.Says, said => Assert.Contains(said, pair.First.Text, StringComparison.Ordinal));
            Assert.DoesNotContain("{{", pair.First.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("{%", pair.First.Text, StringComparison.Ordinal);
        });
        Assert.All(
            documents.Where(document => document.Name is "立案审批表" or "法制审核意见书" or "行政处罚事先告知书" or "行政处罚决定书"),
            document => Assert.Matches(NumberForm, document.Text));

        await visitor.Page.ClickAsync(".document-name a:text-is('行政处罚决定书')");
        await Expect(visitor.Page.Locator(".paper")).ToContainTextAsync("人民币叁万元整");
    }

    private static async Task CheckRecord(Visitor visitor, Guid id, List<(string Person, string Step, string Outcome)> walked)
    {
        await visitor.Go($"/cases/{id}");
        var lines = (await visitor.Page.Locator(".record > li").AllInnerTextsAsync()).Reverse().ToList();
        var at = 0;
        foreach (var (person, step, outcome) in walked)
        {
            var found = lines.FindIndex(at, line => line.Contains(person, StringComparison.Ordinal) && line.Contains($"办理「{step}」：{outcome}", StringComparison.Ordinal));
            Assert.True(found >= 0, $"Expected {person} to stand in the record with {step}, after act {at}");
            Assert.Matches("《.+》第.+条|默认参数", lines[found]);
            at = found + 1;
        }

        Assert.Contains(lines, line => line.Contains("立案", StringComparison.Ordinal) && line.Contains("辽太工信立字〔2026〕第1号", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("《行政处罚决定书》于2026年5月14日送达", StringComparison.Ordinal));
        Assert.Contains(lines.TakeLast(2), line => line.Contains("案件办结", StringComparison.Ordinal));
    }

    private static async Task CheckStagesAndClocks(Visitor visitor, Guid id)
    {
        await visitor.Go($"/cases/{id}/clocks");
        Assert.Equal(["启动", "调查", "取证", "审查", "决定", "送达", "执行", "归档"], await visitor.Page.Locator(".stagebar .stage-done .stage-name").AllInnerTextsAsync());
        foreach (var (name, days, basis) in Clocks)
        {
            var clock = visitor.Page.Locator($"#clocks .clocks li:has(b:text-is('{name}'))");
            await Expect(clock).ToContainTextAsync(days);
            await Expect(clock).ToContainTextAsync(basis);
            await Expect(clock).ToContainTextAsync("按期完成");
        }
    }

    private static async Task CheckDiagram(Visitor visitor, Guid id)
    {
        await visitor.Go($"/cases/{id}/diagram");
        await Expect(visitor.Page.Locator("[data-element-id=CallArchive].is-done")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".diagram .is-current")).ToHaveCountAsync(0);
    }

    private async Task CheckStrangers(Guid id)
    {
        foreach (var user in new[] { "admin", "clerk" })
        {
            await using var stranger = await server.Visit(user);
            foreach (var part in new[] { "", "/diagram", "/documents", "/clocks", "/people" })
            {
                Assert.Equal(404, (await stranger.Go($"/cases/{id}{part}"))!.Status);
                await Expect(stranger.Page.Locator("body")).Not.ToContainTextAsync(Party);
            }

            Assert.Equal(404, (await stranger.Go($"/api/v1/cases/{id}"))!.Status);
        }
    }

    private static string NameOf(string task) => Names.Tasks[task];

    private static string NameOfPerson(string user) => Names.People[user];
}
