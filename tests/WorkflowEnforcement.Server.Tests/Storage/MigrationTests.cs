using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>All of the chosen cases move in one transaction, or none.</summary>
public sealed class MigrationTests
{
    private static readonly (string, string) Register = ("Register", "Enrol");

    [Fact]
    public async Task All_cases_move_with_an_event_in_each_and_their_rows_are_those_of_a_rebuild()
    {
        await using var versions = await TwoVersions.Start(Renamed, cases: 5, register: 2);
        var server = versions.Server;

        var taken = Assert.IsType<MigrationTaken>(await server.Cases.Migrate(await versions.Order(moved: Register), TestServer.Ct));

        Assert.Equal(versions.Ids.Order(), taken.Cases);
        Assert.Equal(5, server.Count("SELECT count(DISTINCT case_id) FROM events WHERE type = 'case.migrated'"));
        Assert.Equal(5, server.Count($"SELECT count(*) FROM cases WHERE definition = '{versions.To.Definition.Hash}'"));
        Assert.Equal((3L, 2L, 0L), (server.Count("SELECT count(*) FROM tasks WHERE element = 'Enrol'"), server.Count("SELECT count(*) FROM tasks WHERE element = 'Review'"), server.Count("SELECT count(*) FROM tasks WHERE element = 'Register'")));
        Assert.Equal(3, server.Count("SELECT count(*) FROM timers"));
        var lived = await ReadTablesTests.Dump(server);
        foreach (var id in versions.Ids)
        {
            await server.Cases.Rebuild(id, TestServer.Ct);
        }

        Assert.Equal(lived, await ReadTablesTests.Dump(server));
        await IsChained(server);
    }

