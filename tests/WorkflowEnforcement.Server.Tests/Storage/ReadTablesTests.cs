using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;
using WorkflowEnforcement.Server.Storage.Rows;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class ReadTablesTests
{
    private static readonly string[] Tables = ["cases", "tasks", "clocks", "documents", "timers", "incidents"];

    [Fact]
    public async Task Read_tables_rebuilt_from_the_events_equal_those_written_as_the_cases_ran()
    {
        await using var server = await TestServer.Start();
        var ids = await RunCases(server);
        var lived = await Dump(server);

        foreach (var table in Tables)
        {
            server.Sql($"DELETE FROM {table}");
        }

        Assert.NotEqual(lived, await Dump(server));
        foreach (var id in ids)
        {
            await server.Cases.Rebuild(id, TestServer.Ct);
        }

        Assert.Equal(lived, await Dump(server));
    }

    [Fact]
    public async Task Damaged_read_tables_are_mended_by_a_rebuild()
    {
        await using var server = await TestServer.Start();
        var ids = await RunCases(server);
        var lived = await Dump(server);

        server.Sql("UPDATE cases SET title = '改过', version = 1; DELETE FROM timers; UPDATE tasks SET holder = 'officer2'");
        foreach (var id in ids)
        {
            await server.Cases.Rebuild(id, TestServer.Ct);
        }

        Assert.Equal(lived, await Dump(server));
    }

    [Fact]
    public async Task A_task_tells_who_may_act_by_when_and_why()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();

        var registering = await TheTask(server, id);
        await server.Complete(id, "Register", "officer1", "submit");
        var reviewing = await TheTask(server, id);

        Assert.Equal(("Register", "登记", "启动", "officer"), (registering.Element, registering.Name, registering.Stage, registering.Roles));
        Assert.Equal("《行政处罚法》第五十四条", registering.Basis);
        Assert.Equal(new DateOnly(2026, 6, 1), registering.DueOn); // T11: 90 days from 2026-03-02 end on a Sunday
        Assert.Equal(("Review", "unithead", string.Empty), (reviewing.Element, reviewing.Roles, reviewing.OnlyFor));
    }

    [Fact]
    public async Task Drafts_of_a_task_go_when_it_is_done()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var task = await TheTask(server, id);
        await using (var db = server.Db())
        {
            db.TaskDrafts.Add(new TaskDraftRow { CaseId = id, Task = task.Task, User = "officer1", Json = "{}", SavedAt = server.Now });
            await db.SaveChangesAsync(TestServer.Ct);
        }

        await server.Complete(id, "Register", "officer1", "submit");

        Assert.Equal(0, server.Count("SELECT count(*) FROM task_drafts"));
    }

    [Fact]
    public async Task Another_bureau_sees_no_row()
    {
        await using var server = await TestServer.Start();
        await RunCases(server);

        await using var other = new EnforcementDb(
            server.Get<DbContextOptions<EnforcementDb>>(), new BureauSetting { Key = "another" });

        Assert.Empty(await other.Cases.ToListAsync(TestServer.Ct));
        Assert.Empty(await other.Events.ToListAsync(TestServer.Ct));
        Assert.Empty(await other.Users.ToListAsync(TestServer.Ct));
    }

    // One case in its first step with a fired timer and a failed document, one reviewed, one ended.
    private static async Task<Guid[]> RunCases(TestServer server)
    {
        Guid[] ids = [await server.OpenCase("一案"), await server.OpenCase("二案"), await server.OpenCase("三案")];
        server.Time.Advance(TimeSpan.FromMinutes(7));
        await server.Complete(ids[1], "Register", "officer1", "submit");
        await server.Complete(ids[2], "Register", "officer2", "submit");
        server.Time.Advance(TimeSpan.FromMinutes(7));
        await server.Complete(ids[2], "Review", "unithead", "agree");
        await server.Get<SweepJob>().Run(server.Now, TestServer.Ct);
        var documents = (await server.Cases.Load(ids[1], TestServer.Ct))!.State.Documents;
        await server.Cases.Run(
            ids[1],
            new ReportDocumentFailure(documents[0].Id, "template.missing", "没有模板。") { By = Actor.TheSystem, At = server.Now, CommandId = "failed-1" },
            TestServer.Ct);
        documents = (await server.Cases.Load(ids[2], TestServer.Ct))!.State.Documents;
        await server.Cases.Run(
            ids[2],
            new ReportDocument(documents[0].Id, new string('a', 64), 4711, new string('b', 64)) { By = Actor.TheSystem, At = server.Now, CommandId = "made-1" },
            TestServer.Ct);
        return ids;
    }

    private static async Task<TaskRow> TheTask(TestServer server, Guid id)
    {
        await using var db = server.Db();
        return await db.Tasks.SingleAsync(task => task.CaseId == id, TestServer.Ct);
    }

    internal static async Task<string> Dump(TestServer server)
    {
        await using var db = server.Db();
        return JsonSerializer.Serialize(new
        {
            cases = await db.Cases.OrderBy(r => r.Id).ToListAsync(TestServer.Ct),
            tasks = await db.Tasks.OrderBy(r => r.CaseId).ThenBy(r => r.Task).ToListAsync(TestServer.Ct),
            clocks = await db.Clocks.OrderBy(r => r.CaseId).ThenBy(r => r.Clock).ToListAsync(TestServer.Ct),
            documents = await db.Documents.OrderBy(r => r.Id).ToListAsync(TestServer.Ct),
            timers = await db.Timers.OrderBy(r => r.CaseId).ThenBy(r => r.Timer).ToListAsync(TestServer.Ct),
            incidents = await db.Incidents.OrderBy(r => r.CaseId).ThenBy(r => r.Incident).ToListAsync(TestServer.Ct),
        });
    }
}
