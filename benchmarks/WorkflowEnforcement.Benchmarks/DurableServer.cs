using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The store of the server with its accounts and the shipped flows, in this process, without HTTP and without jobs.</summary>
internal sealed class DurableServer(WebApplication app, JsonElement scenario) : IAsyncDisposable
{
    private static readonly string Workflows = Path.Combine(ServerProcess.RepositoryRoot(), "workflows");

    private int command;

    public CaseStore Cases { get; } = app.Services.GetRequiredService<CaseStore>();

    public static async Task<DurableServer> Start(string folder, CommitTimes commits)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ShippedFolder.WithoutWatching([]),
            EnvironmentName = "Development",
            ContentRootPath = folder,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workflows:Root"] = Workflows,
            ["Demo:Password"] = "benchmark-pass-2026",
            ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(folder, "enforcement.db")}",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IInterceptor>(commits);
        builder.AddStorage().AddAccounts();
        var app = builder.Build();
        await app.UseStorage();
        await app.UseAccounts();
        var scenario = await File.ReadAllBytesAsync(Path.Combine(Workflows, "penalty-ordinary", "scenarios", "full-penalty.json"));
        return new DurableServer(app, JsonElement.Parse(scenario));
    }

    public CaseSetting Setting(LoadedCase? loaded)
    {
        var bureau = app.Services.GetRequiredService<BureauSetting>();
        return new CaseSetting
        {
            Procedure = loaded?.Definition ?? Current,
            Staff = app.Services.GetRequiredService<StaffRegister>().All,
            Numbers = NumberRegister.Empty,
            AgencyWord = bureau.AgencyWord,
            NumbersSayOrdinal = bureau.NumbersSayOrdinal,
        };
    }

    /// <summary>How the file is written, as a connection of the store reads it.</summary>
    public string Pragmas()
    {
        using var db = app.Services.GetRequiredService<IDbContextFactory<EnforcementDb>>().CreateDbContext();
        db.Database.OpenConnection();
        return $"journal_mode={Read(db, "journal_mode")}, synchronous={Read(db, "synchronous")}";
    }

    /// <summary>The commands of a whole case of its own. Each must be taken before the next is asked for.</summary>
    public async IAsyncEnumerable<(Guid CaseId, string? Procedure, CaseCommand Command)> Commands()
    {
        var id = Guid.CreateVersion7();
        var start = scenario.GetProperty("start");
        yield return (id, Current.Key, new OpenCase(start.GetProperty("title").GetString()!, Facts(start)) { By = By(start), At = At(start), CommandId = Next() });
        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            await foreach (var next in Step(id, step))
            {
                yield return (id, null, next);
                while ((await State(id)).Documents.Find(document => document.State == DocumentState.Requested) is { } asked)
                {
                    yield return (id, null, new ReportDocument(asked.Id, new string('a', 64), 25_000, new string('b', 64)) { By = Actor.TheSystem, At = At(step), CommandId = Next() });
                }
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private ProcedureDefinition Current => app.Services.GetRequiredService<ProcedureCatalogue>().Current("penalty.ordinary")!;

    private async IAsyncEnumerable<CaseCommand> Step(Guid id, JsonElement step)
    {
        if (step.TryGetProperty("advance", out _))
        {
            while ((await State(id)).Instance!.Timers.Values.FirstOrDefault(timer => timer.DueAt <= At(step)) is { } due)
            {
                yield return new FireDueTimer(due.Id) { By = Actor.TheSystem, At = At(step), CommandId = Next() };
            }

            yield break;
        }

        var open = (await State(id)).Tasks.Values.First(task => task.Element == step.GetProperty("task").GetString());
        yield return new ClaimTask(open.Task) { By = By(step), At = At(step), CommandId = Next() };
        yield return new ReleaseTask(open.Task) { By = By(step), At = At(step), CommandId = Next() };
        var comment = step.TryGetProperty("comment", out var said) ? said.GetString()! : string.Empty;
        yield return new CompleteTask(open.Task, step.GetProperty("outcome").GetString()!, Facts(step), comment) { By = By(step), At = At(step), CommandId = Next() };
    }

    private async Task<CaseState> State(Guid id) => (await Cases.Load(id, CancellationToken.None))!.State;

    private string Next() => $"benchmark-{Interlocked.Increment(ref command)}";

    private Actor By(JsonElement step)
    {
        var person = app.Services.GetRequiredService<StaffRegister>().Find(step.GetProperty("by").GetString()!)!;
        return new Actor(person.Id, person.Name, person.Roles, person.Unit);
    }

    private static DateTimeOffset At(JsonElement step) => DateTimeOffset.Parse(step.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);

    private static ImmutableSortedDictionary<string, FeelValue> Facts(JsonElement step) =>
        step.TryGetProperty("facts", out var given) ? FactsJson.Read(given).Facts : CaseState.NoFacts;

    private static string Read(EnforcementDb db, string pragma)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
