using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Names and keys of the tables of the law's data.</summary>
internal static class LawModel
{
    public static void Describe(ModelBuilder builder)
    {
        builder.Entity<CalendarYearRow>(row =>
        {
            row.ToTable("calendar_years").HasKey(r => new { r.Bureau, r.Year, r.Version });
            row.Property(r => r.NoticeTag).HasConversion<string>();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
        });
        builder.Entity<CalendarDayRow>(row =>
        {
            row.ToTable("calendar_days").HasKey(r => new { r.Bureau, r.Year, r.Version, r.Day });
            row.Property(r => r.Kind).HasConversion<string>();
        });
        builder.Entity<ClockWordingRow>(row =>
        {
            row.ToTable("clock_wordings").HasKey(r => new { r.Bureau, r.Clock, r.Version });
            row.Property(r => r.Unit).HasConversion<string>();
            row.Property(r => r.Tag).HasConversion<string>();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
        });
        builder.Entity<RegisterEntryRow>(row =>
        {
            row.ToTable("register_entries").HasKey(r => new { r.Bureau, r.Register, r.Key, r.Version });
            row.HasIndex(r => new { r.Bureau, r.Place }).IsUnique();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
        });
        builder.Entity<DiscretionTableRow>(row =>
        {
            row.ToTable("discretion_tables").HasKey(r => new { r.Bureau, r.Matter, r.Version });
            row.HasIndex(r => new { r.Bureau, r.Place }).IsUnique();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
        });
        builder.Entity<AccountChangeRow>(row =>
        {
            row.ToTable("account_changes").HasKey(r => new { r.Bureau, r.Account, r.Version });
            row.HasIndex(r => new { r.Bureau, r.Place }).IsUnique();
            row.HasIndex(r => new { r.Bureau, r.CommandId }).IsUnique();
        });
        builder.Entity<RecountRow>(row => row.ToTable("recounts").HasKey(r => new { r.Bureau, r.Year, r.Version }));
    }
}
