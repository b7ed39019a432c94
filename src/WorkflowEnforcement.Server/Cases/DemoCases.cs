using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Fills a new development database with cases in every stage, walked from the scenarios beside the flows.</summary>
public static class DemoCases
{
    private static readonly string[] Finished = ["full-penalty", "no-penalty", "not-filed"];

    /// <summary>Walks the demo scenarios, moved by whole weeks so that the latest lies just before today. Outside Development, and where there is a case already, nothing happens.</summary>
    public static async Task UseDemoCases(this WebApplication app, CancellationToken ct = default)
    {
        if (!app.Environment.IsDevelopment() || !app.Configuration.GetValue("Demo:Cases", true))
        {
            return;
        }

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

    private static IEnumerable<Scenario> Scenarios(string root) =>
        Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios")
                .Where(file => Path.GetFileNameWithoutExtension(file) is var name && (name.StartsWith("demo-", StringComparison.Ordinal) || Finished.Contains(name)))
                .Order(StringComparer.Ordinal)
                .Select(file => Scenario.Read(File.ReadAllBytes(file)))
            : [];
}
