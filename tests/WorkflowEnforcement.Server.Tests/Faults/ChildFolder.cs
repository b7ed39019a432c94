using Microsoft.Data.Sqlite;
using WorkflowEnforcement.Server.Tests.Documents;
using WorkflowEnforcement.Server.Tests.Http;

namespace WorkflowEnforcement.Server.Tests.Faults;

/// <summary>A folder for a server of its own: one flow with a numbered document and a timer, one template, and later its data.</summary>
internal sealed class ChildFolder : IDisposable
{
    public ChildFolder()
    {
        ApiServer.CopyFolder(System.IO.Path.Combine(ApiServer.TestFolder(), "..", "Faults", "workflows", "numbered"), System.IO.Path.Combine(Path, "workflows", "numbered"));
        var template = Directory.CreateDirectory(System.IO.Path.Combine(Path, "templates", "C03")).FullName;
        File.WriteAllBytes(System.IO.Path.Combine(template, "template.docx"), WordFile.OfTexts("不予立案审批表"));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("wfe-child-").FullName;

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "data", "enforcement.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Sql(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public long Count(string sql) => Rows(sql, row => row.GetInt64(0)).Single();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
