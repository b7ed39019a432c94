using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>What a sweep did.</summary>
/// <param name="TimersFired">Timers of flows that fired.</param>
/// <param name="RemindersSent">Reminders written.</param>
public sealed record SweepResult(int TimersFired, int RemindersSent);

/// <summary>Fires the timers that are due and writes reminders. May run twice, late, and on several nodes at once.</summary>
public sealed class SweepJob(IDbContextFactory<EnforcementDb> databases, CaseStore cases, Reminders reminders, ILogger<SweepJob> log)
{
    private const int AtOnce = 500;

    /// <summary>Sweeps as of a moment.</summary>
    /// <param name="now">The moment, with the bureau's offset.</param>
    public async Task<SweepResult> Run(DateTimeOffset now, CancellationToken ct)
    {
        var fired = 0;
        var tried = new HashSet<(Guid, long)>();
        while (await DueTimers(now, tried.Count, ct) is { Count: > 0 } due)
        {
            // A timer that was set and came due by the firing of another is found in the next round; one tried in vain is not tried twice.
            var fresh = due.Where(tried.Add).ToList();
            foreach (var (caseId, timer) in fresh)
            {
                fired += await Fire(caseId, timer, now, ct) ? 1 : 0;
            }

            if (fresh.Count == 0)
            {
                break;
            }
        }

        return new SweepResult(fired, await reminders.Send(now, ct));
    }

    private async Task<List<(Guid Case, long Timer)>> DueTimers(DateTimeOffset now, int alreadyTried, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Timers.Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Take(AtOnce + alreadyTried)
            .Select(t => new { t.CaseId, t.Timer }).ToListAsync(ct);
        return [.. rows.Select(t => (t.CaseId, t.Timer))];
    }

    private async Task<bool> Fire(Guid caseId, long timer, DateTimeOffset now, CancellationToken ct)
    {
        var command = new FireDueTimer(timer) { By = Actor.TheSystem, At = now, CommandId = $"timer-{caseId:D}-{timer}" };
        try
        {
            var result = await cases.Run(caseId, command, ct);
            // What waits for a clock that moved is tried again until its day has come.
            if (result.Outcome is Refused { Code: not "timer.not-due" } refused)
            {
                log.LogWarning("案件 {Case} 的计时 {Timer} 未触发：{Code} {Message}", caseId, timer, refused.Code, refused.Message);
            }

            return result is { Outcome: Accepted, Repeated: false };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One broken case must not keep the others waiting.
            log.LogError(fault, "案件 {Case} 的计时 {Timer} 触发时出错", caseId, timer);
            return false;
        }
    }
}
