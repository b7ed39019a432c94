using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>Connections on which a test looks at statements, or fails beside them; whoever runs them.</summary>
/// <param name="before">Called before a statement runs.</param>
/// <param name="after">Called after it ran.</param>
internal sealed class WatchedStatements(Action<SqliteConnection, string>? before = null, Action<SqliteConnection, string>? after = null) : DbConnectionInterceptor
{
    public const string Begin = "BEGIN IMMEDIATE";

    public const string Commit = "COMMIT";

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new Watched(eventData.ConnectionString!, this));

    private int Run(SqliteCommand statement, Func<int> run)
    {
        before?.Invoke(statement.Connection!, statement.CommandText);
        var rows = run();
        after?.Invoke(statement.Connection!, statement.CommandText);
        return rows;
    }

    private sealed class Watched(string connectionString, WatchedStatements watch) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() => new Statement(watch) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
    }

    private sealed class Statement(WatchedStatements watch) : SqliteCommand
    {
        public override int ExecuteNonQuery() => watch.Run(this, base.ExecuteNonQuery);
    }
}
