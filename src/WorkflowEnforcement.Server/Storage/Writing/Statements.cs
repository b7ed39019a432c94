using System.Data.Common;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>Statements of one open connection, each prepared once. Their parameters are named <c>@p0</c>, <c>@p1</c> and so on.</summary>
internal sealed class Statements(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> known = new(StringComparer.Ordinal);

    /// <summary>Runs a statement.</summary>
    /// <returns>Number of rows it wrote.</returns>
    public Task<int> Execute(string sql, object?[] values, CancellationToken ct) => Ready(sql, values).ExecuteNonQueryAsync(ct);

    /// <summary>Rows of a query.</summary>
    public async Task<List<T>> Query<T>(string sql, object?[] values, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var reader = await Ready(sql, values).ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in known.Values)
        {
            command.Dispose();
        }
    }

    private DbCommand Ready(string sql, object?[] values)
    {
        if (!known.TryGetValue(sql, out var command))
        {
            known[sql] = command = New(sql, values.Length);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand New(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
