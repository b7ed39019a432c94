using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using WorkflowEnforcement.Server.Storage;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class SchemaTests : IDisposable
{
    private static readonly string[] Narrowed = ["tasks", "clocks", "timers", "documents", "document_numbers", "job_requests"];

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    [Fact]
    public async Task Rows_of_a_database_of_the_first_weeks_are_all_there_after_the_tables_were_made_narrow()
    {
        await using var db = await Made("20261125093000_SharedWork");
        foreach (var table in Narrowed)
        {
            Fill(table, rows: 3);
        }

        var before = Narrowed.ToDictionary(table => table, Dump);
        await db.Database.MigrateAsync(TestServer.Ct);

        Assert.Equal(before, Narrowed.ToDictionary(table => table, Dump));
        Assert.All(before.Values, dump => Assert.Equal(3, dump.Count));
    }

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var db = await Made(null);

        Assert.False(db.Database.HasPendingModelChanges());
        foreach (var table in db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables)
        {
            Assert.Equal(
                table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal),
                Texts($"SELECT name FROM pragma_table_info('{table.Name}')").Order(StringComparer.Ordinal));
            // Tables made by hand have unique constraints in place of such indexes.
            Assert.True(table.IsExcludedFromMigrations || !table.Indexes.Select(index => index.Name).Except(Texts($"SELECT name FROM pragma_index_list('{table.Name}')")).Any(), table.Name);
        }
    }

    [Theory]
    [InlineData("SELECT * FROM tasks WHERE case_id = 'a' AND task = 1", "PRIMARY KEY")]
    [InlineData("SELECT * FROM tasks WHERE case_id = 'a'", "PRIMARY KEY")]
    [InlineData("SELECT * FROM clocks WHERE bureau = 'b' AND state = 'Running' AND internal <= '2026-03-02'", "ix_clocks_bureau_state_internal")]
    [InlineData("SELECT * FROM timers WHERE bureau = 'b' AND due_at <= 1 ORDER BY due_at", "ix_timers_bureau_due_at")]
    [InlineData("SELECT * FROM documents WHERE case_id = 'a' ORDER BY place", "ix_documents_case_id_place")]
    [InlineData("SELECT * FROM job_requests WHERE bureau = 'b' AND done_at IS NULL ORDER BY created_at", "ix_job_requests_bureau_created_at")]
    [InlineData("SELECT count(*) FROM cases WHERE bureau = 'b' AND ended_at IS NULL", "ix_cases_bureau_ended_at")]
    [InlineData("SELECT max(number) FROM document_numbers WHERE bureau = 'b' AND year = 2026 AND kind = '罚字'", "PRIMARY KEY")]
    public async Task What_is_asked_often_is_found_by_an_index(string query, string index)
    {
        await using var db = await Made(null);

        Assert.Contains(index, string.Concat(Rows($"EXPLAIN QUERY PLAN {query}").Select(row => row[3])), StringComparison.Ordinal);
    }

    public void Dispose() => connection.Dispose();

    private async Task<EnforcementDb> Made(string? last)
    {
        await connection.OpenAsync(TestServer.Ct);
        var options = new DbContextOptionsBuilder<EnforcementDb>().UseSqlite(connection).UseSnakeCaseNamingConvention().Options;
        var db = new EnforcementDb(options, new BureauSetting());
        await db.GetService<IMigrator>().MigrateAsync(last, TestServer.Ct);
        return db;
    }

    // A value of its own in every column: text where text is kept, else a number.
    private void Fill(string table, int rows)
    {
        var columns = Rows($"SELECT name, type FROM pragma_table_info('{table}')").Select(row => (Name: (string)row[0], IsText: (string)row[1] == "TEXT")).ToList();
        for (var row = 0; row < rows; row++)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) " +
                $"VALUES ({string.Join(", ", columns.Select((column, place) => column.IsText ? $"'{column.Name} {row}'" : $"{(place * 100) + row}"))})";
            command.ExecuteNonQuery();
        }
    }

    private List<string> Dump(string table)
    {
        var columns = Texts($"SELECT name FROM pragma_table_info('{table}') ORDER BY name");
        return [.. Rows($"SELECT {string.Join(", ", columns)} FROM {table} ORDER BY 1, 2, 3").Select(row => JsonSerializer.Serialize(row))];
    }

    private List<string> Texts(string sql) => [.. Rows(sql).Select(row => (string)row[0])];

    private List<object[]> Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
