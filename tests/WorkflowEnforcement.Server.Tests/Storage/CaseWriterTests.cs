using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowEnforcement.Enforcement.Cases;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class CaseWriterTests
{
    [Fact]
    public async Task The_connection_that_writes_is_durable_and_locks_the_file_before_it_reads()
    {
        var (file, transactions, connections) = ((string?)null, new List<string>(), new HashSet<SqliteConnection>());
        var watch = new WatchedStatements(after: (connection, statement) =>
        {
            if (file is not null && statement == WatchedStatements.Begin)
            {
                connections.Add(connection);
                transactions.Add(Seen(connection, file));
            }
        });
        await using var server = await TestServer.Start(services: services => services.AddSingleton<IInterceptor>(watch));
        var id = await server.OpenCase();
        file = server.DatabaseFile;

        await server.Complete(id, "Register", "officer1", "submit");
        await server.Complete(id, "Review", "unithead", "agree");

        Assert.Equal(["wal, 2, locked", "wal, 2, locked"], transactions);
        Assert.Single(connections);
    }

    [Fact]
    public async Task A_row_that_another_program_took_away_is_put_back_by_the_next_command()
    {
        await using var server = await TestServer.Start();
        var id = await server.OpenCase();
        server.Sql("DELETE FROM tasks");

        var claimed = await Claim(server, id);

        Assert.IsType<Accepted>(claimed);
        Assert.Equal(1, server.Count("SELECT count(*) FROM tasks WHERE holder = 'officer1'"));
        Assert.Equal(1, server.Count("SELECT count(*) FROM events WHERE type = 'task.claimed'"));
    }

    [Fact]
    public async Task Rows_written_by_another_server_are_not_written_over_by_remembered_ones()
    {
        await using var server = await TestServer.Start();
        await using var node = await TestServer.Start(folder: server.Folder);
        var id = await server.OpenCase();
        await Claim(node, id);

        await server.Complete(id, "Register", "officer1", "submit");

        Assert.Equal(1, server.Count("SELECT count(*) FROM tasks"));
        Assert.Equal(1, server.Count("SELECT count(*) FROM tasks WHERE element = 'Review' AND holder IS NULL"));
    }

    private static async Task<CaseOutcome> Claim(TestServer server, Guid id)
    {
        var task = (await server.Cases.Load(id, TestServer.Ct))!.State.Tasks.Values.Single();
        var command = new ClaimTask(task.Task) { By = server.Person("officer1"), At = server.Now, CommandId = Guid.NewGuid().ToString() };
        return (await server.Cases.Run(id, command, TestServer.Ct)).Outcome;
    }

    private static string Seen(SqliteConnection connection, string file) =>
        $"{Pragma(connection, "journal_mode")}, {Pragma(connection, "synchronous")}, {(IsLocked(file) ? "locked" : "open")}";

    private static object? Pragma(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar();
    }

    private static bool IsLocked(string file)
    {
        const int busy = 5; // SQLITE_BUSY
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        try
        {
            command.ExecuteNonQuery();
            return false;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == busy)
        {
            return true;
        }
    }
}
