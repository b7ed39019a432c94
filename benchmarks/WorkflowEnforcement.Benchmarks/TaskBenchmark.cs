using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>Finishing a task over HTTP on SQLite, beside a bare commit on the same disk in the same run.</summary>
internal static class TaskBenchmark
{
    private const int WarmUp = 50;
    private const int Measured = 300;
    private const int RowBytes = 512;

    public static async Task Run()
    {
        Console.WriteLine();
        await Series("jobs on: each finished task also has its document made", jobs: true);
        await Series("jobs off", jobs: false);
    }

    private static async Task Series(string what, bool jobs)
    {
        var folder = Directory.CreateTempSubdirectory("wfe-benchmark-").FullName;
        try
        {
            using var server = await ServerProcess.Start(folder, ("Demo__Cases", "false"), ("Jobs__Enabled", $"{jobs}"));
            using var officer = await server.Api("officer1");
            for (var i = 0; i < WarmUp; i++)
            {
                await OneCase(officer, new Figures(), new Figures());
            }

            // A bare commit after each task, so that both meet the same disk and the same load.
            using var bare = new BareCommits(Path.Combine(folder, "bare.db"), RowBytes);
            var (opened, completed, commits) = (new Figures(), new Figures(), new Figures());
            for (var i = 0; i < Measured; i++)
            {
                await OneCase(officer, opened, completed);
                commits.Time(bare.Commit);
            }

            Console.WriteLine(what);
            opened.Tell("  POST /cases");
            completed.Tell("  POST /tasks/{id}/complete (RegisterClue)");
            commits.Tell($"  one row of {RowBytes} B, WAL, synchronous=FULL, one commit");
            Console.WriteLine($"  a finished task costs {completed.Median / commits.Median:0.0} bare commits (medians); memory after {WarmUp + Measured} cases {server.Memory:0} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OneCase(HttpClient officer, Figures opened, Figures completed)
    {
        var caseId = string.Empty;
        await opened.Time(async () => caseId = (await Post(officer, "/api/v1/cases", Clue)).GetProperty("id").GetString()!);
        var tasks = await ServerProcess.Read(await officer.GetAsync(new Uri($"/api/v1/tasks?scope=all&case={caseId}", UriKind.Relative)));
        var task = tasks.GetProperty("items")[0].GetProperty("id").GetString();
        await completed.Time(() => Post(officer, $"/api/v1/tasks/{task}/complete", new { outcome = "submit", facts = new { }, comment = string.Empty }));
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body) => await ServerProcess.Read(await client.PostAsJsonAsync(path, body));

    private static object Clue => new
    {
        procedure = "penalty.ordinary",
        title = "示例企业涉嫌未按规定报送能源利用状况报告案",
        facts = new Dictionary<string, object>
        {
            ["clue.source"] = "inspection",
            ["clue.receivedOn"] = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["clue.content"] = "节能监察发现该公司经责令限期改正后仍未报送报告。",
            ["clue.suggestion"] = "拟由两名执法人员核查，核查后提出是否立案的意见。",
            ["party.kind"] = "organization",
            ["party.name"] = "辽阳某某玻璃制品有限公司",
            ["party.code"] = "91211011MA0000021P",
            ["matter.code"] = "CF-JN-01",
            ["violation.text"] = "该公司为重点用能单位，涉嫌未按规定报送能源利用状况报告，经责令限期改正，逾期未改正。",
        },
    };
}
