using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The head of the legal section moves running cases to a version in which one step is drawn anew and another asks for less than the law.</summary>
public sealed class MigrationTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [Fact]
    public async Task The_head_of_the_legal_section_sees_what_would_happen_and_moves_those_that_can_be_moved()
    {
        await using var head = await server.Visit("legalhead");
        var waiting = await Open("甲公司涉嫌未按规定报送能源利用状况报告案");
        await server.Walk("not-filed", -30);
        await Open("乙公司涉嫌未按规定报送能源利用状况报告案");
        await Redraw();
        await head.Go("/procedures/penalty.ordinary");
        await head.Page.ClickAsync("text=迁移在办案件");

        await Expect(head.Page.Locator("h1")).ToHaveTextAsync("迁移在办案件");
        await Expect(head.Page.Locator(".migrate-prevents").First).ToContainTextAsync("案件停在「线索登记」，新版本没有这个环节，请为它选择对应的环节。");
        await Expect(head.Page.Locator("button[value=migrate]")).ToBeDisabledAsync();
        Assert.Empty((await head.Page.RunAxe(Wcag)).Violations);

        await head.Page.SelectOptionAsync("[name='map.RegisterClue']", "NoteClue");
        await head.Page.ClickAsync("button[value=preview]");
        await Expect(head.Page.Locator(".migrate-note").Last).ToHaveTextAsync("共 2 件在办，已选 2 件：可迁移 2 件，不能迁移 0 件。");
        await Expect(head.Page.Locator(".migrate-result").First).ToContainTextAsync("停在「线索登记」，迁移后在「线索受理登记」。");

        await head.Page.FillAsync("[name=reason]", "《区工信局行政处罚程序规定》自即日起施行。");
        await head.Page.ClickAsync("button[value=migrate]");
        await Expect(head.Page.Locator(".notice-success")).ToContainTextAsync("已将 2 件在办案件迁移到第2版");

        await head.Go($"/cases/{waiting}");
        var record = head.Page.Locator("#record");
        await Expect(record).ToContainTextAsync("将案件由流程第1版迁移到第2版继续办理");
        await Expect(record).ToContainTextAsync("《区工信局行政处罚程序规定》自即日起施行。");
        await Expect(head.Page.Locator("#todo")).ToContainTextAsync("线索受理登记");
        Assert.DoesNotMatch(new Regex("NoteClue|RegisterClue"), await head.Page.Locator("main").InnerTextAsync());
        Assert.Empty(head.Complaints);

        await using var phone = await server.Visit("legalhead", phone: true);
        await phone.Go("/procedures/penalty.ordinary/migrate?from=2&to=1");
        Assert.Equal(360, await phone.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty((await phone.Page.RunAxe(Wcag)).Violations);
        await using var officer = await server.Visit("officer1");
        await officer.Go("/procedures/penalty.ordinary");
        await Expect(officer.Page.Locator("text=迁移在办案件")).ToHaveCountAsync(0);
    }

    private async Task<Guid> Open(string title)
    {
        var person = server.Services.GetRequiredService<StaffRegister>().Find("officer1")!;
        var command = new OpenCase(title, CaseState.NoFacts)
        {
            By = new Actor(person.Id, person.Name, person.Roles, person.Unit),
            At = server.Services.GetRequiredService<BureauClock>().Now,
            CommandId = Guid.NewGuid().ToString("N"),
        };
        return (await server.Services.GetRequiredService<CaseStore>().Open(Guid.CreateVersion7(), "penalty.ordinary", command, BrowserServer.Ct)).CaseId;
    }

    private async Task Redraw()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-browser-").FullName;
        Http.ApiServer.CopyFolder(BrowserServer.RepositoryFile("workflows"), folder);
        var file = Path.Combine(folder, "penalty-ordinary", "process.bpmn");
        var flow = Regex.Replace(await File.ReadAllTextAsync(file, BrowserServer.Ct), @"(?<!<enf:form ref="")\bRegisterClue(?=[""<])", "NoteClue").Replace("name=\"线索登记\"", "name=\"线索受理登记\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, flow, BrowserServer.Ct);
        await server.Services.GetRequiredService<ProcedureCatalogue>().Read(folder, BrowserServer.Ct);
        Directory.Delete(folder, recursive: true);
    }
}
