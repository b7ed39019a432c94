using System.Globalization;
using Microsoft.Data.Sqlite;
using WorkflowEnforcement.Enforcement.Cases;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Storage;

public sealed class ReadTablesWalkTests(ITestOutputHelper output)
{
    private const int Walks = 3;
    private const int MostCommands = 45;

    /// <summary>To walk a failing seed again, run the test with this variable set to it.</summary>
    private const string SeedVariable = "WALK_SEED";

    private static readonly string[] CaseTables = ["tasks", "clocks", "documents", "timers", "incidents"];

    private static readonly string Workflows = Path.Combine(RepositoryRoot(), "workflows");

    [Fact]
    public async Task However_a_case_is_walked_what_waits_in_it_is_what_the_read_tables_show_and_what_a_rebuild_gives()
    {
        await using var server = await TestServer.Start(settings: ("Workflows:Root", Workflows));
        await using var node = await TestServer.Start(folder: server.Folder, settings: ("Workflows:Root", Workflows));
        using var tables = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        tables.Open();
        foreach (var seed in Seeds())
        {
            var walk = new StoredWalk(server, Path.Combine(Workflows, "penalty-ordinary", "scenarios"), seed);
            output.WriteLine($"seed {seed}: {walk.Name}");
            try
            {
                await Walk(walk, server, node, new Random(seed), tables);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Failing seed: {seed}, scenario {walk.Name} (set {SeedVariable} to walk it again)", fault);
            }
        }
    }

    // Most commands go to one server, some to the other, so that rows are remembered and rows are read back.
    private static async Task Walk(StoredWalk walk, TestServer server, TestServer node, Random chance, SqliteConnection tables)
    {
        await walk.Open();
        var accepted = 0;
        for (var count = 0; count < MostCommands && await walk.Command() is { } command; count++)
        {
            var taker = chance.Next(8) == 0 ? node : server;
            accepted += (await taker.Cases.Run(walk.Id, command, TestServer.Ct)).Outcome is Accepted ? 1 : 0;
            var state = (await server.Cases.Load(walk.Id, TestServer.Ct))!.State;
            Assert.Equal(Waiting(state), Shown(tables, walk.Id));

            var lived = Dump(tables, walk.Id);
            await node.Cases.Rebuild(walk.Id, TestServer.Ct);
            Assert.Equal(Dump(tables, walk.Id), lived);
        }

        Assert.True(accepted > 10, $"Only {accepted} commands were taken");
    }

    private static IEnumerable<int> Seeds() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var only) ? [only] : Enumerable.Range(1, Walks);

    private static string[] Waiting(CaseState state) =>
    [
        $"case {state.Number ?? "-"} {state.Stage} {state.Version} {state.Incidents.Count + state.Instance!.Incidents.Count}",
        .. state.Tasks.Values.Select(task => $"task {task.Task} {task.Element} {task.Holder ?? "-"}"),
        .. state.Clocks.Values.Select(clock => $"clock {clock.Id} {clock.State} {clock.Due:yyyy-MM-dd} {clock.StoppedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-"}"),
        .. state.Instance.Timers.Values.OrderBy(timer => timer.Id).Select(timer => $"timer {timer.Id} {timer.Element} {timer.DueAt.ToUnixTimeMilliseconds()}"),
        .. state.Documents.Select(document => $"document {document.Id.ToString("D").ToUpperInvariant()} {document.State} {document.Sha256 ?? "-"}"),
        .. state.Incidents.Select(incident => $"incident 0 {incident.Id} {incident.Code}"),
        .. state.Instance.Incidents.Values.OrderBy(incident => incident.Id).Select(incident => $"incident 1 {incident.Id} {incident.Code}"),
    ];

    private static string[] Shown(SqliteConnection tables, Guid id) =>
    [
        .. Rows(tables, "SELECT 'case', coalesce(number, '-'), stage, version, incident_count FROM cases WHERE id = $id", id),
        .. Rows(tables, "SELECT 'task', task, element, coalesce(holder, '-') FROM tasks WHERE case_id = $id ORDER BY task", id),
        .. Rows(tables, "SELECT 'clock', clock, state, due, coalesce(stopped_on, '-') FROM clocks WHERE case_id = $id ORDER BY clock", id),
        .. Rows(tables, "SELECT 'timer', timer, element, due_at FROM timers WHERE case_id = $id ORDER BY timer", id),
        .. Rows(tables, "SELECT 'document', id, state, coalesce(sha256, '-') FROM documents WHERE case_id = $id ORDER BY place", id),
        .. Rows(tables, "SELECT 'incident', in_flow, incident, code FROM incidents WHERE case_id = $id ORDER BY in_flow, incident", id),
    ];

    private static string[] Dump(SqliteConnection tables, Guid id) =>
    [
        .. Rows(tables, "SELECT * FROM cases WHERE id = $id", id),
        .. CaseTables.SelectMany(table => Rows(tables, $"SELECT * FROM {table} WHERE case_id = $id", id).Order(StringComparer.Ordinal)),
    ];

    private static List<string> Rows(SqliteConnection tables, string sql, Guid id)
    {
        using var command = tables.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
