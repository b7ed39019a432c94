using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A scenario done in the browser: every form filled, every outcome pressed, whatever came from outside entered, by the people of the scenario on its days.</summary>
internal sealed partial class ProcedureWalk : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> visitors = new(StringComparer.Ordinal);
    private readonly WalkBrowser browser;
    private readonly WalkServer server;
    private readonly IReadOnlyDictionary<string, string> names;
    private readonly JsonElement scenario;
    private Guid id;

    private ProcedureWalk(WalkBrowser browser, WalkServer server, IReadOnlyDictionary<string, string> names, JsonElement scenario)
    {
        this.browser = browser;
        this.server = server;
        this.names = names;
        this.scenario = scenario;
    }

    [GeneratedRegex("已于.+办结")]
    private static partial Regex Ended { get; }

    // Keys and user names are for programs; no page shows them to people.
    [GeneratedRegex(@"\b[a-z]{4,}[0-9]?\b")]
    private static partial Regex ProgramWord { get; }

    private JsonElement Start => scenario.GetProperty("start");

    public static async Task Run(WalkBrowser browser, string folder, string scenario)
    {
        Chromium.Demand();
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(BrowserServer.RepositoryFile("workflows", folder, "scenarios", $"{scenario}.json"), BrowserServer.Ct));
        await using var server = new WalkServer(file.RootElement.GetProperty("start").GetProperty("at").GetDateTimeOffset());
        await server.InitializeAsync();
        await using var walk = new ProcedureWalk(browser, server, Names.TasksOf(folder), file.RootElement);
        foreach (var step in file.RootElement.GetProperty("steps").EnumerateArray().Where(step => !step.TryGetProperty("refused", out _)))
        {
            await walk.Do(step);
        }

        await walk.CheckEnd(file.RootElement.GetProperty("expect"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors.Values)
        {
            await visitor.DisposeAsync();
        }
    }

    private async Task Do(JsonElement step)
    {
        server.MoveTo(step.GetProperty("at").GetDateTimeOffset());
        if (step.TryGetProperty("advance", out _))
        {
            await server.Sweep();
            return;
        }

        var by = step.GetProperty("by").GetString()!;
        await (step.TryGetProperty("message", out var message) ? Receive(by, message.GetString()!, step)
            : id == Guid.Empty ? Open(by, step)
            : Handle(by, step));
    }

    private async Task Open(string by, JsonElement step)
    {
        var visitor = await At(by, "/cases/start");
        await visitor.Page.CheckAsync($"[name=procedure][value='{scenario.GetProperty("procedure").GetString()}']");
        await visitor.Page.FillAsync("[name=title]", Start.GetProperty("title").GetString()!);
        await visitor.Page.ClickAsync(".actionbar .btn-primary");
        await Enter(visitor, Start);
        await Finish(by, visitor, step);
    }

    private async Task Handle(string by, JsonElement step)
    {
        var visitor = await At(by, "/");
        await visitor.Choose(NameOf(step));
        Assert.DoesNotMatch(ProgramWord, await visitor.Page.InnerTextAsync("main"));
        await Finish(by, visitor, step);
    }

    private async Task Finish(string by, Visitor visitor, JsonElement step)
    {
        await Enter(visitor, step);
        await visitor.Press(step.GetProperty("outcome").GetString()!, Comment(step));
        id = await visitor.Done(NameOf(step));
        await WaitForDocuments(by);
    }

    private async Task Receive(string by, string message, JsonElement step)
    {
        var visitor = await At(by, $"/cases/{id}/receive/{message}");
        await Enter(visitor, step);
        await visitor.Press("received", Comment(step));
        await visitor.Arrive(url => !url.Contains("/receive/", StringComparison.Ordinal));
        await WaitForDocuments(by);
    }

    // Nobody looks for documents where none is being made.
    private async Task WaitForDocuments(string by)
    {
        if ((await Case()).Documents.Any(document => document.State is DocumentState.Requested or DocumentState.Failed))
        {
            await visitors[by].WaitForDocuments(id);
        }
    }

    private async Task CheckEnd(JsonElement expected)
    {
        Assert.Empty(visitors.Values.SelectMany(visitor => visitor.Complaints));
        var ended = await Case();
        Assert.Equal(Texts(expected, "documents"), ended.Documents.Select(document => document.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.GetProperty("clocks").EnumerateObject().ToDictionary(clock => clock.Name, clock => clock.Value.GetString()!),
            ended.Clocks.Values.ToDictionary(clock => clock.Id, clock => clock.State.ToString().ToLowerInvariant()));

        var supervisor = await At("supervisor", $"/cases/{id}");
        await Expect(supervisor.Page.Locator("main")).ToContainTextAsync(Ended);
        var documents = await supervisor.Documents(id);
        Assert.Equal(ended.Documents.Select(document => document.Name), documents.Select(document => document.Name));
        Assert.All(documents, document => Assert.DoesNotContain("{{", document.Text, StringComparison.Ordinal));
        await supervisor.Go($"/cases/{id}/diagram");
        await Expect(supervisor.Page.Locator(".diagram .is-done").First).ToBeVisibleAsync();
        await Expect(supervisor.Page.Locator(".diagram .is-current")).ToHaveCountAsync(0);
        Assert.Empty(supervisor.Complaints);
    }

    private async Task<CaseState> Case() =>
        (await server.Services.GetRequiredService<CaseStore>().Load(id, BrowserServer.Ct))!.State;

    // Everybody stays at their own desk. Days pass between the steps, so that a page may ask them to sign in again.
    private async Task<Visitor> At(string user, string path)
    {
        if (!visitors.TryGetValue(user, out var visitor))
        {
            visitors[user] = visitor = await Visitor.Open(browser.Browser!, server.Address, phone: false, script: true);
        }

        await visitor.Go(path, user);
        return visitor;
    }

    private string NameOf(JsonElement step) => names[step.GetProperty("task").GetString()!];

    private static string? Comment(JsonElement step) => step.TryGetProperty("comment", out var comment) ? comment.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement expected, string member) =>
        expected.GetProperty(member).EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal);

    private static async Task Enter(Visitor visitor, JsonElement step)
    {
        if (step.TryGetProperty("facts", out var facts))
        {
            foreach (var fact in facts.EnumerateObject())
            {
                await visitor.Enter(fact.Name, fact.Value);
            }
        }
    }

    /// <summary>No case yet, at the moment at which a scenario begins.</summary>
    private sealed class WalkServer(DateTimeOffset start) : BrowserServer(start, demoCases: false)
    {
        public Task<SweepResult> Sweep() => Services.GetRequiredService<SweepJob>().Run(Services.GetRequiredService<BureauClock>().Now, Ct);
    }
}
