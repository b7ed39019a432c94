using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>Classes that visit one server with the demo cases.</summary>
[CollectionDefinition]
public sealed class DemoCollection : ICollectionFixture<DemoServer>;

/// <summary>What such classes need: a visitor who opens the waiting task of a case.</summary>
public abstract class DemoTests(DemoServer server)
{
    private static int weeks;

    public DemoServer Server { get; } = server;

    /// <summary>A case of the test's own, some weeks before the demo cases.</summary>
    private protected Task<Guid> Walk(string scenario)
    {
        Chromium.Demand();
        return Server.Walk(scenario, Demo - (7 * Interlocked.Increment(ref weeks)));
    }

    /// <summary>A demo case that waits at a step, by a word of its title.</summary>
    private protected static async Task<string> Case(Visitor visitor, string word)
    {
        var answer = await visitor.Page.APIRequest.GetAsync($"/api/v1/cases?state=all&q={Uri.EscapeDataString(word)}");
        using var json = JsonDocument.Parse(await answer.BodyAsync());
        return json.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private protected static async Task OpenTask(Visitor visitor, object @case)
    {
        await visitor.Go($"/cases/{@case}");
        await visitor.Page.ClickAsync("#todo .list-link");
        await visitor.Arrive(url => url.Contains("/tasks/", StringComparison.Ordinal));
    }

    // The demo scenarios end in November 2026; this many days bring them before the server's June.
    private const int Demo = -161;
}
