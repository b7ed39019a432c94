using System.IO.Compression;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>What holds for every page: it fits a phone, a finger, a screen reader, a keyboard and a slow line.</summary>
[Collection<DemoCollection>]
public sealed class PagesTests(DemoServer server) : DemoTests(server)
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    private static List<string>? paths;

    // Height and width of everything that is pressed; a link within a sentence is as high as its line, which WCAG allows.
    private const string SmallTargets =
        """
        () => [...document.querySelectorAll('a, button, summary, select, input, textarea')].map(element => {
          const target = element.closest('label.choice') ?? (element.matches('.list-link') ? element.closest('tr') : element);
          const box = target.getBoundingClientRect();
          const look = getComputedStyle(target);
          return { name: (element.innerText || element.name || element.className || '').trim().slice(0, 30), width: box.width, height: box.height,
                   counts: box.width > 1 && box.height > 1 && look.visibility === 'visible' && look.display !== 'inline' && !element.closest('.visually-hidden, .skip-link, .bjs-powered-by, .djs-container svg') };
        }).filter(target => target.counts && (target.height < 40 || target.width < 40)).map(target => `${target.name} ${target.width}x${target.height}`)
        """;

    [Fact]
    public async Task On_a_phone_nothing_runs_over_the_edge_and_everything_can_be_pressed()
    {
        await using var officer = await Server.Visit("officer1", phone: true);
        var faults = new List<string>();
        foreach (var path in await Paths(officer))
        {
            await officer.Go(path);
            await Settled(officer);
            var width = await officer.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            var small = await officer.Page.EvaluateAsync<string[]>(SmallTargets);
            faults.AddRange(small.Select(target => $"{path}: {target}"));
            if (width > 360)
            {
                faults.Add($"{path}: {width} wide");
            }

            var bar = officer.Page.Locator(".bottombar");
            var bottom = await bar.CountAsync() == 0 ? null : await bar.BoundingBoxAsync();
            if (bottom is { } box && Math.Abs(box.Y + box.Height - 740) > 1)
            {
                faults.Add($"{path}: the bottom bar ends at {box.Y + box.Height}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(officer.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_have_no_violation_of_WCAG_A_and_AA(bool phone)
    {
        await using var officer = await Server.Visit("officer1", phone);
        await using var stranger = await Server.Visit(phone);
        var faults = new List<string>();
        foreach (var path in await Paths(officer))
        {
            faults.AddRange(await Violations(officer, path));
        }

        foreach (var path in new[] { "/sign-in", "/cases/nowhere" })
        {
            faults.AddRange(await Violations(stranger, path));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(officer.Complaints);
    }

    [Fact]
    public async Task With_the_keyboard_alone_one_signs_in_opens_a_task_and_finishes_it()
    {
        var id = await Walk("demo-filing");
        await using var head = await Server.Visit();
        await head.Go("/sign-in");
        await Reach(head, "[name=UserName]");
        await head.Page.Keyboard.TypeAsync("unithead");
        await Reach(head, "[name=Password]");
        await head.Page.Keyboard.TypeAsync(BrowserServer.Password);
        await head.Page.Keyboard.PressAsync("Enter");
        await Expect(head.Page.Locator("h1")).ToHaveTextAsync("工作台");

        var href = await TaskOf(head, id);
        await head.Go("/");
        await Reach(head, $"a[href='{href}']");
        await head.Page.Keyboard.PressAsync("Enter");
        await Expect(head.Page.Locator("h1")).ToContainTextAsync("办案机构审核（立案）");
        await Reach(head, "[name=comment]");
        await head.Page.Keyboard.TypeAsync("符合立案条件。");
        await Reach(head, ".actionbar .btn-primary");
        await head.Page.Keyboard.PressAsync("Enter");
        await head.Done("办案机构审核（立案）");
        Assert.Empty(head.Complaints);
    }

    [Fact]
    public async Task In_English_the_frame_and_the_headings_hold_no_Chinese_word()
    {
        await using var officer = await Server.Visit("officer1");
        await officer.Go("/culture?culture=en&returnUrl=/");
        Assert.Equal("en", await officer.Page.GetAttributeAsync("html", "lang"));
        var faults = new List<string>();
        foreach (var path in await Paths(officer))
        {
            await officer.Go(path);
            faults.AddRange(await officer.Page.EvaluateAsync<string[]>(
                """
                path => [...document.querySelectorAll('.sidenav, .bottombar > a, .bottombar > details > summary, .skip-link, th, .counter, .card-header h2[id], .tabs, .filter-label, .actionbar-save, .empty-note, .form-hint[id=f-comment-help], .pager, .stagecounts + *, .diagram-tools, .diagram-legend, .menu-item:not([hreflang]), [data-row-add]')]
                  .map(element => element.textContent.trim()).filter(text => /[\u4e00-\u9fff]/.test(text)).map(text => `${path}: ${text.slice(0, 60)}`)
                """,
                path));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await officer.Go("/culture?culture=zh-CN&returnUrl=/cases");
        await Expect(officer.Page.Locator("h1")).ToHaveTextAsync("案件");
    }

    [Fact]
    public async Task Ordinary_pages_are_light()
    {
        await using var officer = await Server.Visit("officer1");
        var finished = await Case(officer, "机械制造");
        var faults = new List<string>();
        foreach (var path in (await Paths(officer)).Where(path => !path.EndsWith("/diagram", StringComparison.Ordinal) && path != "/procedures/penalty.ordinary").Append($"/cases/{finished}"))
        {
            var (styles, scripts) = (0, 0);
            var html = 0;
            foreach (var resource in await Loaded(officer, path))
            {
                switch (resource.Kind)
                {
                    case "document":
                        html = resource.Bytes.Length;
                        break;
                    case "stylesheet":
                        styles += Zipped(resource.Bytes);
                        break;
                    case "script":
                        scripts += Zipped(resource.Bytes);
                        break;
                }
            }

            if (html > 60 * 1024 || styles > 60 * 1024 || scripts > 20 * 1024)
            {
                faults.Add($"{path}: html {html}, css {styles}, script {scripts}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<List<(string Kind, byte[] Bytes)>> Loaded(Visitor visitor, string path)
    {
        var answers = new List<IResponse>();
        void Note(object? sender, IResponse answer) => answers.Add(answer);
        visitor.Page.Response += Note;
        await visitor.Go(path);
        visitor.Page.Response -= Note;
        var loaded = new List<(string, byte[])>();
        foreach (var answer in answers.Where(answer => answer.Request.ResourceType is "document" or "stylesheet" or "script"))
        {
            loaded.Add((answer.Request.ResourceType, await answer.BodyAsync()));
        }

        return loaded;
    }

    private static int Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return (int)zipped.Length;
    }

    /// <summary>Every kind of page once, with a case that is under way and its tabs, a document and a task with a long form.</summary>
    private static async Task<List<string>> Paths(Visitor visitor) => paths ??= await FindPaths(visitor);

    private static async Task<List<string>> FindPaths(Visitor visitor)
    {
        var payment = await Case(visitor, "陶瓷");
        var finished = await Case(visitor, "机械制造");
        var documents = await visitor.Page.APIRequest.GetAsync($"/api/v1/cases/{finished}/documents");
        using var json = JsonDocument.Parse(await documents.BodyAsync());
        var decision = json.RootElement.GetProperty("items").EnumerateArray().Single(document => document.GetProperty("catalogue").GetString() == "C31").GetProperty("id").GetString();
        var task = await TaskOf(visitor, payment);
        return
        [
            "/", "/cases", "/cases?q=没有这样的案件", "/cases/start", "/reminders", "/procedures", "/procedures/penalty.ordinary",
            $"/cases/{payment}", $"/cases/{payment}/diagram", $"/cases/{payment}/documents", $"/cases/{payment}/clocks", $"/cases/{payment}/people",
            $"/cases/{await Case(visitor, "循环经济")}",
            task, $"{task}/documents/C37", await TaskOf(visitor, await Case(visitor, "水泥")), $"/documents/{decision}",
        ];
    }

    private static async Task<string> TaskOf(Visitor visitor, object @case)
    {
        await visitor.Go($"/cases/{@case}");
        return (await visitor.Page.Locator("#todo .list-link").First.GetAttributeAsync("href"))!;
    }

    private static async Task Settled(Visitor visitor)
    {
        if (await visitor.Page.Locator("[data-diagram-src]").CountAsync() > 0)
        {
            await Expect(visitor.Page.Locator(".diagram-tools")).ToBeVisibleAsync();
        }
    }

    private static async Task<IEnumerable<string>> Violations(Visitor visitor, string path)
    {
        await visitor.Go(path);
        await Settled(visitor);
        var result = await visitor.Page.RunAxe(Wcag);
        return result.Violations.Select(violation => $"{path}: {violation.Id} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
    }

    /// <summary>Presses Tab until the focus is there, and sees that it shows.</summary>
    private static async Task Reach(Visitor visitor, string selector)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.activeElement.matches(':focus-visible')"));
                return;
            }
        }

        Assert.Fail($"Expected {selector} to be reached with 80 presses of Tab");
    }
}
