using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The administrator keeps the calendar and the parameters of clocks.</summary>
public sealed class LawPagesTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [Fact]
    public async Task A_day_is_changed_with_a_reason_without_script_and_stands_in_the_history()
    {
        await using var admin = await server.Visit("admin", script: false);
        await admin.Page.ClickAsync(".sidenav >> text=节假日安排");
        await Expect(admin.Page.Locator("#year .pill-served").First).ToHaveTextAsync("已公布");
        await Expect(admin.Page.Locator(".month")).ToHaveCountAsync(12);
        await admin.Page.FillAsync("#edit [name=day]", "2026-12-31");
        await admin.Page.SelectOptionAsync("#edit [name=kind]", "rest");
        await admin.Page.FillAsync("#edit [name=reason]", "区政府通知临时放假。");
        await admin.Page.ClickAsync("#edit button");

        await Expect(admin.Page.Locator(".notice-success")).ToContainTextAsync("2026年的节假日安排已保存为第2版");
        await Expect(admin.Page.Locator("#history")).ToContainTextAsync("区政府通知临时放假。");
        await Expect(admin.Page.Locator(".month").Last).ToContainTextAsync("31休");
        await Expect(admin.Page.Locator("#year [role=status]")).ToContainTextAsync("重新计算");
    }

    [Fact]
    public async Task A_year_is_imported_after_a_preview_and_a_file_with_faults_keeps_nothing()
    {
        await using var admin = await server.Visit("admin");
        await admin.Go("/admin/calendar?year=2027");
        await Expect(admin.Page.Locator("#year .pill-draft").First).ToHaveTextAsync("未录入");
        await admin.Page.FillAsync("#import [name=text]", "date,kind\n2027-01-01,rest\n2027-02-30,rest\n2027-01-04,work");
        await admin.Page.FillAsync("#import [name=notice]", "《国务院办公厅关于2027年部分节假日安排的通知》");
        await admin.Page.ClickAsync("#import button[value=preview]");
        await Expect(admin.Page.Locator(".notice-problem")).ToContainTextAsync("文件有 2 处错误，未保存任何内容");
        await Expect(admin.Page.Locator(".notice-problem li").First).ToContainTextAsync("第3行：");
        await Expect(admin.Page.Locator("#history")).ToContainTextAsync("未录入");
        Assert.Empty((await admin.Page.RunAxe(Wcag)).Violations);

        await admin.Page.SetInputFilesAsync("#import [name=file]", new FilePayload { Name = "2027.csv", MimeType = "text/csv", Buffer = "date,kind\n2027-01-01,rest\n2027-01-02,rest\n2027-01-09,work\n"u8.ToArray() });
        await admin.Page.ClickAsync("#import button[value=preview]");
        await Expect(admin.Page.Locator("#preview")).ToContainTextAsync("有 3 天改变");
        await Expect(admin.Page.Locator("#preview")).ToContainTextAsync("由按星期（周一至周五上班）改为调休上班日");
        await Expect(admin.Page.Locator("#history")).ToContainTextAsync("未录入");
        await admin.Page.ClickAsync("#import button[value=import]");
        await Expect(admin.Page.Locator("#f-why-error")).ToContainTextAsync("变更理由须为1至200字");
        await admin.Page.FillAsync("#import [name=why]", "国务院办公厅通知公布。");
        await admin.Page.ClickAsync("#import button[value=import]");
        await Expect(admin.Page.Locator(".notice-success")).ToContainTextAsync("2027年的节假日安排已保存为第1版");
        await Expect(admin.Page.Locator("#year .pill-served").First).ToHaveTextAsync("已公布");

        // Of the refused forms only: the browser notes their status.
        Assert.All(admin.Complaints, complaint => Assert.Contains("422", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_clocks_are_listed_and_only_a_parameter_gets_another_wording()
    {
        await using var admin = await server.Visit("admin");
        await admin.Go("/admin/clocks");
        await Expect(admin.Page.Locator(".lawclocks tbody tr")).ToHaveCountAsync(ClockBook.Official.Rules.Select(rule => rule.Id).Distinct().Count());
        await Expect(admin.Page.Locator("tr", new PageLocatorOptions { HasText = "T11" }).Locator(".lawclock-act a")).ToHaveCountAsync(0);
        Assert.True(await admin.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await admin.Page.ClickAsync("tr:has-text('T37') .lawclock-act a");
        await Expect(admin.Page.Locator("h1")).ToHaveTextAsync("T37 立卷归档");
        await admin.Page.FillAsync("#edit [name=length]", "20");
        await admin.Page.FillAsync("#edit [name=reason]", "局务会议决定缩短归档期限。");
        await admin.Page.ClickAsync("#edit button");

        await Expect(admin.Page.Locator(".notice-success")).ToContainTextAsync("「立卷归档」期限已保存为第1次修改");
        await Expect(admin.Page.Locator("#wordings li").First).ToContainTextAsync("20 日");
        await Expect(admin.Page.Locator("#history")).ToContainTextAsync("局务会议决定缩短归档期限。");
        Assert.Empty((await admin.Page.RunAxe(Wcag)).Violations);
        Assert.Empty(admin.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_pages_fit_the_screen_and_have_no_violation_of_WCAG(bool phone)
    {
        await using var admin = await server.Visit("admin", phone);
        foreach (var path in new[] { "/admin/calendar", "/admin/calendar?year=2030", "/admin/clocks", "/admin/clocks/T30", "/admin/clocks/T11", "/admin/clocks/T99" })
        {
            await admin.Go(path);
            Assert.True(await admin.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is too wide");
            Assert.Empty((await admin.Page.RunAxe(Wcag)).Violations.Select(violation => $"{path}: {violation.Id} {violation.Nodes[0].Html}"));
            if (Environment.GetEnvironmentVariable("SHOTS") is { } folder)
            {
                await admin.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"{path.Replace('/', '_').Replace('?', '_')}-{phone}.png") });
            }
        }
    }

    [Fact]
    public async Task Who_is_no_administrator_sees_neither_page()
    {
        await using var officer = await server.Visit("officer1");
        foreach (var path in new[] { "/admin/calendar", "/admin/clocks", "/admin/clocks/T37" })
        {
            Assert.Equal(403, (await officer.Go(path))!.Status);
            await Expect(officer.Page.Locator("main")).ToContainTextAsync("节假日安排和期限参数由系统管理员维护");
            await Expect(officer.Page.Locator("main form")).ToHaveCountAsync(0);
        }
    }
}
