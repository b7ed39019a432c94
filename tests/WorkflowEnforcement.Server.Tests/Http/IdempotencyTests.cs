using Microsoft.EntityFrameworkCore;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Http;

public sealed class IdempotencyTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly object Body = new { procedure = "test.numbered", title = "同一请求只立一案" };

    [Fact]
    public async Task Fifty_equal_openings_at_once_open_one_case_and_are_answered_alike()
    {
        var officer = await server.User("officer1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => officer.Post("/api/v1/cases", Body, "open-50")));

        Assert.Equal([(201, answers[0].Text, answers[0].Headers.Location)], answers.Select(answer => (answer.Status, answer.Text, answer.Headers.Location)).Distinct());
        var id = answers[0].Json.GetProperty("id").GetGuid();
        await using var db = server.Db();
        Assert.Equal(1, await db.Events.CountAsync(row => row.CaseId == id && row.CaseVersion == 1, ApiServer.Ct));
        Assert.Equal(1, await db.Cases.CountAsync(row => row.Title == "同一请求只立一案", ApiServer.Ct));
    }

    [Fact]
    public async Task A_repeated_opening_is_answered_alike_however_far_the_case_has_gone()
    {
        var officer = await server.User("officer1");
        var first = (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "走远了的案件" }, "open-far")).Is(201);
        var id = first.Json.GetProperty("id").GetGuid();
        (await officer.Post($"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete", new { outcome = "submit" })).Is(200);

        var again = (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "走远了的案件" }, "open-far")).Is(201);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("complete")]
    public async Task Fifty_equal_acts_at_once_have_one_effect_and_are_answered_alike(string act)
    {
        var id = await server.OpenCase();
        var officer = await server.User("officer1");
        var task = await server.TaskOf(id, "Register");
        var body = act == "complete" ? new { outcome = "submit", comment = "一次" } : null;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => officer.Post($"/api/v1/tasks/{task}/{act}", body, $"act-{act}")));

        Assert.Equal([(200, answers[0].Text)], answers.Select(answer => (answer.Status, answer.Text)).Distinct());
        var type = act == "complete" ? "task.completed" : "task.claimed";
        await using var db = server.Db();
        Assert.Equal(1, await db.Events.CountAsync(row => row.CaseId == id && row.Type == type, ApiServer.Ct));
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused_and_does_nothing()
    {
        var officer = await server.User("officer1");
        var id = await server.OpenCase();
        var task = await server.TaskOf(id, "Register");
        (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "第一" }, "reused")).Is(201);

        (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "第二" }, "reused")).IsProblem(409, "command.reused");
        (await officer.Post($"/api/v1/tasks/{task}/complete", new { outcome = "submit" }, "reused")).IsProblem(409, "command.reused");

        await using var db = server.Db();
        Assert.False(await db.Cases.AnyAsync(row => row.Title == "第二", ApiServer.Ct));
        Assert.True(await db.Tasks.AnyAsync(row => row.CaseId == id && row.Element == "Register", ApiServer.Ct));
    }

    [Fact]
    public async Task Two_people_may_choose_the_same_key()
    {
        var first = (await (await server.User("officer1")).Post("/api/v1/cases", new { procedure = "test.short", title = "同键" }, "1")).Is(201);
        var second = (await (await server.User("officer2")).Post("/api/v1/cases", new { procedure = "test.short", title = "同键" }, "1")).Is(201);

        Assert.NotEqual(first.Json.GetProperty("id").GetGuid(), second.Json.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_and_one_that_is_absent_is_not()
    {
        var officer = await server.User("officer1");
        (await officer.Post("/api/v1/cases", Body, new string('k', 201))).IsProblem(400, "command.key");
        (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "长键" }, new string('k', 200))).Is(201);
        (await officer.Post("/api/v1/cases", new { procedure = "test.short", title = "无键" })).Is(201);
    }

    [Fact]
    public async Task Of_two_officers_who_finish_one_task_at_once_one_wins_and_the_other_learns_it()
    {
        var (one, other) = (await server.User("officer1"), await server.User("officer2"));
        for (var race = 0; race < 100; race++)
        {
            var id = await server.OpenCase(title: $"竞争{race}");
            var path = $"/api/v1/tasks/{await server.TaskOf(id, "Register")}/complete";

            var answers = await Task.WhenAll(one.Post(path, new { outcome = "submit" }, $"a{race}"), other.Post(path, new { outcome = "submit" }, $"b{race}"));

            Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
            var lost = answers.Single(answer => answer.Status == 409).IsProblem(409, "task.completed");
            Assert.Contains("办理", lost.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
            await using var db = server.Db();
            Assert.Equal(1, await db.Events.CountAsync(row => row.CaseId == id && row.Type == "task.completed", ApiServer.Ct));
        }
    }
}
