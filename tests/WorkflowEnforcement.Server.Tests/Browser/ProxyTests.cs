using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A unit head who goes away: the delegation is entered, the proxy acts in that name on a phone, and it is revoked.</summary>
public sealed class ProxyTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private const string Step = "办案机构审核（立案）";

    [Fact]
    public async Task A_delegation_is_entered_used_and_revoked_on_the_pages()
    {
        Chromium.Demand();
        server.MoveTo(new DateTimeOffset(2026, 6, 15, 9, 0, 0, TimeSpan.FromHours(8)));
        var @case = await server.Walk("demo-filing", -161);

        await using var head = await server.Visit("unithead");
        await head.Go("/");
        await head.Page.ClickAsync(".topbar-user > summary");
        await head.Page.ClickAsync(".topbar-user a[href='/proxies']");
        await Look(head, "proxies-empty");
        await head.Enter("proxy", "legalhead");
        await head.Enter("number", "辽太工信委〔2026〕1号");
        await head.Enter("until", "2026-06-01");
        await head.Page.ClickAsync("#enter button[type=submit]");
        await Expect(head.Page.Locator(".notice-problem")).ToContainTextAsync("截止日不得早于");
        await Look(head, "proxies-refused");
        await head.Enter("until", "2026-06-19");
        await head.Page.ClickAsync("#enter button[type=submit]");
        await Expect(head.Page.Locator(".notice-success")).ToContainTextAsync("已登记委托");
        await Expect(head.Page.Locator("#given")).ToContainTextAsync("生效中");
        await Expect(head.Page.Locator(".topbar-who")).ToContainTextAsync("由法制科负责人代理");
        await Look(head, "proxies-given");

        await using var proxy = await server.Visit("legalhead", phone: true);
        await proxy.Go("/");
        await Expect(proxy.Page.Locator(".tasks-list")).ToContainTextAsync("代 办案机构负责人");
        await Look(proxy, "proxy-workbench");
        await proxy.Go("/proxies");
        await Expect(proxy.Page.Locator("#received")).ToContainTextAsync("辽太工信委〔2026〕1号");
        await Look(proxy, "proxies-received");
        await proxy.OpenTask(Step);
        await Expect(proxy.Page.Locator("#acting-for")).ToContainTextAsync("代 办案机构负责人 办理");
        await Look(proxy, "proxy-task");
        await proxy.Press("agree", "同意立案。");
        await proxy.Arrive(url => url.Contains("/cases/", StringComparison.Ordinal));
        await Expect(proxy.Page.Locator("#record")).ToContainTextAsync($"由法制科负责人代办案机构负责人办理「{Step}」：同意（委托书辽太工信委〔2026〕1号）");
        await Look(proxy, "proxy-record");

        await head.Go("/proxies");
        await head.Page.ClickAsync(".proxy-revoke > summary");
        await Look(head, "proxies-revoke");
        await head.Page.FillAsync(".proxy-revoke textarea", "提前返回。");
        await head.Page.ClickAsync(".proxy-revoke button");
        await Expect(head.Page.Locator("#given")).ToContainTextAsync("已撤销");
        await proxy.Go($"/cases/{@case}");
        await Expect(proxy.Page.Locator("#record")).ToContainTextAsync("法制科负责人（代办案机构负责人）");
        Assert.DoesNotContain("代办案机构负责人", await proxy.Page.Locator(".topbar-who").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(proxy.Complaints);
    }

    // Nothing runs over the edge; with a folder to put them in, pictures are kept for people to look at.
    private static async Task Look(Visitor visitor, string name)
    {
        var (page, wide) = (visitor.Page, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(wide <= page.ViewportSize!.Width, $"{name}: {wide} wide");
        if (Environment.GetEnvironmentVariable("PICTURES_FOLDER") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{page.ViewportSize.Width}.png"), FullPage = true });
        }
    }
}
