using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>What the pages refuse or send back, and how they say so.</summary>
[Collection<DemoCollection>]
public sealed class ReviewTests(DemoServer server) : DemoTests(server)
{
    [Fact]
    public async Task A_review_that_asks_for_more_evidence_sends_the_case_back_to_the_investigation()
    {
        var id = await Walk("demo-review");
        await using var reviewer = await Server.Visit("reviewer");
        await OpenTask(reviewer, id);
        await reviewer.Enter("review.receivedOn", "2026-06-12");
        foreach (var question in Enumerable.Range(1, 6))
        {
            await reviewer.Enter($"review.q{question}", question == 3 ? "problem" : "ok");
        }

        await reviewer.Enter("review.q7", "no");
        await reviewer.Enter("review.opinion", "证据不足以认定违法事实。");
        await reviewer.Press("supplement", "补充询问能源管理负责人。");
        await reviewer.Done("法制审核");

        await using var head = await Server.Visit("legalhead");
        await OpenTask(head, id);
        await head.Press("sign", "同意退回。");
        await head.Done("法制科负责人签发意见");
        await head.WaitForDocuments(id);

        await using var officer = await Server.Visit("officer1");
        await officer.Go($"/cases/{id}");
        await Expect(officer.Page.Locator(".stage-note")).ToContainTextAsync("调查取证");
        await Expect(officer.Page.Locator(".stagebar .stage-current")).ToContainTextAsync("调查");
        await OpenTask(officer, id);
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("调查取证");
        await Expect(officer.Page.Locator(".opinions")).ToContainTextAsync("补充询问能源管理负责人。");
        await Expect(officer.Page.Locator(".actionbar .btn-primary")).ToHaveTextAsync("完成调查取证");
    }

    [Fact]
    public async Task An_officer_sees_the_review_of_his_case_but_cannot_do_it()
    {
        await using var officer = await Server.Visit("officer1");
        await OpenTask(officer, await Walk("demo-review"));
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("法制审核");
        Assert.Equal(0, await officer.Page.Locator("button[name=outcome]").CountAsync());
        await Expect(officer.Page.Locator("#why-not")).ToContainTextAsync("「法制审核」须由法制审核员办理");
        await Expect(officer.Page.Locator("#why-not")).ToContainTextAsync("《行政处罚法》第五十八条");
    }

    [Fact]
    public async Task A_handler_cannot_recheck_the_statement_he_took()
    {
        await using var officer = await Server.Visit("officer1");
        var id = await Case(officer, "造纸");
        await OpenTask(officer, id);
        await officer.Enter("statement.madeOn", "2026-06-15");
        await officer.Enter("statement.mode", "written");
        await officer.Enter("statement.content", "请求从轻处罚。");
        await officer.Press("made");
        await officer.Done("陈述申辩");

        await OpenTask(officer, id);
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("陈述申辩复核");
        Assert.Equal(0, await officer.Page.Locator("button[name=outcome]").CountAsync());
        await Expect(officer.Page.Locator("#why-not")).ToContainTextAsync("执法人员一是本案承办人，「陈述申辩复核」须由承办人以外的人员办理。");
    }

    [Fact]
    public async Task A_fine_above_the_maximum_is_refused_at_its_field_with_the_article_and_nothing_is_lost()
    {
        var id = await Walk("demo-investigate");
        await using var officer = await Server.Visit("officer1");
        await OpenTask(officer, id);
        await Investigate(officer);
        await officer.Done("调查取证");

        await OpenTask(officer, id);
        var entries = new Dictionary<string, string>
        {
            ["findings.facts"] = "该公司报送的能源利用状况报告内容不实。",
            ["findings.law"] = "《中华人民共和国节约能源法》第五十三条",
            ["findings.basis"] = "《中华人民共和国节约能源法》第八十二条",
            ["discretion.months"] = "2",
            ["discretion.history"] = "first",
            ["discretion.consequence"] = "none",
            ["discretion.reason"] = "第二次被查处。",
            ["proposed.kind"] = "penalty",
            ["proposed.text"] = "处六万元罚款。",
            ["proposed.fine"] = "60000",
        };
        foreach (var (key, value) in entries)
        {
            await officer.Enter(key, value);
        }

        await officer.Enter("proposed.types[0].kind", "fine");
        await officer.Enter("proposed.types[0].amount", "60000");
        await officer.Enter("proposed.hearing", "no");
        await officer.Enter("proposed.major", "no");
        await officer.Press("submit", "提请审核。");
        var top = officer.Page.Locator(".notice-problem");
        await Expect(top).ToContainTextAsync("罚款不得超过50,000.00元");
        await Expect(top).ToContainTextAsync("《节约能源法》第八十二条");
        var field = officer.Page.Locator(".field-wrong:has([name='proposed.fine'])");
        await Expect(field.Locator(".field-error")).ToContainTextAsync("不得超过50,000.00元。");
        Assert.Equal("true", await field.Locator("input").GetAttributeAsync("aria-invalid"));
        foreach (var (key, value) in entries)
        {
            Assert.Equal(value, (await officer.Page.Locator($"[name='{key}']").InputValueAsync()).Replace(",", "", StringComparison.Ordinal).Replace(".00", "", StringComparison.Ordinal));
        }

        Assert.Equal("提请审核。", await officer.Page.InputValueAsync("[name=comment]"));
        await top.Locator("a").ClickAsync();
        Assert.EndsWith("#f-proposed-fine", officer.Page.Url, StringComparison.Ordinal);

        await officer.Enter("proposed.fine", "30000");
        await officer.Enter("proposed.types[0].amount", "30000");
        await officer.Press("submit");
        await officer.Done("调查终结");
    }

