using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A filing on which several hands work, as its people do it on the pages: transferred, signed by an adviser first, withdrawn, returned.</summary>
public sealed class OperationTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private const string Step = "办案机构审核（立案）";

    [Fact]
    public async Task A_filing_is_transferred_signed_by_an_adviser_first_withdrawn_and_returned()
    {
        Chromium.Demand();
        server.MoveTo(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)));
        var @case = await server.Walk("demo-filing", -161);
        await Grant("director", Roles.UnitHead);

        await using var head = await server.Visit("unithead");
        await head.OpenTask(Step);
        await Operate(head, "transfer", "director", "出差，请代为审核。");
        await Expect(head.Page.Locator("#why-not")).ToContainTextAsync("已由局长签收");

        await using var director = await server.Visit("director", script: false);
        await director.OpenTask(Step);
        await Look(director, "task");
        await Operate(director, "add-signers", "before:legalhead", "请先就管辖提出意见。");
        await Expect(director.Page.Locator("#signers")).ToContainTextAsync("法制科负责人");
        await Expect(director.Page.Locator("#why-not")).ToContainTextAsync("尚待法制科负责人先签署");
        await Look(director, "waiting");

        await using var adviser = await server.Visit("legalhead", phone: true);
        await adviser.OpenTask(Step);
        await Look(adviser, "adviser");
        await adviser.Page.ClickAsync(".actionbar > .ask:has(.more-panel) > summary");
        await adviser.Page.ClickAsync(".op:has([form=op-transfer]) > summary");
        await Look(adviser, "menu", whole: false);
        await adviser.Page.Keyboard.PressAsync("Escape");
        await adviser.Press("agree", "属于本机关管辖。");
        await adviser.Arrive(url => url.Contains("/cases/", StringComparison.Ordinal));

        await Sign(director);
        await Look(director, "withdraw");
        await director.Page.ClickAsync("#withdraw button");
        await Expect(director.Page.Locator("#todo")).ToContainTextAsync(Step);
        await Sign(director);

        await using var deputy = await server.Visit("deputy");
        await deputy.OpenTask("立案审批");
        await Operate(deputy, "return", "ReviewFiling", "违法事实须补充。");
        await Expect(deputy.Page.Locator("#todo")).ToContainTextAsync(Step);
        await Look(deputy, "record");
        var record = await deputy.Page.Locator("#record").InnerTextAsync();
        Assert.All(
            [$"将「{Step}」转办给局长", "出差，请代为审核。", $"在「{Step}」前加签法制科负责人", $"签署「{Step}」：同意", "属于本机关管辖。", $"撤回「{Step}」重新办理", $"将「立案审批」退回至「{Step}」", "违法事实须补充。"],
            told => Assert.Contains(told, record, StringComparison.Ordinal));
        Assert.Equal(@case, Guid.Parse(new Uri(deputy.Page.Url).Segments[2].Trim('/')));
        Assert.Empty(head.Complaints.Concat(adviser.Complaints).Concat(deputy.Complaints));
    }

    private static async Task Sign(Visitor visitor)
    {
        await visitor.OpenTask(Step);
        await visitor.Press("agree", "同意。");
        await visitor.Arrive(url => url.Contains("/cases/", StringComparison.Ordinal));
    }

    private static async Task Operate(Visitor visitor, string operation, string to, string words)
    {
        await visitor.Page.ClickAsync(".actionbar > .ask:has(.more-panel) > summary");
        await visitor.Page.ClickAsync($".op:has([form=op-{operation}]) > summary");
        await visitor.Page.SelectOptionAsync($"#op-{operation}-to", to);
        await visitor.Page.FillAsync($"#op-{operation}-words", words);
        await Look(visitor, operation, whole: false);
        var address = visitor.Page.Url;
        await visitor.Page.ClickAsync($"button[form=op-{operation}]");
        await visitor.Arrive(url => url != address);
    }

    // Nothing runs over the edge; with a folder to put them in, pictures are kept for people to look at.
    private static async Task Look(Visitor visitor, string name, bool whole = true)
    {
        var (page, wide) = (visitor.Page, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(wide <= page.ViewportSize!.Width, $"{name}: {wide} wide");
        if (Environment.GetEnvironmentVariable("PICTURES_FOLDER") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{page.ViewportSize.Width}.png"), FullPage = whole });
        }
    }

    private async Task Grant(string user, string role)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.Users.SingleAsync(found => found.UserName == user, BrowserServer.Ct);
        Assert.True((await accounts.AddToRoleAsync(account, role)).Succeeded);
    }
}
