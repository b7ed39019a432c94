using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using WorkflowEnforcement.Enforcement.Registers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The registers as those who keep them use them.</summary>
public sealed class RegisterPagesTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [Fact]
    public async Task A_matter_is_entered_changed_and_struck_without_script_and_every_version_stays_in_sight()
    {
        await using var legal = await server.Visit("legalhead", script: false);
        await legal.Page.ClickAsync(".sidenav >> text=名录");
        await legal.Page.ClickAsync("text=执法事项");
        await legal.Page.ClickAsync("text=登记新条目");
        await legal.Page.FillAsync("#edit [name=code]", "CF-SX-01");
        await legal.Page.FillAsync("#edit [name=name]", "试行的处罚事项");
        await legal.Page.SelectOptionAsync("#edit [name=kind]", "penalty");
        await legal.Page.FillAsync("#edit [name=law]", "节约能源法");
        await legal.Page.FillAsync("#edit [name=article]", "第八十二条");
        await legal.Page.SelectOptionAsync("#edit [name=tag]", "checked");
        await legal.Page.FillAsync("#edit [name=fineMin]", "20000");
        await legal.Page.FillAsync("#edit [name=fineMax]", "10000");
        await legal.Page.FillAsync("#edit [name=reason]", "权责清单调整。");
        await legal.Page.ClickAsync("#edit button");
        await Expect(legal.Page.Locator("#f-fineMax-error")).ToContainTextAsync("不得低于下限");
        await Expect(legal.Page.Locator("#edit [name=name]")).ToHaveValueAsync("试行的处罚事项");

        await legal.Page.FillAsync("#edit [name=fineMax]", "50000");
        await legal.Page.ClickAsync("#edit button");
        await Expect(legal.Page.Locator(".notice-success")).ToContainTextAsync("已登记为第 1 版");
        await legal.Page.FillAsync("#edit [name=fineMax]", "60000");
        await legal.Page.FillAsync("#edit [name=reason]", "法律修改。");
        await legal.Page.ClickAsync("#edit button");
        await Expect(legal.Page.Locator("#versions")).ToContainTextAsync("罚款上限（元）：50,000 → 60,000");
        await legal.Page.FillAsync("#strike [name=reason]", "职权划出。");
        await legal.Page.ClickAsync("#strike button");
        await Expect(legal.Page.Locator(".notice-success")).ToContainTextAsync("已删除（第 3 版）");
        await Expect(legal.Page.Locator("table")).Not.ToContainTextAsync("试行的处罚事项");
    }

    [Fact]
    public async Task Every_parameter_that_the_rules_use_is_shown_with_its_tag_and_its_day()
    {
        await using var admin = await server.Visit("admin", script: false);
        List<string> shown = [];
        await admin.Go("/registers/thresholds");
        while (true)
        {
            foreach (var row in await admin.Page.Locator("table.register-entries tbody tr").AllAsync())
            {
                shown.Add(await row.Locator("td b").First.InnerTextAsync());
                await Expect(row.Locator(".pill")).Not.ToHaveCountAsync(0);
                await Expect(row).ToContainTextAsync("年");
            }

            var next = admin.Page.Locator("a[rel=next]");
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await next.First.ClickAsync();
        }

        Assert.Equal(Parameter.All.Keys.Order(StringComparer.Ordinal).Select(id => RegisterBook.Official.Latest(RegisterKeys.Thresholds, id)!["name"]), shown);
        await admin.Go("/registers/thresholds/summary.person");
        await Expect(admin.Page.Locator("#entry")).ToContainTextAsync("第五十一条");
        await Expect(admin.Page.Locator("#edit")).ToHaveCountAsync(0);
        await admin.Go("/registers/thresholds/coercion.nightFrom");
        await admin.Page.FillAsync("#edit [name=value]", "21:30");
        await admin.Page.FillAsync("#edit [name=reason]", "局务会议决定。");
        await admin.Page.ClickAsync("#edit button");
        await Expect(admin.Page.Locator("#versions")).ToContainTextAsync("数值：22:00 → 21:30");
    }

    [Fact]
    public async Task The_pages_are_accessible_and_fit_both_widths()
    {
        foreach (var user in new[] { "legalhead", "officer1" })
        {
            await using var visitor = await server.Visit(user);
            foreach (var path in new[] { "/registers", "/registers/matters", "/registers/matters/CF-JN-01", "/registers/officers", "/registers/thresholds", "/registers/thresholds/discussion.quorum", "/registers/thresholds/coercion.nightFrom", "/registers/measures", "/registers/measures/new", "/registers/parties", "/registers/objects/new", "/registers/numbers" })
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
}
