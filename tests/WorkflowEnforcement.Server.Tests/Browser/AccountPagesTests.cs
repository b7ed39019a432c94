using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>Accounts and tables of discretion as those who keep them use them.</summary>
public sealed class AccountPagesTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [Fact]
    public async Task An_account_is_made_and_its_owner_changes_the_first_password_without_script()
    {
        await using var admin = await server.Visit("admin", script: false);
        await admin.Go("/accounts/new");
        await admin.Page.FillAsync("#edit [name=userName]", "newofficer");
        await admin.Page.FillAsync("#edit [name=name]", "新进人员");
        await admin.Page.CheckAsync("#edit [value=officer]");
        await admin.Page.FillAsync("#edit [name=password]", "first-password-1");
        await admin.Page.FillAsync("#edit [name=reason]", "新录用。");
        await admin.Page.ClickAsync("#edit button");
        await Expect(admin.Page.Locator(".notice-success")).ToHaveCountAsync(1);
        await Expect(admin.Page.Locator("#history")).ToContainTextAsync("建立账号：新进人员，无科室，执法人员");

        await admin.Page.Context.ClearCookiesAsync();
        await admin.Go("/sign-in");
        await admin.Page.FillAsync("[name=UserName]", "newofficer");
        await admin.Page.FillAsync("[name=Password]", "first-password-1");
        await admin.Page.ClickAsync("form button[type=submit]");
        await admin.Go("/cases");
        await Expect(admin.Page.Locator("h1")).ToHaveTextAsync("更换口令");
        await admin.Page.FillAsync("[name=old]", "first-password-1");
        await admin.Page.FillAsync("[name=new]", "my-own-password-2");
        await admin.Page.ClickAsync("form[action='/password'] button");
        await admin.Go("/cases");
        await Expect(admin.Page.Locator("h1")).Not.ToHaveTextAsync("更换口令");
    }

    [Fact]
    public async Task The_pages_are_accessible_and_fit_both_widths()
    {
        await using var visitor = await server.Visit("admin");
        foreach (var path in new[] { "/accounts", "/accounts/new", "/accounts/officer1", "/discretion", "/password" })
        {
            foreach (var width in new[] { 1440, 360 })
            {
                await visitor.Page.SetViewportSizeAsync(width, 900);
                await visitor.Go(path);
                Assert.Empty((await visitor.Page.RunAxe(Wcag)).Violations);
                Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} at {width}");
            }
        }
    }
}
