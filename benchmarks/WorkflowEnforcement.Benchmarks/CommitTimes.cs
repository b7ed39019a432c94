using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>Tells how long the last transaction took to begin and to commit, in milliseconds.</summary>
internal sealed class CommitTimes : DbConnectionInterceptor
{
    public double Begin { get; private set; }

    public double Commit { get; private set; }

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new Timed(eventData.ConnectionString!, this));

    private void Note(string statement, long started)
    {
        if (statement.StartsWith("BEGIN", StringComparison.Ordinal))
        {
            Begin = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        else if (statement.StartsWith("COMMIT", StringComparison.Ordinal))
        {
            Commit = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    private sealed class Timed(string connectionString, CommitTimes times) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() => new Statement(times) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
    }

    private sealed class Statement(CommitTimes times) : SqliteCommand
    {
        public override int ExecuteNonQuery()
        {
            var started = Stopwatch.GetTimestamp();
            var rows = base.ExecuteNonQuery();
            times.Note(CommandText, started);
            return rows;
        }
    }
}
