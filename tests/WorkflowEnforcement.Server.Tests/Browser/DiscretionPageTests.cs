using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The tables of discretion, read by everybody.</summary>
public sealed class DiscretionPageTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [Fact]
    public async Task The_tables_are_found_from_the_navigation_and_say_that_their_figures_are_a_default()
    {
        await using var officer = await server.Visit("officer1", script: false);
        await officer.Page.ClickAsync(".sidenav >> text=裁量基准");
        await Expect(officer.Page.Locator("table.discretion")).ToHaveCountAsync(6);
        await Expect(officer.Page.Locator("#CF-JN-01")).ToContainTextAsync("《节约能源法》第八十二条");
        await Expect(officer.Page.Locator("#CF-JN-01-2")).ToContainTextAsync("10,000元以上20,000元以下");
        await Expect(officer.Page.Locator("#CF-JN-01 .card-header .pill")).ToHaveTextAsync("系统默认");
    }

    [Fact]
    public async Task On_a_phone_the_tables_fit_and_a_screen_reader_reads_them()
    {
        await using var officer = await server.Visit("officer1", phone: true);
        await officer.Go("/discretion");
        Assert.True(await officer.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty((await officer.Page.RunAxe(Wcag)).Violations);
        Assert.Empty(officer.Complaints);
    }
}
