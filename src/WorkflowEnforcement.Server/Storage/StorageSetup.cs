using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Discretion;
using WorkflowEnforcement.Server.Registers;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Puts the store into the server.</summary>
public static class StorageSetup
{
    /// <summary>Registers the database, the store and the registers it reads.</summary>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration["Database:Provider"] ?? "Sqlite";
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"Database:Provider 目前只支持 Sqlite，现为 {provider}。");
        }

        var bureau = builder.Configuration.GetSection(BureauSetting.Section).Get<BureauSetting>() ?? new BureauSetting();
        var connection = SqliteConnectionSetting.Prepare(builder.Configuration.GetConnectionString("Default"), builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(bureau);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(JobBell.Silent);
        builder.Services.AddSingleton<BureauClock>();
        builder.Services.AddSingleton<StaffChanges>();
        builder.Services.AddSingleton<StaffRegister>();
        builder.Services.AddSingleton<ProcedureCatalogue>();
        builder.Services.AddSingleton<ProxyBook>();
        builder.Services.AddSingleton<DiscretionCatalogue>();
        builder.Services.AddSingleton<LawBook>();
        builder.Services.AddSingleton<LawKeeping>();
        builder.Services.AddSingleton<RegisterKeeping>();
        builder.Services.AddSingleton<DiscretionKeeping>();
        builder.Services.AddSingleton<RecountJob>();
        builder.Services.AddSingleton<CaseStore>();
        builder.Services.AddDbContextFactory<EnforcementDb>((services, options) => options
            .UseSqlite(connection)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqliteConnectionSetting(), services.GetRequiredService<StaffChanges>())
            .AddInterceptors(services.GetServices<IInterceptor>()));
        return builder;
    }

    /// <summary>Brings the database up to date, proves that it refuses changes of the record, and reads the procedures and tables of discretion. Before anything is served.</summary>
    /// <exception cref="LedgerNotProtectedException">The database lets stored rows be changed.</exception>
    public static async Task UseStorage(this WebApplication app, CancellationToken ct = default)
    {
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<EnforcementDb>>().CreateDbContextAsync(ct))
        {
            await Migrate(db, ct);
            await LedgerSelfTest.Run(db, ct);
            await app.Services.GetRequiredService<LawBook>().At(db, ct);
        }

        await app.Services.GetRequiredService<ProcedureCatalogue>().Read(ShippedFolder.Find(app.Configuration["Workflows:Root"], "workflows", app.Environment), ct);
        await app.Services.GetRequiredService<DiscretionCatalogue>().Read(ShippedFolder.Find(app.Configuration["Discretion:Root"], "discretion", app.Environment), ct);
    }

    private static async Task Migrate(EnforcementDb db, CancellationToken ct)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return;
        }

        // A server that was killed while it migrated leaves its lock behind, and EF would wait for it for ever.
        await db.Database.ExecuteSqlRawAsync(
            """CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", ct);
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" WHERE "Timestamp" < datetime('now', '-1 minute')""", ct);
        await db.Database.MigrateAsync(ct);
    }
}
