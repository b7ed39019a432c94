using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>Versions of a procedure and the migration of running cases, over HTTP.</summary>
public sealed class MigrationContractTests : IAsyncLifetime
{
    private const string Path = "/api/v1/procedures/test.short/migrations";

    private readonly ApiServer server = new();
    private readonly List<Guid> ids = [];

    public async ValueTask InitializeAsync()
    {
        for (var number = 0; number < 3; number++)
        {
            ids.Add(await server.OpenCase());
        }

        await Redraw(flow => flow.Replace("Register", "Enrol", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_versions_are_listed_with_their_cases()
    {
        var versions = (await (await server.User("officer1")).Get("/api/v1/procedures/test.short/versions")).Is(200).Items;

        Assert.Equal([(2, true, 0), (1, false, 3)], versions.Select(version => (version.GetProperty("version").GetInt32(), version.GetProperty("current").GetBoolean(), version.GetProperty("liveCases").GetInt32())));
        (await (await server.User("officer1")).Get("/api/v1/procedures/none/versions")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_the_migration_does_it_once()
    {
        var head = await server.User("legalhead");
        var blocked = (await DryRun(head, new { from = 1, to = 2 })).Is(200).Json;
        Assert.False(blocked.GetProperty("possible").GetBoolean());
        var line = blocked.GetProperty("cases")[0].GetProperty("lines")[0];
        Assert.Equal(("prevents", "Register", "登记", "migration.no-place"), (Text(line, "effect"), Text(line, "elementId"), Text(line, "elementName"), Text(line, "code")));

        var mapping = new { Register = "Enrol" };
        var ready = (await DryRun(head, new { from = 1, to = 2, mapping })).Is(200).Json;
        Assert.True(ready.GetProperty("possible").GetBoolean());
        Assert.Equal(["moves", "keeps-timer"], ready.GetProperty("cases")[0].GetProperty("lines").EnumerateArray().Select(told => Text(told, "effect")));

        var asOf = ready.GetProperty("asOf").GetInt64();
        var first = (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "新规定。", asOf }, "move-1")).Is(200);
        var again = (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "新规定。", asOf }, "move-1")).Is(200);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(3, first.Json.GetProperty("migrated").GetInt32());
        Assert.Equal(2, (await (await server.User("officer1")).Get($"/api/v1/cases/{ids[0]}")).Is(200).Json.GetProperty("version").GetInt32());
        var told = (await (await server.User("officer1")).Get($"/api/v1/cases/{ids[0]}/timeline")).Is(200).Items[^1];
        Assert.Equal(("case.migrated", "将案件由流程第1版迁移到第2版继续办理", "新规定。"), (Text(told, "type"), Text(told, "text"), Text(told, "comment")));
        (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "别的理由。", asOf }, "move-1")).IsProblem(409, "command.reused");
    }

    [Theory]
    [InlineData("""{"to":2}""", "migration.version", "from")]
    [InlineData("""{"from":1,"to":9}""", "migration.version", "to")]
    [InlineData("""{"from":7,"to":9}""", "migration.version", "from")]
    [InlineData("""{"from":2,"to":2}""", "migration.same-version", "to")]
    [InlineData("""{"from":1,"to":2,"mapping":{"Nothing":"Enrol"}}""", "migration.mapping", "mapping.Nothing")]
    [InlineData("""{"from":1,"to":2,"mapping":{"Register":"Nothing"}}""", "migration.mapping", "mapping.Register")]
    [InlineData("""{"from":1,"to":2,"mapping":{"Register":"Enrol","Urge":"Enrol"}}""", "migration.mapping", "mapping.Urge")]
    [InlineData("""{"from":1,"to":2,"mapping":{"Register":"Review"}}""", "migration.mapping", "mapping.Register")]
    [InlineData("""{"from":1,"to":2,"cases":[]}""", "migration.nothing", "cases")]
    public async Task What_cannot_be_asked_is_told_with_its_field(string body, string code, string field)
    {
        var head = await server.User("legalhead");
        foreach (var path in new[] { Path, $"{Path}/dry-run" })
        {
            var problem = (await head.PostText(path, body)).IsProblem(422, code);
            Assert.True(problem.Json.GetProperty("errors").TryGetProperty(field, out _), problem.Text);
        }
    }

    [Fact]
    public async Task A_migration_without_dry_run_or_reason_or_known_case_is_refused()
    {
        var head = await server.User("legalhead");
        var mapping = new { Register = "Enrol" };
        (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "新规定。" })).IsProblem(422, "migration.as-of");
        (await head.Post(Path, new { from = 1, to = 2, mapping, asOf = 99 })).IsProblem(422, "migration.reason");
        var unknown = (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "新规定。", asOf = 99, cases = new[] { ids[0], Guid.Empty } })).IsProblem(409, "migration.prevented");
        Assert.Equal("case.unknown", unknown.Json.GetProperty("cases")[0].GetProperty("code").GetString());
        (await head.Post(Path, new { from = 1, to = 2, cases = Enumerable.Range(0, 501).Select(_ => Guid.NewGuid()) })).IsProblem(422, "migration.too-many");
        (await head.Post("/api/v1/procedures/none/migrations", new { from = 1, to = 2 })).IsProblem(404, "not-found");
        Assert.Equal(0, await Migrated());
    }

    [Theory]
    [InlineData("""{"from":"one"}""")]
    [InlineData("""{"from":1,"to":2,"mapping":[]}""")]
    [InlineData("""{"from":1,"to":2,"mapping":{"Register":"Enrol","Register":"Review"}}""")]
    [InlineData("""{"from":1,"to":2,"cases":["x"]}""")]
    [InlineData("nonsense")]
    public async Task What_cannot_be_read_is_400(string body) => (await (await server.User("legalhead")).PostText(Path, body)).IsProblem(400);

    [Fact]
    public async Task A_case_that_moved_since_is_named_and_none_is_migrated()
    {
        var head = await server.User("legalhead");
        var mapping = new { Register = "Enrol" };
        var asOf = (await DryRun(head, new { from = 1, to = 2, mapping })).Json.GetProperty("asOf").GetInt64();
        await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(ids[1], "Register")}/claim");

        var stale = (await head.Post(Path, new { from = 1, to = 2, mapping, reason = "新规定。", asOf })).IsProblem(409, "migration.stale");

        var moved = Assert.Single(stale.Json.GetProperty("cases").EnumerateArray());
        Assert.Equal((ids[1], "migration.stale"), (moved.GetProperty("id").GetGuid(), Text(moved, "code")));
        Assert.Equal(0, await Migrated());
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static Task<ApiAnswer> DryRun(ApiUser user, object body) => user.Post($"{Path}/dry-run", body);

    private async Task<int> Migrated()
    {
        await using var db = server.Db();
        return await db.Events.CountAsync(row => row.Type == "case.migrated", ApiServer.Ct);
    }

    private async Task Redraw(Func<string, string> change)
    {
        var flow = System.IO.Path.Combine(server.Workflows, "short", "process.bpmn");
        await File.WriteAllTextAsync(flow, change(await File.ReadAllTextAsync(flow, ApiServer.Ct)), ApiServer.Ct);
        await server.Services.GetRequiredService<ProcedureCatalogue>().Read(server.Workflows, ApiServer.Ct);
    }
}
