using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>How far the demo cases are.</summary>
public sealed class DemoProgress
{
    /// <summary>Ends when all demo cases are written, or at once where none are.</summary>
    public Task Finished { get; internal set; } = Task.CompletedTask;
}

/// <summary>Fills a new development database with cases in every stage, walked from the scenarios beside the flows.</summary>
public static class DemoCases
{
    private static readonly string[] Finished = ["penalty-ordinary/full-penalty", "penalty-ordinary/no-penalty", "penalty-ordinary/not-filed"];

    /// <summary>Walks the demo scenarios once the server listens, so that nobody waits for them. Outside Development nothing happens.</summary>
    public static void UseDemoCases(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demo:Cases", true))
        {
            var started = new TaskCompletionSource();
            app.Lifetime.ApplicationStarted.Register(started.SetResult);
            app.Services.GetRequiredService<DemoProgress>().Finished = Task.Run(async () =>
            {
                await started.Task;
                await Try(app, app.Lifetime.ApplicationStopping);
            });
        }
    }

    private static async Task Try(WebApplication app, CancellationToken ct)
    {
        try
        {
            await Walk(app, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            app.Logger.LogInformation("演示案件尚未写完，服务器停止");
        }
        catch (Exception fault)
        {
            // Demo data must not stop the server; what was written so far stays.
            app.Logger.LogError(fault, "演示案件未能写完");
        }
    }

    // Moved by whole weeks so that the latest step lies just before today; where there is a case already, nothing is written.
    private static async Task Walk(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<EnforcementDb>().Cases.AnyAsync(ct))
        {
            return;
        }

        var scenarios = Scenarios(ShippedFolder.Find(app.Configuration["Workflows:Root"], "workflows", app.Environment)).ToList();
        if (scenarios.Count == 0)
        {
            return;
        }

        var now = app.Services.GetRequiredService<BureauClock>().Now;
        var weeks = (int)Math.Floor((now - scenarios.SelectMany(scenario => scenario.Moments).Max()).TotalDays / 7);
        foreach (var scenario in scenarios.Select(scenario => scenario.Later(weeks * 7)).OrderBy(scenario => scenario.Moments.First()))
        {
            await scenario.Walk(app.Services, ct);
        }

        app.Logger.LogInformation("已写入演示案件 {Count} 件", scenarios.Count);
    }

    // Scenarios of two procedures may have one name.
    private static string FolderOf(string scenario) => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(scenario)))!;

    private static IEnumerable<Scenario> Scenarios(string root) =>
        Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios")
                .Where(file => Path.GetFileNameWithoutExtension(file) is var name && (name.StartsWith("demo-", StringComparison.Ordinal) || Finished.Contains($"{FolderOf(file)}/{name}")))
                .Order(StringComparer.Ordinal)
                .Select(file => Scenario.Read(File.ReadAllBytes(file)))
            : [];
}
