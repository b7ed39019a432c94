using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class CaseStoreTests
{
    private static readonly string[] AllTables =
    [
        "events", "commands", "cases", "tasks", "clocks", "documents", "timers", "incidents", "document_numbers", "job_requests",
    ];

    [Fact]
    public async Task A_repeated_opening_gives_the_same_answer_and_opens_one_case()
    {
        await using var server = await TestServer.Start();
        var command = server.Opening("一案", "key-1");

        var first = await server.Cases.Open(Guid.CreateVersion7(), "test.short", command, TestServer.Ct);
        server.Time.Advance(TimeSpan.FromHours(24));
        var second = await server.Cases.Open(Guid.CreateVersion7(), "test.short", command with { At = server.Now }, TestServer.Ct);

        Assert.False(first.Repeated);
        Assert.True(second.Repeated);
        Assert.Equal((first.CaseId, first.Version), (second.CaseId, second.Version));
        Assert.Equal(Assert.IsType<Accepted>(first.Outcome).Events, Assert.IsType<Accepted>(second.Outcome).Events);
        Assert.Equal(1, server.Count("SELECT count(*) FROM cases"));
        Assert.Equal(first.Version, server.Count("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_command_sent_fifty_times_at_once_has_one_effect()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var command = await server.Completing(id, "Register", "officer1", "submit", "key-1");

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => server.Cases.Run(id, command, TestServer.Ct))));

        Assert.All(results, result => Assert.IsType<Accepted>(result.Outcome));
        Assert.Single(results, result => !result.Repeated);
        Assert.Single(results.Select(result => result.Version).Distinct());
        Assert.Equal(1, server.Count("SELECT count(*) FROM events WHERE type = 'task.completed'"));
    }

    [Fact]
    public async Task A_command_id_used_for_another_request_is_refused()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var other = await server.OpenCase("二案");
        var command = await server.Completing(id, "Register", "officer1", "submit", "key-1");
        await server.Cases.Run(id, command, TestServer.Ct);
        var before = server.Count("SELECT count(*) FROM events");

        CommandResult[] results =
        [
            await server.Cases.Run(id, command with { Comment = "别的意见" }, TestServer.Ct),
            await server.Cases.Run(id, command with { By = server.Person("officer2") }, TestServer.Ct),
            await server.Cases.Run(other, command, TestServer.Ct),
            await server.Cases.Open(Guid.CreateVersion7(), "test.short", server.Opening("三案", "key-1"), TestServer.Ct),
        ];

        Assert.All(results, result => Assert.Equal("command.reused", Assert.IsType<Refused>(result.Outcome).Code));
        Assert.Equal(before, server.Count("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Of_two_people_who_finish_one_task_at_once_one_wins()
    {
        await using var server = await TestServer.Start();
        for (var round = 0; round < 25; round++)
        {
            var id = await server.OpenCase($"第{round}轮");
            var one = await server.Completing(id, "Register", "officer1", "submit");
            var two = await server.Completing(id, "Register", "officer2", "submit");

            var results = await Task.WhenAll(new[] { one, two }.Select(command => Task.Run(() => server.Cases.Run(id, command, TestServer.Ct))));

            Assert.Single(results, result => result.Outcome is Accepted);
            Assert.Equal("task.completed", Assert.Single(results.Select(result => result.Outcome).OfType<Refused>()).Code);
        }

        Assert.Equal(25, server.Count("SELECT count(*) FROM events WHERE type = 'task.completed'"));
    }

    [Fact]
    public async Task Two_servers_on_one_database_let_one_of_two_people_win()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        for (var round = 0; round < 15; round++)
        {
            var id = await server.OpenCase($"第{round}轮");
            var one = await server.Completing(id, "Register", "officer1", "submit");
            var two = await node.Completing(id, "Register", "officer2", "submit");

            var results = await Task.WhenAll(
                Task.Run(() => server.Cases.Run(id, one, TestServer.Ct)), Task.Run(() => node.Cases.Run(id, two, TestServer.Ct)));

            Assert.Single(results, result => result.Outcome is Accepted);
            var states = (await server.Cases.Load(id, TestServer.Ct), await node.Cases.Load(id, TestServer.Ct));
            Assert.Equal(states.Item1!.Version, states.Item2!.Version);
        }

        AssertContiguous(server);
    }

    [Fact]
    public async Task Numbers_given_in_parallel_have_no_gap_and_none_is_given_twice()
    {
        await using var server = await TestServer.Start();

        var opened = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            server.Cases.Open(Guid.CreateVersion7(), "test.short", server.Opening($"第{i}案"), TestServer.Ct))));

        var numbers = opened.Select(result => ((Accepted)result.Outcome).State.ClueNumber).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => $"辽太工信线字〔2026〕第{n}号").Order(StringComparer.Ordinal), numbers);
        Assert.Equal(40, server.Count("SELECT max(number) FROM document_numbers WHERE kind = '线' AND year = 2026"));
        AssertContiguous(server);
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_year()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        server.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero)); // midnight at the bureau

        var id = await server.OpenCase();

        Assert.Equal("辽太工信线字〔2027〕第1号", (await server.Cases.Load(id, TestServer.Ct))!.State.ClueNumber);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_before_the_commit_leaves_nothing_and_the_next_try_succeeds(bool afterAppend)
    {
        var (armed, at) = (false, afterAppend ? WatchedStatements.Commit : "INSERT INTO \"events\"");
        var watch = new WatchedStatements(before: (_, statement) =>
        {
            if (armed && statement.StartsWith(at, StringComparison.Ordinal))
            {
                throw new IOException("the machine failed");
            }
        });
        await using var server = await TestServer.Start(services: services => services.AddSingleton<IInterceptor>(watch));
        var id = await server.OpenCase();
        var command = await server.Completing(id, "Register", "officer1", "submit", "key-1");
        var before = Tables(server);

        armed = true;
        await Assert.ThrowsAsync<IOException>(() => server.Cases.Run(id, command, TestServer.Ct));
        armed = false;

        Assert.Equal(before, Tables(server));
        var again = await server.Cases.Run(id, command, TestServer.Ct);
        Assert.IsType<Accepted>(again.Outcome);
        Assert.False(again.Repeated);
        AssertContiguous(server);
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        var before = Tables(server);

        var wrongRole = await server.Complete(id, "Register", "unithead", "submit");
        var unknownCase = await server.Cases.Run(Guid.NewGuid(), await server.Completing(id, "Register", "officer1", "submit"), TestServer.Ct);
        var broken = await server.Cases.Open(Guid.NewGuid(), "test.broken", server.Opening("三案"), TestServer.Ct);
        var unstorable = await server.Cases.Open(Guid.NewGuid(), "test.short", server.Opening("控\u0001制"), TestServer.Ct);

        Assert.Equal("task.role", Assert.IsType<Refused>(wrongRole.Outcome).Code);
        Assert.Equal("case.unknown", Assert.IsType<Refused>(unknownCase.Outcome).Code);
        Assert.Equal("procedure.unusable", Assert.IsType<Refused>(broken.Outcome).Code);
        Assert.Equal("case.title", Assert.IsType<Refused>(unstorable.Outcome).Code);
        Assert.Equal(before, Tables(server));
    }

    [Fact]
    public async Task The_state_after_every_command_equals_the_state_replayed_from_the_database()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        var id = await server.OpenCase();
        var lived = new List<CaseState> { (await server.Cases.Load(id, TestServer.Ct))!.State };
        lived.Add(((Accepted)(await server.Complete(id, "Register", "officer1", "submit")).Outcome).State);
        lived.Add(((Accepted)(await server.Complete(id, "Review", "unithead", "agree")).Outcome).State);

        foreach (var state in lived)
        {
            var replayed = await node.Cases.LoadAt(id, state.Version, TestServer.Ct);
            Assert.Equal(Json(state), Json(replayed!));
        }

        Assert.NotNull(lived[^1].EndedAt);
        Assert.Null(await server.Cases.LoadAt(id, 0, TestServer.Ct));
    }

    [Fact]
    public async Task Events_are_chained_within_their_case_and_hashed_as_stored()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        await server.OpenCase("二案");
        await server.Complete(id, "Register", "officer1", "submit");

        await using var db = server.Db();
        var previous = string.Empty;
        foreach (var row in await db.Events.Where(e => e.CaseId == id).OrderBy(e => e.CaseVersion).ToListAsync(TestServer.Ct))
        {
            var entry = LedgerEntry.Read(row.Body);
            Assert.Equal(previous, entry.PreviousInCase);
            Assert.Equal(LedgerHash.Leaf(row.Body), row.LeafHash);
            Assert.Equal((row.Seq, row.CaseVersion, row.Type, row.CommandId), (entry.Seq, entry.CaseVersion, entry.Type, entry.CommandId));
            previous = Convert.ToHexStringLower(row.LeafHash);
        }

        var told = await server.Cases.Events(id, 1, 2, TestServer.Ct);
        Assert.Equal([2, 3], told.Select(e => e.CaseVersion));
        Assert.All(told, e => Assert.Equal("officer1", e.Actor.Id));
    }

    private static void AssertContiguous(TestServer server) =>
        Assert.Equal(0, server.Count("SELECT count(*) - max(seq) - 1 FROM events"));

    private static string Json(CaseState state) => System.Text.Json.JsonSerializer.Serialize(state);

    private static string Tables(TestServer server) =>
        string.Join(' ', AllTables.Select(table => $"{table}={server.Count($"SELECT count(*) FROM {table}")}"));
}