    [Fact]
    public async Task Of_two_who_finish_one_task_at_once_the_second_reads_who_was_first()
    {
        var id = await Walk("demo-investigate");
        await using var first = await Server.Visit("officer1");
        await using var second = await Server.Visit("officer2");
        foreach (var officer in new[] { first, second })
        {
            await OpenTask(officer, id);
        }

        await Investigate(first);
        await first.Done("调查取证");
        var answer = second.Page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await Investigate(second);
        Assert.Equal(409, (await answer).Status);
        await Expect(second.Page.Locator(".empty-note")).ToContainTextAsync("该任务已由执法人员一于2026年6月15日");
        await second.Page.ClickAsync(".empty-note a");
        await Expect(second.Page.Locator(".stage-note")).ToContainTextAsync("调查终结");
    }

    [Fact]
    public async Task Without_script_an_officer_signs_in_adds_a_row_of_evidence_and_finishes_the_task()
    {
        var id = await Walk("demo-investigate");
        await using var officer = await Server.Visit("officer1", script: false);
        await OpenTask(officer, id);
        await officer.Enter("investigation.course", "两名执法人员到现场检查。");
        await officer.Enter("evidence.items[0].name", "现场检查笔录");
        await officer.Page.ClickAsync("[data-row-add]");
        Assert.Equal(2, await officer.Page.Locator("[data-row]").CountAsync());
        Assert.Equal("两名执法人员到现场检查。", await officer.Page.InputValueAsync("[name='investigation.course']"));
        Assert.Equal("现场检查笔录", await officer.Page.InputValueAsync("[name='evidence.items[0].name']"));
        foreach (var row in new[] { 0, 1 })
        {
            await officer.Enter($"evidence.items[{row}].name", $"证据{row + 1}");
            await officer.Enter($"evidence.items[{row}].kind", "documentary");
            await officer.Enter($"evidence.items[{row}].source", "本机关制作");
        }

        await officer.Press("submit");
        await officer.Done("调查取证");
        await OpenTask(officer, id);
        await Expect(officer.Page.Locator(".facts").First).ToContainTextAsync("证据2");
    }

    [Fact]
    public async Task The_proof_of_service_of_a_notice_says_when_where_and_how()
    {
        await using var officer = await Server.Visit("officer1");
        var documents = await officer.Documents(Guid.Parse(await Case(officer, "机械制造")));
        var proof = documents.First(document => document.Name == "送达回证").Text;
        Assert.Contains("行政处罚事先告知书", proof, StringComparison.Ordinal);
        Assert.Contains("送达方式 | 直接送达", proof, StringComparison.Ordinal);
        Assert.Contains("送达地点 | 该公司办公楼", proof, StringComparison.Ordinal);
        Assert.DoesNotContain("送达时间 | 　　年　月　日", proof, StringComparison.Ordinal);
    }

    private static async Task Investigate(Visitor officer)
    {
        await officer.Enter("investigation.course", "两名执法人员到现场检查。");
        await officer.Enter("evidence.items[0].name", "现场检查笔录");
        await officer.Enter("evidence.items[0].kind", "documentary");
        await officer.Enter("evidence.items[0].source", "本机关制作");
        await officer.Press("submit");
    }
}
