using System.Diagnostics;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>Commands through the store on SQLite with <c>synchronous=FULL</c>, in this process, each beside a bare commit on the same disk.</summary>
internal static class DurableBenchmark
{
    private const int WarmUpCases = 80;
    private const int MeasuredCases = 60;
    private const int CasesTogether = 12;
    private const int BareCommitsBeside = 1500;
    private const int RowBytes = 512;

    private static readonly int[] CallersAtOnce = [1, 4, 8, 16];

    public static async Task Run()
    {
        var shipped = Path.Combine(ServerProcess.RepositoryRoot(), "workflows");
        await Run(new PenaltyWalk(shipped), _ => shipped, WarmUpCases, MeasuredCases);
        await Run(new TenTasksWalk(), OfTenTasks, WarmUpCases * 4, MeasuredCases * 4);
    }

    private static string OfTenTasks(string folder)
    {
        var workflows = Path.Combine(folder, "workflows");
        TenTasksWalk.WriteFlow(workflows);
        return workflows;
    }

    private static async Task Run(IDurableWalk walk, Func<string, string> workflows, int warmUp, int cases)
    {
        var folder = Directory.CreateTempSubdirectory("wfe-benchmark-").FullName;
        try
        {
            var commits = new CommitTimes();
            await using var server = await DurableServer.Start(folder, workflows(folder), commits);
            for (var i = 0; i < warmUp; i++)
            {
                await Walk(walk, server, new Measured(commits, () => { }));
            }

            using var bare = new BareCommits(Path.Combine(folder, "bare.db"), RowBytes);
            var measured = new Measured(commits, bare.Commit);
            for (var i = 0; i < cases; i++)
            {
                await Walk(walk, server, measured);
            }

            Console.WriteLine();
            Console.WriteLine($"durable path, {cases} {walk.Name}, {server.Pragmas()}");
            measured.Tell(RowBytes);
            foreach (var callers in CallersAtOnce)
            {
                await TellTogether(walk, server, bare, callers);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Callers each handle cases of their own at the same time: commands that wait for one another share a commit.
    private static async Task TellTogether(IDurableWalk walk, DurableServer server, BareCommits bare, int callers)
    {
        var bareBefore = PerSecond(bare);
        var commands = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < CasesTogether; i++)
            {
                await foreach (var (caseId, procedure, command) in walk.Commands(server))
                {
                    var result = procedure is null
                        ? await server.Cases.Run(caseId, command, CancellationToken.None)
                        : await server.Cases.Open(caseId, procedure, (OpenCase)command, CancellationToken.None);
                    Demand(command, result);
                    Interlocked.Increment(ref commands);
                }
            }
        })));
        var perSecond = commands / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bareRate = (bareBefore + PerSecond(bare)) / 2;
        Console.WriteLine(
            $"  {callers,2} callers at once, reading included: {commands:#,0} commands, {perSecond:#,0}/s = {perSecond / bareRate:0.0%} of {bareRate:#,0} bare commits/s, measured before and after");
    }

    private static double PerSecond(BareCommits bare)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < BareCommitsBeside; i++)
        {
            bare.Commit();
        }

        return BareCommitsBeside / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Demand(CaseCommand command, CommandResult result)
    {
        if (result.Outcome is not Accepted)
        {
            throw new InvalidOperationException($"Expected {command} to be taken, but {result.Outcome}");
        }
    }

    private static async Task Walk(IDurableWalk walk, DurableServer server, Measured measured)
    {
        await foreach (var (caseId, procedure, command) in walk.Commands(server))
        {
            var loaded = await server.Cases.Load(caseId, CancellationToken.None);
            var parts = DecisionParts.Of(server.Setting(loaded, walk.Procedure), loaded?.State, command);
            await measured.Time(command, parts, () => procedure is null
                ? server.Cases.Run(caseId, command, CancellationToken.None)
                : server.Cases.Open(caseId, procedure, (OpenCase)command, CancellationToken.None));
        }
    }

    private sealed class Measured(CommitTimes commits, Action bareCommit)
    {
        private const string All = "all commands";

        private readonly SortedDictionary<string, Series> kinds = new(StringComparer.Ordinal);
        private readonly Figures bare = new();

        public async Task Time(CaseCommand command, DecisionParts parts, Func<Task<CommandResult>> run)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await run();
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Demand(command, result);
            foreach (var kind in new[] { command.GetType().Name, All })
            {
                Of(kind).Add(took, parts, commits);
            }

            bare.Time(bareCommit);
        }

        public void Tell(int rowBytes)
        {
            bare.Tell($"  one row of {rowBytes} B, WAL, synchronous=FULL, one commit");
            foreach (var (kind, series) in kinds)
            {
                series.Tell(kind, bare);
            }
        }

        private Series Of(string kind) => kinds.TryGetValue(kind, out var series) ? series : kinds[kind] = new Series();
    }

    /// <summary>Commands of one kind, and the parts of their time.</summary>
    private sealed class Series
    {
        private readonly Figures whole = new();
        private readonly Figures decide = new();
        private readonly Figures entries = new();
        private readonly Figures commit = new();
        private readonly Figures rest = new();

        public void Add(double took, DecisionParts parts, CommitTimes commits)
        {
            whole.Add(took);
            decide.Add(parts.Decide);
            entries.Add(parts.Entries);
            commit.Add(commits.Begin + commits.Commit);
            rest.Add(took - parts.Decide - parts.Entries - commits.Begin - commits.Commit);
        }

        public void Tell(string kind, Figures bare)
        {
            whole.Tell($"  {kind}");
            Console.WriteLine(
                $"    {1000 / whole.Median:#,0} commits/s = {bare.Median / whole.Median:0.0%} of {1000 / bare.Median:#,0} bare commits/s (by means {bare.Mean / whole.Mean:0.0%}); " +
                $"of the median: decide {decide.Median:0.000}, canonical JSON and hashes {entries.Median:0.000}, SQL and rows {rest.Median:0.000}, begin and commit {commit.Median:0.000} ms");
        }
    }
}
