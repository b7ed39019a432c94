using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The store of the server with its accounts, in this process, without HTTP and without jobs.</summary>
internal sealed class DurableServer(WebApplication app) : IAsyncDisposable
{
    private int command;

    public CaseStore Cases { get; } = app.Services.GetRequiredService<CaseStore>();

    /// <param name="folder">For the database.</param>
    /// <param name="workflows">Folder of the procedures.</param>
    public static async Task<DurableServer> Start(string folder, string workflows, CommitTimes commits)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ShippedFolder.WithoutWatching([]),
            EnvironmentName = "Development",
            ContentRootPath = folder,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workflows:Root"] = workflows,
            ["Demo:Password"] = "benchmark-pass-2026",
            ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(folder, "enforcement.db")}",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IInterceptor>(commits);
        builder.AddStorage().AddAccounts();
        var app = builder.Build();
        await app.UseStorage();
        await app.UseAccounts();
        return new DurableServer(app);
    }

    public CaseSetting Setting(LoadedCase? loaded, string procedure)
    {
        var bureau = app.Services.GetRequiredService<BureauSetting>();
        return new CaseSetting
        {
            Procedure = loaded?.Definition ?? app.Services.GetRequiredService<ProcedureCatalogue>().Current(procedure)!,
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

    public async Task<CaseState> State(Guid id) => (await Cases.Load(id, CancellationToken.None))!.State;

    /// <summary>A number for a command that was not given before.</summary>
    public string NextCommand() => $"benchmark-{Interlocked.Increment(ref command)}";

    /// <summary>An account of the demonstration.</summary>
    public Actor Person(string account)
    {
        var person = app.Services.GetRequiredService<StaffRegister>().Find(account)!;
        return new Actor(person.Id, person.Name, person.Roles, person.Unit);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Read(EnforcementDb db, string pragma)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