    [Fact]
    public async Task Moved_cases_go_on_by_the_new_version_and_new_ones_open_on_it()
    {
        await using var versions = await TwoVersions.Start(Renamed, cases: 2, register: 1);
        await versions.Server.Cases.Migrate(await versions.Order(moved: Register), TestServer.Ct);

        Assert.IsType<Accepted>((await versions.Server.Complete(versions.Ids[0], "Review", "unithead", "agree")).Outcome);
        Assert.IsType<Accepted>((await versions.Server.Complete(versions.Ids[1], "Enrol", "officer1", "submit")).Outcome);
        await versions.Server.Complete(await versions.Server.OpenCase(), "Enrol", "officer1", "submit");

        Assert.Equal(1, versions.Server.Count("SELECT count(*) FROM cases WHERE ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task None_moves_where_one_cannot_and_all_go_on_as_before()
    {
        await using var versions = await TwoVersions.Start(OtherRole, cases: 4, register: 1);
        var server = versions.Server;
        var (order, before) = (await versions.Order(), await Everything(server));

        var refused = Assert.IsType<MigrationRefused>(await server.Cases.Migrate(order, TestServer.Ct));

        Assert.Equal("migration.prevented", refused.Refused.Code);
        Assert.Equal("所选4件中有1件不能迁移，所选案件都没有迁移。", refused.Refused.Message);
        Assert.Equal((versions.Ids[0], "migration.other-role"), refused.Cases.Select(one => (one.Id, one.Refused.Code)).Single());
        Assert.Equal(before, await Everything(server));
        Assert.Equal(versions.From.Definition.Hash, (await server.Cases.Load(versions.Ids[1], TestServer.Ct))!.State.Definition);
        Assert.IsType<Accepted>((await server.Complete(versions.Ids[1], "Register", "officer1", "submit")).Outcome);
        Assert.IsType<MigrationTaken>(await server.Cases.Migrate(await versions.Order() with { Cases = [versions.Ids[2], versions.Ids[3]] }, TestServer.Ct));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_says_of_each_case_what_the_migration_will_find()
    {
        await using var versions = await TwoVersions.Start(OtherRole, cases: 3, register: 1);
        var before = await Everything(versions.Server);

        var preview = await versions.Server.Cases.Preview(await versions.Order() with { Cases = [.. versions.Ids, Guid.Empty] }, TestServer.Ct);

        Assert.Equal([false, true, true], versions.Ids.Select(id => preview.Cases.Single(one => one.Id == id).Report.IsPossible));
        Assert.Equal([Guid.Empty], preview.Unknown);
        Assert.Equal(before, await Everything(versions.Server));
    }

    [Fact]
    public async Task A_case_that_moved_since_the_dry_run_refuses_the_whole()
    {
        await using var versions = await TwoVersions.Start(NewName, cases: 3);
        var server = versions.Server;
        var order = await versions.Order();
        await server.Complete(versions.Ids[1], "Register", "officer1", "submit");
        var before = await Everything(server);

        var refused = Assert.IsType<MigrationRefused>(await server.Cases.Migrate(order, TestServer.Ct));

        Assert.Equal(("migration.stale", versions.Ids[1]), (refused.Refused.Code, refused.Cases.Single().Id));
        Assert.Equal(before, await Everything(server));
        Assert.IsType<MigrationTaken>(await server.Cases.Migrate(await versions.Order(), TestServer.Ct));
    }

    [Fact]
    public async Task A_repeated_migration_gives_the_same_answer_and_moves_nothing()
    {
        await using var versions = await TwoVersions.Start(NewName, cases: 3);
        var server = versions.Server;
        var order = await versions.Order();
        var first = Assert.IsType<MigrationTaken>(await server.Cases.Migrate(order, TestServer.Ct));
        var before = await Everything(server);

        var second = Assert.IsType<MigrationTaken>(await server.Cases.Migrate(order with { At = server.Now.AddDays(1) }, TestServer.Ct));
        var other = Assert.IsType<MigrationRefused>(await server.Cases.Migrate(order with { Reason = "别的理由。" }, TestServer.Ct));
        var single = await server.Cases.Run(versions.Ids[0], await server.Completing(versions.Ids[0], "Register", "officer1", "submit", "move-1"), TestServer.Ct);

        Assert.Equal((true, false), (second.Repeated, first.Repeated));
        Assert.Equal(first.Cases, second.Cases);
        Assert.Equal("command.reused", other.Refused.Code);
        Assert.Equal("command.reused", Assert.IsType<Refused>(single.Outcome).Code);
        Assert.Equal(before, await Everything(server));
    }

    [Fact]
    public async Task Nothing_chosen_and_nobody_left_are_refused()
    {
        await using var versions = await TwoVersions.Start(NewName, cases: 1);
        var order = await versions.Order();

        Assert.Equal("migration.nothing", Assert.IsType<MigrationRefused>(await versions.Server.Cases.Migrate(order with { Cases = [] }, TestServer.Ct)).Refused.Code);
        Assert.Equal("case.unknown", Assert.IsType<MigrationRefused>(await versions.Server.Cases.Migrate(order with { Cases = [Guid.NewGuid()] }, TestServer.Ct)).Cases.Single().Refused.Code);
        await versions.Server.Cases.Migrate(order, TestServer.Ct);
        Assert.Equal("migration.nothing", Assert.IsType<MigrationRefused>(await versions.Server.Cases.Migrate(order with { CommandId = "move-2" }, TestServer.Ct)).Refused.Code);
    }

    [Fact]
    public async Task Another_server_that_remembers_a_case_finds_it_moved()
    {
        await using var versions = await TwoVersions.Start(Renamed, cases: 2);
        await using var node = await versions.Node();
        Assert.Equal(versions.From.Definition.Hash, (await node.Cases.Load(versions.Ids[0], TestServer.Ct))!.Definition.Hash);

        await versions.Server.Cases.Migrate(await versions.Order(moved: Register), TestServer.Ct);

        Assert.Equal(versions.To.Definition.Hash, (await node.Cases.Load(versions.Ids[0], TestServer.Ct))!.Definition.Hash);
        Assert.IsType<Accepted>((await node.Complete(versions.Ids[0], "Enrol", "officer1", "submit")).Outcome);
        Assert.IsType<Accepted>((await versions.Server.Complete(versions.Ids[0], "Review", "unithead", "agree")).Outcome);
    }

    [Fact]
    public async Task Of_two_servers_that_move_the_same_cases_at_once_one_does()
    {
        await using var versions = await TwoVersions.Start(NewName, cases: 6);
        await using var node = await versions.Node();
        var (one, two) = (await versions.Order("one"), await versions.Order("two"));
        var ids = versions.Ids.ToArray();

        var results = await Task.WhenAll(
            Task.Run(() => versions.Server.Cases.Migrate(one with { Cases = [.. ids] }, TestServer.Ct), TestServer.Ct),
            Task.Run(() => node.Cases.Migrate(two with { Cases = [.. ids] }, TestServer.Ct), TestServer.Ct));

        Assert.Single(results.OfType<MigrationTaken>());
        Assert.Equal("migration.stale", Assert.Single(results.OfType<MigrationRefused>()).Refused.Code);
        Assert.Equal(6, versions.Server.Count("SELECT count(*) FROM events WHERE type = 'case.migrated'"));
        await IsChained(versions.Server);
    }

    [Fact]
    public async Task Cases_that_are_worked_on_by_another_server_meanwhile_are_moved_all_or_not_at_all()
    {
        await using var versions = await TwoVersions.Start(NewName, cases: 12);
        await using var node = await versions.Node();
        var order = await versions.Order();

        var moving = Task.Run(() => versions.Server.Cases.Migrate(order, TestServer.Ct), TestServer.Ct);
        foreach (var id in versions.Ids)
        {
            await node.Complete(id, "Register", "officer1", "submit");
        }

        Assert.Equal(await moving is MigrationTaken ? 12 : 0, versions.Server.Count("SELECT count(*) FROM events WHERE type = 'case.migrated'"));
        await IsChained(versions.Server);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task A_fault_in_the_middle_leaves_nothing_and_the_next_try_moves_all(int? after)
    {
        var armed = false;
        var fault = new WatchedStatements(before: (_, statement) =>
        {
            if (armed && statement == WatchedStatements.Commit)
            {
                throw new IOException("the machine failed before the commit");
            }
        });
        await using var versions = await TwoVersions.Start(Renamed, cases: 5, services: services => services.AddSingleton<IInterceptor>(fault));
        var server = versions.Server;
        var (order, before) = (await versions.Order(moved: Register), await Everything(server));
        armed = after is null;
        if (after is not null)
        {
            server.Sql($"CREATE TRIGGER fault BEFORE INSERT ON events WHEN (SELECT count(*) FROM events WHERE type = 'case.migrated') = {after} BEGIN SELECT RAISE(ABORT, 'the disk failed'); END");
        }

        await Assert.ThrowsAnyAsync<Exception>(() => server.Cases.Migrate(order, TestServer.Ct));

        Assert.Equal(before, await Everything(server));
        Assert.All(versions.Ids, id => Assert.Equal(versions.From.Definition.Hash, server.Cases.Load(id, TestServer.Ct).Result!.State.Definition));
        armed = false;
        server.Sql("DROP TRIGGER IF EXISTS fault");
        Assert.Equal(5, Assert.IsType<MigrationTaken>(await server.Cases.Migrate(order, TestServer.Ct)).Cases.Count);
        await IsChained(server);
    }

    [Fact]
    public async Task Two_hundred_cases_move_at_once()
    {
        await using var versions = await TwoVersions.Start(Renamed, cases: 200);
        var order = await versions.Order(moved: Register);

        Assert.Equal(200, Assert.IsType<MigrationTaken>(await versions.Server.Cases.Migrate(order, TestServer.Ct)).Cases.Count);
        Assert.Equal(200, versions.Server.Count("SELECT count(*) FROM tasks WHERE element = 'Enrol'"));
        Assert.IsType<Accepted>((await versions.Server.Complete(versions.Ids[199], "Enrol", "officer1", "submit")).Outcome);
        await IsChained(versions.Server);
    }

    private static string Renamed(string flow) => flow.Replace("Register", "Enrol", StringComparison.Ordinal);

    private static string NewName(string flow) => flow.Replace("name=\"审核\"", "name=\"科室审核\"", StringComparison.Ordinal);

    private static string OtherRole(string flow) => flow.Replace("roles=\"unithead\" distinctFrom", "roles=\"deputy\" distinctFrom", StringComparison.Ordinal);

    private static async Task<string> Everything(TestServer server) =>
        $"{server.Count("SELECT count(*) FROM events")} {server.Count("SELECT count(*) FROM commands")} {await ReadTablesTests.Dump(server)}";

    private static async Task IsChained(TestServer server)
    {
        await using var db = server.Db();
        var last = new Dictionary<Guid, string>();
        var seq = 0L;
        foreach (var row in await db.Events.OrderBy(row => row.Seq).ToListAsync(TestServer.Ct))
        {
            var entry = LedgerEntry.Read(row.Body);
            Assert.Equal((seq++, last.GetValueOrDefault(row.CaseId, string.Empty)), (entry.Seq, entry.PreviousInCase));
            last[row.CaseId] = Convert.ToHexStringLower(LedgerHash.Leaf(row.Body));
        }

        Assert.Equal(0, server.Count("SELECT count(*) FROM events WHERE command_id NOT IN (SELECT command_id FROM commands)"));
    }
}
