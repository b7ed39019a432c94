using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>A case in each procedure, done in the browser by its people on the days of its scenario: every form filled, every outcome pressed, whatever came from outside entered.</summary>
public sealed class ProcedureWalkTests
{
    [Theory]
    [InlineData("penalty-summary", "full-summary")]
    [InlineData("coercion-measure", "seized-and-released")]
    [InlineData("coercion-enforcement", "ruling-accepted")]
    [InlineData("licensing-ordinary", "supplemented")]
    [InlineData("licensing-change", "full-change")]
    [InlineData("licensing-renewal", "full-renewal")]
    [InlineData("licensing-revocation", "cancelled-ended")]
    [InlineData("inspection-daily", "transferred")]
    [InlineData("inspection-case", "full-case")]
    [InlineData("inspection-special", "full-special")]
    public async Task A_case_goes_from_its_opening_to_its_archive(string folder, string scenario)
    {
        Chromium.Demand();
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(BrowserServer.RepositoryFile("workflows", folder, "scenarios", $"{scenario}.json"), BrowserServer.Ct));
        var start = file.RootElement.GetProperty("start");
        await using var server = new WalkServer(start.GetProperty("at").GetDateTimeOffset());
        await server.InitializeAsync();
        await using var walk = new Walk(server, Names.TasksOf(folder), file.RootElement.GetProperty("procedure").GetString()!);
        foreach (var step in file.RootElement.GetProperty("steps").EnumerateArray().Where(step => !step.TryGetProperty("refused", out _)))
        {
            await walk.Do(start, step);
        }

        await walk.CheckEnd(file.RootElement.GetProperty("expect"));
    }

    private sealed class Walk(WalkServer server, IReadOnlyDictionary<string, string> names, string procedure) : IAsyncDisposable
    {
        private readonly Dictionary<string, Visitor> visitors = new(StringComparer.Ordinal);
        private Guid id;

        public async ValueTask DisposeAsync()
        {
            foreach (var visitor in visitors.Values)
            {
                await visitor.DisposeAsync();
            }
        }

        public async Task Do(JsonElement start, JsonElement step)
        {
            server.MoveTo(step.GetProperty("at").GetDateTimeOffset());
            if (step.TryGetProperty("advance", out _))
            {
                await server.Sweep();
                return;
            }

            var visitor = await At(step.GetProperty("by").GetString()!);
            var first = id == Guid.Empty;
            if (first)
            {
                await visitor.Go("/cases/start");
                await visitor.Page.CheckAsync($"[name=procedure][value='{procedure}']");
                await visitor.Page.FillAsync("[name=title]", start.GetProperty("title").GetString()!);
                await visitor.Page.ClickAsync(".actionbar .btn-primary");
                await Enter(visitor, start);
            }

            if (step.TryGetProperty("message", out var message))
            {
                await visitor.Go($"/cases/{id}/receive/{message.GetString()}");
                await Enter(visitor, step);
                await visitor.Press("received", Comment(step));
                await visitor.Page.WaitForURLAsync(url => !url.Contains("/receive/", StringComparison.Ordinal));
            }
            else
            {
                var name = names[step.GetProperty("task").GetString()!];
                if (!first)
                {
                    await visitor.OpenTask(name);
                }

                await Enter(visitor, step);
                await visitor.Press(step.GetProperty("outcome").GetString()!, Comment(step));
                id = await visitor.Done(name);
            }

            await visitor.WaitForDocuments(id);
        }

        public async Task CheckEnd(JsonElement expected)
        {
            Assert.Empty(visitors.Values.SelectMany(visitor => visitor.Complaints));
            var supervisor = await At("supervisor");
            await supervisor.Go($"/cases/{id}");
            Assert.Equal(expected.GetProperty("status").GetString() == "completed", (await supervisor.Page.InnerTextAsync("main")).Contains("办结", StringComparison.Ordinal));
            var documents = await supervisor.Documents(id);
            Assert.True(documents.Count >= expected.GetProperty("documents").GetArrayLength());
            Assert.All(documents, document => Assert.DoesNotContain("{{", document.Text, StringComparison.Ordinal));
            await supervisor.Go($"/cases/{id}/diagram");
            await Expect(supervisor.Page.Locator(".diagram .is-done").First).ToBeVisibleAsync();
            await Expect(supervisor.Page.Locator(".diagram .is-current")).ToHaveCountAsync(0);
        }

        // Everybody stays at their own desk; days pass between the steps, so that they sign in again.
        private async Task<Visitor> At(string user)
        {
            if (!visitors.TryGetValue(user, out var visitor))
            {
                return visitors[user] = await server.Visit(user);
            }

            await visitor.Go("/");
            if (visitor.Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            {
                await visitor.SignIn(user);
            }

            return visitor;
        }

        private static string? Comment(JsonElement step) => step.TryGetProperty("comment", out var comment) ? comment.GetString() : null;

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
    }

    /// <summary>No case yet, at the moment at which a scenario begins.</summary>
    private sealed class WalkServer(DateTimeOffset start) : BrowserServer(start, demoCases: false)
    {
        public Task<SweepResult> Sweep() => Services.GetRequiredService<SweepJob>().Run(Services.GetRequiredService<BureauClock>().Now, Ct);
    }
}
