using Microsoft.Data.Sqlite;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The least that a durable write costs: one row in one commit, on a connection that is open already.</summary>
internal sealed class BareCommits : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public BareCommits(string file, int rowBytes)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var make = connection.CreateCommand();
        make.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL);";
        make.ExecuteNonQuery();
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", new byte[rowBytes]);
        Commit();
    }

    public void Commit() => insert.ExecuteNonQuery();

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }
}
