using System.Diagnostics;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>Commands through the store on SQLite with <c>synchronous=FULL</c>, in this process, each beside a bare commit on the same disk: the penalty flow from its
/// opening to its archive.</summary>
internal static class DurableBenchmark
{
    private const int WarmUpCases = 5;
    private const int MeasuredCases = 20;
    private const int RowBytes = 512;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-benchmark-").FullName;
        try
        {
            var commits = new CommitTimes();
            await using var server = await DurableServer.Start(folder, commits);
            for (var i = 0; i < WarmUpCases; i++)
            {
                await Walk(server, new Measured(commits, () => { }));
            }

            using var bare = new BareCommits(Path.Combine(folder, "bare.db"), RowBytes);
            var measured = new Measured(commits, bare.Commit);
            for (var i = 0; i < MeasuredCases; i++)
            {
                await Walk(server, measured);
            }

            Console.WriteLine();
            Console.WriteLine($"durable path, {MeasuredCases} cases of the penalty flow, {server.Pragmas()}");
            measured.Tell(RowBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Walk(DurableServer server, Measured measured)
    {
        await foreach (var (caseId, procedure, command) in server.Commands())
        {
            var loaded = await server.Cases.Load(caseId, CancellationToken.None);
            var parts = DecisionParts.Of(server.Setting(loaded), loaded?.State, command);
            await measured.Time(command, parts, () => procedure is null
                ? server.Cases.Run(caseId, command, CancellationToken.None)
                : server.Cases.Open(caseId, procedure, (OpenCase)command, CancellationToken.None));
        }
    }

    private sealed class Measured(CommitTimes commits, Action bareCommit)
    {
        private readonly SortedDictionary<string, Figures> kinds = new(StringComparer.Ordinal);
        private readonly Figures all = new();
        private readonly Figures bare = new();
        private readonly Figures decide = new();
        private readonly Figures entries = new();
        private readonly Figures begin = new();
        private readonly Figures commit = new();
        private readonly Figures rest = new();

        public async Task Time(CaseCommand command, DecisionParts parts, Func<Task<CommandResult>> run)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await run();
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (result.Outcome is not Accepted)
            {
                throw new InvalidOperationException($"Expected {command} to be taken, but {result.Outcome}");
            }

            all.Add(took);
            Of(command.GetType().Name).Add(took);
            decide.Add(parts.Decide);
            entries.Add(parts.Entries);
            begin.Add(commits.Begin);
            commit.Add(commits.Commit);
            rest.Add(took - parts.Decide - parts.Entries - commits.Begin - commits.Commit);
            bare.Time(bareCommit);
        }

        public void Tell(int rowBytes)
        {
            foreach (var (name, figures) in kinds)
            {
                figures.Tell($"  {name}");
            }

            all.Tell("  all commands");
            bare.Tell($"  one row of {rowBytes} B, WAL, synchronous=FULL, one commit");
            Console.WriteLine($"  of the commands (medians; means): begin {Part(begin)}, decide {Part(decide)}, entries and hashes {Part(entries)}, commit {Part(commit)}, SQL and rows {Part(rest)}");
            foreach (var (name, figures) in kinds.Append(new("all commands", all)))
            {
                Console.WriteLine(
                    $"  {name}: {Rate(figures.Median):#,0} commits/s, {bare.Median / figures.Median:0.0%} of {Rate(bare.Median):#,0} bare commits/s " +
                    $"(by means {bare.Mean / figures.Mean:0.0%})");
            }
        }

        private static string Part(Figures figures) => $"{figures.Median:0.000} ({figures.Mean:0.000}) ms";

        private static double Rate(double milliseconds) => 1000 / milliseconds;

        private Figures Of(string kind) => kinds.TryGetValue(kind, out var figures) ? figures : kinds[kind] = new Figures();
    }
}
