using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Moments are stored as milliseconds since 1970, so that every database can order and compare them.</summary>
public sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

/// <summary>Names, keys and indexes of the tables.</summary>
internal static class EnforcementModel
{
    public static void Accounts(ModelBuilder builder)
    {
        builder.Entity<Account>().ToTable("accounts");
        builder.Entity<IdentityRole>().ToTable("roles");
        builder.Entity<IdentityUserRole<string>>().ToTable("account_roles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_tokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("role_claims");
        builder.Entity<OneTimeTokenRow>(row =>
        {
            row.ToTable("one_time_tokens").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
        });
    }

    public static void Ledger(ModelBuilder builder)
    {
        // Made by hand in a migration: STRICT, and with triggers that refuse every change; dotnet-ef is to leave them alone.
        builder.Entity<EventRow>(row =>
        {
            row.ToTable("events", table => table.ExcludeFromMigrations()).HasKey(r => new { r.Bureau, r.Seq });
            row.Property(r => r.Seq).ValueGeneratedNever();
            row.HasIndex(r => new { r.CaseId, r.CaseVersion }).IsUnique();
        });
        builder.Entity<CommandRow>(row =>
            row.ToTable("commands", table => table.ExcludeFromMigrations()).HasKey(r => new { r.Bureau, r.CommandId }));
        builder.Entity<ProxyEntryRow>(row =>
        {
            row.ToTable("proxy_entries", table => table.ExcludeFromMigrations()).HasKey(r => new { r.Bureau, r.Place });
            row.Property(r => r.Place).ValueGeneratedNever();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
            row.HasIndex(r => new { r.Bureau, r.Proxy, r.Kind }).IsUnique();
        });
    }

    // An index costs every command a page; only those stand here that a query is read by. See decision 0017.
    public static void Cases(ModelBuilder builder)
    {
        builder.Entity<CaseRow>(row =>
        {
            row.ToTable("cases").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => new { r.Bureau, r.EndedAt });
            row.HasIndex(r => new { r.Bureau, r.Definition, r.EndedAt });

            // Holds only cases that follow from another: all others cost it nothing.
            row.HasIndex(r => new { r.Bureau, r.Origin }).HasFilter("origin IS NOT NULL");
        });
        builder.Entity<TaskRow>(row => row.ToTable("tasks").HasKey(r => new { r.CaseId, r.Task }));
        builder.Entity<ClockRow>(row =>
        {
            row.ToTable("clocks").HasKey(r => new { r.CaseId, r.Clock });
            row.Property(r => r.State).HasConversion<string>();
            row.HasIndex(r => new { r.Bureau, r.State, r.Internal });
        });
        builder.Entity<DocumentRow>(row =>
        {
            row.ToTable("documents").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.State).HasConversion<string>();
            row.HasIndex(r => new { r.CaseId, r.Place });
        });
        builder.Entity<TimerRow>(row =>
        {
            row.ToTable("timers").HasKey(r => new { r.CaseId, r.Timer });
            row.HasIndex(r => new { r.Bureau, r.DueAt });
        });
        builder.Entity<IncidentRow>(row => row.ToTable("incidents").HasKey(r => new { r.CaseId, r.InFlow, r.Incident }));
    }

    public static void Office(ModelBuilder builder)
    {
        builder.Entity<ReminderRow>(row =>
        {
            row.ToTable("reminders").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Kind).HasConversion<string>();
            row.HasIndex(r => new { r.Recipient, r.CaseId, r.Clock, r.Due, r.Kind }).IsUnique();
            row.HasIndex(r => new { r.CaseId, r.Clock, r.Due, r.Kind });
            row.HasIndex(r => new { r.Bureau, r.Recipient, r.ReadAt });
        });
        builder.Entity<TaskDraftRow>(row => row.ToTable("task_drafts").HasKey(r => new { r.CaseId, r.Task, r.User }));
        builder.Entity<DocumentNumberRow>(row => row.ToTable("document_numbers").HasKey(r => new { r.Bureau, r.Year, r.Kind, r.Number }));
        builder.Entity<DefinitionRow>(row =>
        {
            row.ToTable("definitions").HasKey(r => new { r.Bureau, r.Hash });
            row.HasIndex(r => new { r.Bureau, r.Key, r.Version }).IsUnique();
        });
        builder.Entity<JobRequestRow>(row =>
        {
            row.ToTable("job_requests").HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => new { r.Bureau, r.CreatedAt }).HasFilter("done_at IS NULL");
        });
    }
}
