using System.Data.Common;
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
        var seen = new SeenAtBegin();
        await using var server = await TestServer.Start(services: services => services.AddSingleton<IInterceptor>(seen));
        var id = await server.OpenCase();
        seen.File = server.DatabaseFile;

        await server.Complete(id, "Register", "officer1", "submit");
        await server.Complete(id, "Review", "unithead", "agree");

        Assert.Equal(["wal, 2, locked", "wal, 2, locked"], seen.Transactions);
        Assert.Single(seen.Connections);
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

    private sealed class SeenAtBegin : DbTransactionInterceptor
    {
        public string? File { get; set; }

        public List<string> Transactions { get; } = [];

        public HashSet<DbConnection> Connections { get; } = [];

        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            if (File is not null)
            {
                Connections.Add(connection);
                Transactions.Add($"{Pragma(result, "journal_mode")}, {Pragma(result, "synchronous")}, {(IsLocked(File) ? "locked" : "open")}");
            }

            return ValueTask.FromResult(result);
        }

        private static object? Pragma(DbTransaction transaction, string name)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
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
}
