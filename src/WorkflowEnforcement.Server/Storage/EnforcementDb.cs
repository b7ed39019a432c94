using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>The one database: events, what is read from them, accounts and work asked for. Sees the rows of one bureau only.</summary>
public sealed class EnforcementDb(DbContextOptions<EnforcementDb> options, BureauSetting bureau)
    : IdentityDbContext<Account, IdentityRole, string>(options)
{
    /// <summary>Key of the bureau whose rows are seen.</summary>
    public string Bureau { get; } = bureau.Key;

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<CommandRow> Commands => Set<CommandRow>();

    public DbSet<ProxyEntryRow> ProxyEntries => Set<ProxyEntryRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();


    public DbSet<ClockRow> Clocks => Set<ClockRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    public DbSet<TimerRow> Timers => Set<TimerRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();

    public DbSet<TaskDraftRow> TaskDrafts => Set<TaskDraftRow>();

    public DbSet<DocumentNumberRow> DocumentNumbers => Set<DocumentNumberRow>();

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<JobRequestRow> JobRequests => Set<JobRequestRow>();

    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();

    public DbSet<CalendarDayRow> CalendarDays => Set<CalendarDayRow>();

    public DbSet<ClockWordingRow> ClockWordings => Set<ClockWordingRow>();

    public DbSet<RegisterEntryRow> RegisterEntries => Set<RegisterEntryRow>();

    public DbSet<DiscretionTableRow> DiscretionTables => Set<DiscretionTableRow>();

    public DbSet<AccountChangeRow> AccountChanges => Set<AccountChangeRow>();

    public DbSet<RecountRow> Recounts => Set<RecountRow>();

    public DbSet<OneTimeTokenRow> OneTimeTokens => Set<OneTimeTokenRow>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampBureau();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampBureau();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        EnforcementModel.Accounts(builder);
        EnforcementModel.Ledger(builder);
        EnforcementModel.Cases(builder);
        EnforcementModel.Office(builder);
        LawModel.Describe(builder);
        SeeOneBureau(builder);
    }

    private void SeeOneBureau(ModelBuilder builder)
    {
        builder.Entity<Account>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<EventRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<CommandRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<ProxyEntryRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<CaseRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<TaskRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<ClockRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<DocumentRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<TimerRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<IncidentRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<ReminderRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<TaskDraftRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<DocumentNumberRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<DefinitionRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<JobRequestRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<CalendarYearRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<CalendarDayRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<ClockWordingRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<RegisterEntryRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<RecountRow>().HasQueryFilter(r => r.Bureau == Bureau);
        builder.Entity<OneTimeTokenRow>().HasQueryFilter(r => r.Bureau == Bureau);
    }

    private void StampBureau()
    {
        foreach (var entry in ChangeTracker.Entries<IBureauRow>())
        {
            if (entry.State == EntityState.Added && entry.Entity.Bureau.Length == 0)
            {
                entry.Entity.Bureau = Bureau;
            }
        }
    }
}
