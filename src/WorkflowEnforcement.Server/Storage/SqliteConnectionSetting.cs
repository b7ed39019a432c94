using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Sets every connection up so that an acknowledged command survives a power cut and nothing slips past the triggers.</summary>
public sealed class SqliteConnectionSetting : DbConnectionInterceptor
{
    // recursive_triggers makes REPLACE fire the DELETE trigger too: a second lock on the same door.
    private const string Pragmas =
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; " +
        "PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The connection text with its file made absolute, and the folder of that file made where it is absent.</summary>
    /// <param name="configured">Text of the settings; null or empty for the default file.</param>
    /// <param name="contentRoot">Folder from which relative files are meant.</param>
    public static string Prepare(string? configured, string contentRoot)
    {
        var text = string.IsNullOrWhiteSpace(configured) ? "Data Source=data/enforcement.db" : configured;
        var builder = new SqliteConnectionStringBuilder(text);
        builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        return builder.ConnectionString;
    }
}
