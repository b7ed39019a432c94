using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using WorkflowEnforcement.Server.Documents;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>One person at one browser, with cookies of their own. Complains at the end of what the browser complained of.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const float Patience = 30_000;

    // The load of a page may be over before anybody waits for it; what is done next waits for its own element.
    private static readonly PageWaitForURLOptions Arrived = new() { WaitUntil = WaitUntilState.Commit, Timeout = Patience };

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    // Five seconds, the default, are too few for a machine that does much else.
    static Visitor() => SetDefaultExpectTimeout(Patience);

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Complain(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Complain(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of: console errors and warnings, scripts that threw.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Visitor> Open(IBrowser browser, Uri address, bool phone, bool script)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = script,
            ViewportSize = phone ? new ViewportSize { Width = 360, Height = 740 } : new ViewportSize { Width = 1440, Height = 900 },
            IsMobile = phone,
            HasTouch = phone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }

    public Task<IResponse?> Go(string path) => Page.GotoAsync(path);

    /// <summary>Waits until the browser stands at such an address.</summary>
    public Task Arrive(Func<string, bool> there) => Page.WaitForURLAsync(there, Arrived);

    public async Task SignIn(string user)
    {
        await Go("/sign-in");
        await EnterPassword(user);
    }

    /// <summary>Goes to a page; where it asks to sign in, signs in, and the page follows.</summary>
    public async Task Go(string path, string user)
    {
        await Go(path);
        if (Page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await EnterPassword(user);
        }
    }

    public async Task SignOut()
    {
        await Page.ClickAsync(".topbar-user > summary");
        await Page.ClickAsync(".topbar-user form button");
        await Arrive(url => url.EndsWith("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Opens the one task of that step from the workbench.</summary>
    public async Task OpenTask(string step)
    {
        await Go("/");
        await Choose(step);
    }

    /// <summary>Opens the one task of that step from the workbench that is on the screen.</summary>
    public async Task Choose(string step)
    {
        await Page.ClickAsync($".tasks-list .list-link:text-is('{step}')");
        await Expect(Page.Locator("h1")).ToContainTextAsync(step);
    }

    /// <summary>Enters a fact as a person would: types, chooses, ticks, adds rows.</summary>
    public async Task Enter(string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var rows = value.EnumerateArray().ToList();
            for (var index = 0; index < rows.Count; index++)
            {
                if (index > 0)
                {
                    await Page.ClickAsync($"[data-rows='{key}'] [data-row-add]");
                }

                foreach (var cell in rows[index].EnumerateObject())
                {
                    await Enter($"{key}[{index.ToString(CultureInfo.InvariantCulture)}].{cell.Name}", TextOf(cell.Value));
                }
            }

            return;
        }

        await Enter(key, TextOf(value));
    }

    public async Task Enter(string name, string value)
    {
        var field = Page.Locator($"[name='{name}']").First;
        switch (await field.EvaluateAsync<string>("field => field.tagName === 'SELECT' ? 'select' : field.type"))
        {
            case "select":
                await field.SelectOptionAsync(value);
                break;
            case "radio":
                await Page.CheckAsync($"[name='{name}'][value='{value}']");
                break;
            case "checkbox":
                await field.SetCheckedAsync(value == "true");
                break;
            default:
                await field.FillAsync(value);
                break;
        }
    }

    /// <summary>Presses an outcome of the task; where it asks for a reason, gives it.</summary>
    public async Task Press(string outcome, string? reason = null)
    {
        var ask = Page.Locator($".actionbar details[data-ask]:has(#reason-{outcome})");
        if (await ask.CountAsync() > 0)
        {
            await ask.Locator("summary").ClickAsync();
            await Page.FillAsync($"#reason-{outcome}", reason ?? "");
            await ask.Locator("button").ClickAsync();
            return;
        }

        if (reason is not null)
        {
            await Page.FillAsync("[name=comment]", reason);
        }

        await Page.ClickAsync($".actionbar button[name=outcome][value={outcome}]");
    }

    /// <summary>Waits until the case says that the step is done; gives the case.</summary>
    public async Task<Guid> Done(string step)
    {
        await Arrive(url => url.Contains("?done=", StringComparison.Ordinal));
        await Expect(Page.Locator(".notice-success")).ToContainTextAsync($"「{step}」");
        return Guid.Parse(new Uri(Page.Url).Segments[2].Trim('/'));
    }

    /// <summary>Looks at the documents of a case again and again until none is still being made.</summary>
    public async Task WaitForDocuments(Guid @case)
    {
        // Only against a document that is never made: a machine that does much else may take its time.
        var until = DateTime.UtcNow.AddMinutes(5);
        do
        {
            Assert.True(DateTime.UtcNow < until, "Expected all documents to be made, but one was still being made after five minutes");
            await Go($"/cases/{@case}/documents");
            Assert.Equal(0, await Page.Locator(".document-failed, .incident").CountAsync());
        }
        while (await Page.Locator(".document-draft").CountAsync() > 0);
    }

    /// <summary>The text of each document of a case, in the order of its page, as its Word file says it.</summary>
    public async Task<IReadOnlyList<(string Name, string Text)>> Documents(Guid @case)
    {
        await Go($"/cases/{@case}/documents");
        var texts = new List<(string, string)>();
        foreach (var row in await Page.Locator(".document").AllAsync())
        {
            var name = await row.Locator(".document-name a").InnerTextAsync();
            var answer = await context.APIRequest.GetAsync(await row.Locator("a[href*='format=docx']").GetAttributeAsync("href") ?? "");
            Assert.Equal(200, answer.Status);
            texts.Add((name.Trim(), DocxText.Read(await answer.BodyAsync())));
        }

        return texts;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task EnterPassword(string user)
    {
        await Page.FillAsync("[name=UserName]", user);
        await Page.FillAsync("[name=Password]", BrowserServer.Password);
        await Page.ClickAsync(".signin-button");
        await Arrive(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private void Complain(string? complaint)
    {
        if (complaint is not null)
        {
            complaints.Add($"{new Uri(Page.Url).AbsolutePath}: {complaint}");
        }
    }
}
