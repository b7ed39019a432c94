using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class LedgerProtectionTests
{
    [Theory]
    [InlineData("UPDATE events SET body = x'7b7d' WHERE seq = 0")]
    [InlineData("DELETE FROM events WHERE seq = 0")]
    [InlineData("INSERT OR REPLACE INTO events SELECT bureau, seq, case_id, case_version, command_id, 'x', at, body, leaf_hash FROM events WHERE seq = 0")]
    [InlineData("INSERT OR REPLACE INTO events SELECT bureau, 999, case_id, case_version, command_id, 'x', at, body, leaf_hash FROM events WHERE seq = 0")]
    [InlineData("REPLACE INTO events (rowid, bureau, seq, case_id, case_version, command_id, type, at, body, leaf_hash) "
        + "SELECT rowid, bureau, 999, 'x', 1, command_id, 'x', at, body, leaf_hash FROM events WHERE seq = 0")]
    [InlineData("INSERT INTO events SELECT * FROM events WHERE seq = 0 ON CONFLICT DO UPDATE SET type = 'x'")]
    [InlineData("UPDATE commands SET actor = 'x'")]
    [InlineData("DELETE FROM commands")]
    [InlineData("INSERT OR REPLACE INTO commands SELECT bureau, command_id, case_id, 'x', request_hash, at, first_version, last_version FROM commands")]
    public async Task A_stored_row_is_neither_changed_nor_deleted_nor_replaced_from_outside_the_server(string attack)
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        var before = server.Count("SELECT count(*) FROM events");

        Assert.Throws<SqliteException>(() => server.Sql(attack));

        Assert.Equal(before, server.Count("SELECT count(*) FROM events WHERE type <> 'x'"));
    }

    [Theory]
    [InlineData("UPDATE definitions SET bpmn = x'00'")]
    [InlineData("DELETE FROM definitions")]
    [InlineData("INSERT OR REPLACE INTO definitions (bureau, hash, key, version, name, kind, bpmn, forms, created_at) SELECT bureau, hash, key, version, 'x', kind, bpmn, forms, created_at FROM definitions")]
    [InlineData("INSERT OR REPLACE INTO definitions (bureau, hash, key, version, name, kind, bpmn, forms, created_at) SELECT bureau, 'x', key, version, 'x', kind, bpmn, forms, created_at FROM definitions")]
    public async Task A_definition_on_which_cases_may_stand_is_neither_changed_nor_deleted_nor_replaced(string attack)
    {
        await using var server = await TestServer.Start();
        Assert.Throws<SqliteException>(() => server.Sql(attack));
        Assert.Equal(1, server.Count("SELECT count(*) FROM definitions WHERE name <> 'x'"));
    }

    [Fact]
    public async Task A_stored_event_is_neither_changed_nor_deleted_through_the_context()
    {
        await using var server = await TestServer.Start();
        await server.OpenCase();
        await using var db = server.Db();
        var stored = await db.Events.FirstAsync(TestServer.Ct);

        stored.Type = "changed";
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestServer.Ct));
        db.ChangeTracker.Clear();
        db.Remove(stored);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestServer.Ct));
        await Assert.ThrowsAsync<SqliteException>(() => db.Events.ExecuteDeleteAsync(TestServer.Ct));
    }

    [Theory]
    [InlineData("events_no_update", "UPDATE")]
    [InlineData("events_no_delete", "DELETE")]
    [InlineData("events_no_replace", "REPLACE")]
    [InlineData("commands_no_replace", "REPLACE")]
    [InlineData("proxy_entries_no_update", "UPDATE")]
    [InlineData("proxy_entries_no_delete", "DELETE")]
    [InlineData("proxy_entries_no_replace", "REPLACE")]
    public async Task The_server_does_not_start_on_a_database_that_lacks_a_trigger(string trigger, string named)
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        await using (var server = await TestServer.Start(folder: folder))
        {
            server.Sql($"DROP TRIGGER {trigger}");
        }

        var refused = await Assert.ThrowsAsync<LedgerNotProtectedException>(() => TestServer.Start(folder: folder));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_self_test_leaves_nothing_behind_and_a_second_start_passes_it_again()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-test-").FullName;
        await using (await TestServer.Start(folder: folder))
        {
        }

        await using (var again = await TestServer.Start(folder: folder))
        {
            Assert.Equal(0, again.Count("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM commands)"));
            Assert.Equal("wal", Pragma(again, "journal_mode"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_connection_is_durable_and_distrusts_the_schema()
    {
        await using var server = await TestServer.Start();

        Assert.Equal("2", Pragma(server, "synchronous"));
        Assert.Equal("1", Pragma(server, "foreign_keys"));
        Assert.Equal("0", Pragma(server, "trusted_schema"));
        Assert.Equal("1", Pragma(server, "recursive_triggers"));
    }

    private static string Pragma(TestServer server, string name)
    {
        using var db = server.Db();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
