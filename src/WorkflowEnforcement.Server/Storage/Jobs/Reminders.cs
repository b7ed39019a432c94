using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Writes the reminders of statutory clocks. Each clock gets each kind of reminder once; the database's key keeps it so.</summary>
public sealed class Reminders(IDbContextFactory<EnforcementDb> databases, StaffRegister staff, ReminderSetting setting, LawBook law, ILogger<Reminders> log)
{
    // The internal day lies at most a holiday before the last day, and the first reminder some working days before that.
    private const int LongestHoliday = 14;

    /// <summary>Writes what is due.</summary>
    /// <param name="now">The moment, with the bureau's offset.</param>
    /// <returns>How many reminders were written.</returns>
    public async Task<int> Send(DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        await law.Current(ct);
        var written = 0;
        foreach (var (clock, of) in await Running(today, ct))
        {
            if (ReminderRule.On(clock.Due, clock.Internal, setting.WorkingDaysBefore, today, law.Known.Calendar) is not { } kind)
            {
                continue;
            }

            try
            {
                written += await Write(kind, of, clock, now, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "案件 {Case} 的期限 {Clock} 未能提醒", clock.CaseId, clock.Clock);
            }
        }

        return written;
    }

    private async Task<List<(ClockRow Clock, CaseRow Of)>> Running(DateOnly today, CancellationToken ct)
    {
        var horizon = today.AddDays((setting.WorkingDaysBefore * 2) + LongestHoliday);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from clock in db.Clocks.AsNoTracking()
            where clock.State == ClockState.Running && clock.Internal <= horizon
            join of in db.Cases.AsNoTracking() on clock.CaseId equals of.Id
            where of.EndedAt == null
            where !db.Reminders.Any(r => r.CaseId == clock.CaseId && r.Clock == clock.Clock && r.Due == clock.Due
                && (r.Kind == ReminderKind.After || (r.Kind == ReminderKind.Due && clock.Due == today)))
            orderby clock.Due
            select new { clock, of }).ToListAsync(ct);
        return [.. found.Select(row => (row.clock, row.of))];
    }

    private async Task<int> Write(ReminderKind kind, CaseRow of, ClockRow clock, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Reminders.AnyAsync(r => r.CaseId == clock.CaseId && r.Clock == clock.Clock && r.Due == clock.Due && r.Kind == kind, ct))
        {
            return 0;
        }

        var text = ReminderRule.Text(kind, of, clock, DateOnly.FromDateTime(now.DateTime));
        var written = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var recipient in await Recipients(db, kind, of, ct))
        {
            written += await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO reminders (id, bureau, recipient, case_id, clock, kind, due, text, sent_at)
                VALUES ({Guid.CreateVersion7()}, {db.Bureau}, {recipient}, {clock.CaseId}, {clock.Clock}, {kind.ToString()}, {clock.Due}, {text},
                        {now.ToUnixTimeMilliseconds()})
                ON CONFLICT DO NOTHING
                """,
                ct);
        }

        await transaction.CommitAsync(ct);
        return written;
    }

    // The named officers; before they are named whoever holds a task of the case, else who opened it. Once overdue, the head of the unit too.
    private async Task<IEnumerable<string>> Recipients(EnforcementDb db, ReminderKind kind, CaseRow of, CancellationToken ct)
    {
        List<string> people = [.. new[] { of.Lead, of.Assist }.OfType<string>()];
        if (people.Count == 0)
        {
            people = await db.Tasks.Where(task => task.CaseId == of.Id && task.Holder != null).Select(task => task.Holder!).ToListAsync(ct);
        }

        if (people.Count == 0)
        {
            people.Add(of.OpenedBy);
        }

        if (kind == ReminderKind.After)
        {
            people.AddRange(staff.All.Values.Where(p => p.Roles.Contains(Roles.UnitHead) && p.Unit == of.Unit).Select(p => p.Id));
        }

        return people.Distinct(StringComparer.Ordinal);
    }
}
