using System.Globalization;
using System.Text.Json;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

/// <summary>The members of the HTTP contract (design.md section 7), over a real port.</summary>
public sealed class CaseContractTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Title = "辽阳某某机械制造有限公司涉嫌未按规定报送能源利用状况报告案";

    [Fact]
    public async Task A_session_gives_a_token_and_the_local_moment_of_its_end()
    {
        var nobody = await server.User(null);
        var session = (await nobody.Post("/api/v1/session", new { userName = "officer1", password = ApiServer.Password })).Is(200);

        Members(session.Json, "accessToken", "expiresAt");
        Assert.EndsWith("+08:00", session.Json.GetProperty("expiresAt").GetString(), StringComparison.Ordinal);
        Assert.Equal("no-store", session.Headers.CacheControl?.ToString());
        (await nobody.Post("/api/v1/session", new { userName = "officer1", password = "not-this-one" })).IsProblem(401, "session.failed");
        (await nobody.Post("/api/v1/session", new { userName = "nobody", password = "not-this-one" })).IsProblem(401, "session.failed");
    }

    [Fact]
    public async Task Opening_a_case_gives_201_with_its_address_and_the_version_of_its_procedure()
    {
        var officer = await server.User("officer1");
        var opened = (await officer.Post("/api/v1/cases", new { procedure = "penalty.ordinary", title = Title, facts = new Dictionary<string, object> { ["party.kind"] = "organization" } })).Is(201);

        Members(opened.Json, "id", "number", "procedure", "version", "state", "stage");
        Assert.Equal(("penalty.ordinary", 1, "open"), (opened.Json.GetProperty("procedure").GetString(), opened.Json.GetProperty("version").GetInt32(), opened.Json.GetProperty("state").GetString()));
        var address = opened.Headers.Location!.ToString();
        Assert.Equal($"/api/v1/cases/{opened.Json.GetProperty("id").GetString()}", address);
        var read = (await officer.Get(address)).Is(200);
        Assert.Equal(opened.Text, read.Text);
        Assert.EndsWith("+08:00", read.Json.GetProperty("openedAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parts_of_a_case_have_the_members_of_the_contract()
    {
        var id = await server.OpenCase("test.numbered");
        var officer = await server.User("officer1");
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit", facts = new { }, comment = "好" })).Is(200);
        await server.Work();

        var clock = Assert.Single((await officer.Get($"/api/v1/cases/{id}/clocks")).Is(200).Items);
        Members(clock, "id", "name", "state", "startedOn", "due", "internal", "daysLeft", "basis");
        Assert.Equal(("T11", "running"), (clock.GetProperty("id").GetString(), clock.GetProperty("state").GetString()));
        Assert.All(["startedOn", "due", "internal"], name => DateOnly.ParseExact(clock.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(JsonValueKind.Number, clock.GetProperty("daysLeft").ValueKind);

        var document = Assert.Single((await officer.Get($"/api/v1/cases/{id}/documents")).Is(200).Items);
        Members(document, "id", "catalogue", "name", "number", "state", "sha256");
        Assert.True(document.GetProperty("state").GetString() is "draft" or "issued" or "served" or "void");

        var timeline = (await officer.Get($"/api/v1/cases/{id}/timeline")).Is(200).Items;
        Assert.All(timeline, line => Members(line, "seq", "at", "type", "stage", "actor", "text", "basis"));
        Assert.All(timeline, line => Assert.EndsWith("+08:00", line.GetProperty("at").GetString(), StringComparison.Ordinal));
        Assert.Equal(timeline.Select(Seq).Order(), timeline.Select(Seq));

        var diagram = (await officer.Get($"/api/v1/cases/{id}/diagram")).Is(200).Json;
        Members(diagram, "done", "current", "flows");
        Assert.Equal(1, diagram.GetProperty("done").GetProperty("Register").GetInt32());
        Assert.Empty((await officer.Get($"/api/v1/cases/{id}/evidence")).Is(200).Items);
        Assert.Equal("application/xml", (await officer.Get($"/api/v1/cases/{id}/diagram/bpmn")).Is(200).MediaType);
    }

    [Fact]
    public async Task The_timeline_is_paged_without_gap_or_repetition()
    {
        var id = await server.OpenCase();
        var officer = await server.User("officer1");
        var whole = (await officer.Get($"/api/v1/cases/{id}/timeline")).Items.Select(Seq).ToList();
        var paged = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await officer.Get($"/api/v1/cases/{id}/timeline?take=1{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200);
            paged.AddRange(page.Items.Select(Seq));
            cursor = page.Json.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.True(whole.Count > 1);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_task_has_the_members_of_the_contract_and_reads_alike_alone_and_in_the_list()
    {
        var id = await server.OpenCase("penalty.ordinary");
        var officer = await server.User("officer1");
        var listed = Assert.Single((await officer.Get($"/api/v1/tasks?scope=mine&case={id}")).Is(200).Items);

        Members(listed, "id", "caseId", "elementId", "name", "stage", "assignee", "roles", "officers", "outcomes", "form", "missing", "dueOn", "basis",
            "signers", "due", "returnable", "operations");
        Assert.Equal(("RegisterClue", id), (listed.GetProperty("elementId").GetString(), listed.GetProperty("caseId").GetGuid()));
        Assert.All(listed.GetProperty("outcomes").EnumerateArray(), outcome => Members(outcome, "key", "label"));
        Assert.NotEmpty(listed.GetProperty("missing").EnumerateArray());
        Assert.Equal(listed.GetRawText(), (await officer.Get($"/api/v1/tasks/{listed.GetProperty("id").GetString()}")).Is(200).Text);
    }

    [Fact]
    public async Task Claiming_and_releasing_move_a_task_between_the_scopes()
    {
        var id = await server.OpenCase();
        await (await server.User("officer1")).Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" });
        var head = await server.User("unithead");
        var task = await server.TaskOf(id, "Review");

        Assert.Single((await head.Get($"/api/v1/tasks?scope=claimable&case={id}")).Is(200).Items);
        (await head.Post($"/api/v1/tasks/{task}/claim")).Is(200);
        Assert.Equal("unithead", Assert.Single((await head.Get($"/api/v1/tasks?scope=mine&case={id}")).Items).GetProperty("assignee").GetString());
        Assert.Empty((await head.Get($"/api/v1/tasks?scope=claimable&case={id}")).Items);
        (await head.Post($"/api/v1/tasks/{task}/claim")).IsProblem(409, "task.held");
        (await head.Post($"/api/v1/tasks/{task}/release")).Is(200);
        (await head.Post($"/api/v1/tasks/{task}/release")).IsProblem(409, "task.not-holder");
        Assert.Single((await head.Get($"/api/v1/tasks?scope=claimable&case={id}")).Items);
    }

    [Fact]
    public async Task A_refusal_of_the_law_names_its_source()
    {
        var id = await server.OpenCase("penalty.ordinary", title: "法源");
        var officer = await server.User("officer1");
        var refused = (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "RegisterClue")}/complete", new { outcome = "submit" })).IsProblem(422, "facts.invalid");

        Assert.NotEmpty(refused.Json.GetProperty("errors").EnumerateObject());
        var unithead = await server.User("unithead");
        var own = await server.OpenCase("test.short", "officer1");
        await officer.Post($"/api/v1/tasks/{await server.TaskOf(own, "Register")}/complete", new { outcome = "submit" });
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(own, "Review")}/complete", new { outcome = "agree" })).IsProblem(403, "task.role");
        (await unithead.Post($"/api/v1/tasks/{await server.TaskOf(own, "Review")}/complete", new { outcome = "agree" })).Is(200);
        (await unithead.Get($"/api/v1/tasks/{own:N}-999999")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Procedures_reminders_and_health_answer()
    {
        var officer = await server.User("officer1");
        var procedures = (await officer.Get("/api/v1/procedures")).Is(200).Items;
        Assert.Equal(
            ["penalty.ordinary", "test.numbered", "test.short"],
            procedures.Select(p => p.GetProperty("key").GetString()!).Where(key => !key.StartsWith("shared.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(procedures, p => Assert.True(p.GetProperty("usable").GetBoolean()));
        Assert.Equal("application/xml", (await officer.Get("/api/v1/procedures/test.short/bpmn")).Is(200).MediaType);
        Assert.Empty((await officer.Get("/api/v1/reminders")).Is(200).Items);
        (await officer.Post("/api/v1/reminders/read")).Is(204);
        var nobody = await server.User(null);
        Assert.Equal("Healthy", (await nobody.Get("/health/live")).Is(200).Text);
        Assert.Equal("ready", (await nobody.Get("/health/ready")).Is(200).Text);
    }

    [Fact]
    public async Task Answers_say_how_they_may_be_kept_and_shown()
    {
        var answer = (await (await server.User("officer1")).Get("/api/v1/cases")).Is(200);

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    internal static void Members(JsonElement json, params string[] names)
    {
        var found = json.EnumerateObject().Select(member => member.Name).ToHashSet();
        Assert.True(names.All(found.Contains), $"Expected {string.Join(' ', names)}, but found {string.Join(' ', found)}");
    }

    private static long Seq(JsonElement line) => line.GetProperty("seq").GetInt64();
}
