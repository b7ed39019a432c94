using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>What another version of a year would change.</summary>
/// <param name="Days">Days that become something else.</param>
/// <param name="Cases">Cases in which an open clock would move.</param>
/// <param name="Clocks">Open clocks that would move.</param>
/// <param name="Left">Cases that were not looked at, because there are too many for a preview.</param>
public sealed record CalendarPreview(IReadOnlyList<CalendarDayChange> Days, int Cases, int Clocks, int Left);

/// <summary>Counts the open clocks of every case anew after a version of a calendar year was entered. Case by case, in the order of their ids;
/// a run does a part, says how far it came, and asks for the next. May run twice: each case decides again, and a command has one effect.</summary>
public sealed class RecountJob(IDbContextFactory<EnforcementDb> databases, CaseStore cases, LawBook law, BureauClock clock, ILogger<RecountJob> log)
{
    /// <summary>Kind of the request; its subject is year and version.</summary>
    public const string Kind = "recount";

    /// <summary>Most cases of one run.</summary>
    public const int AtOnce = 200;

    private const int MostPreviewed = 1000;

    /// <summary>The request for a run.</summary>
    public static JobRequestRow Request(int year, int version, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = Kind,
        CaseId = Guid.Empty,
        Subject = string.Create(CultureInfo.InvariantCulture, $"{year}/{version}"),
        CreatedAt = at,
    };

    /// <summary>How people call a version.</summary>
    public static string NameOf(int year, int version) => string.Create(CultureInfo.InvariantCulture, $"{year}年第{version}版");

    /// <summary>Cases with an open clock that touches a year.</summary>
    public static IQueryable<Guid> Touched(EnforcementDb db, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

        // A period that is counted back ends before its start.
        return db.Clocks.AsNoTracking()
            .Where(row => (row.State == ClockState.Running || row.State == ClockState.Suspended)
                && (row.StartedOn <= last || row.Internal <= last) && (row.Due >= first || row.StartedOn >= first))
            .Where(row => db.Cases.Any(of => of.Id == row.CaseId && of.EndedAt == null))
            .Select(row => row.CaseId).Distinct();
    }

    /// <summary>Says what a version would change. Changes nothing.</summary>
    public async Task<CalendarPreview> Preview(CalendarYear year, CancellationToken ct)
    {
        var now = await law.Current(ct);
        var calendar = now.Calendar.With([year]);
        await using var db = await databases.CreateDbContextAsync(ct);
        var touched = await Touched(db, year.Year).ToListAsync(ct);
        var (moved, clocks) = (0, 0);
        foreach (var id in touched.Order().Take(MostPreviewed))
        {
            if (await cases.WouldMove(id, calendar, ct) is > 0 and var count)
            {
                moved++;
                clocks += count;
            }
        }

        return new CalendarPreview(CalendarEditing.Changes(now.Calendar.Find(year.Year), year), moved, clocks, Math.Max(0, touched.Count - MostPreviewed));
    }

    /// <summary>Does a part of a recount.</summary>
    /// <param name="subject">Year and version.</param>
    /// <returns>The request for the next part; null where this was the last.</returns>
    public async Task<Guid?> Run(string subject, CancellationToken ct)
    {
        var (year, version) = (int.Parse(subject.Split('/')[0], CultureInfo.InvariantCulture), int.Parse(subject.Split('/')[1], CultureInfo.InvariantCulture));
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Recounts.AsTracking().SingleOrDefaultAsync(row => row.Year == year && row.Version == version, ct) is not { FinishedAt: null } progress)
        {
            return null;
        }

        await law.At(db, ct);
        var ids = (await Touched(db, year).ToListAsync(ct)).Order().Where(id => progress.LastCase is not { } last || id.CompareTo(last) > 0).Take(AtOnce).ToList();
        foreach (var id in ids)
        {
            await Count(progress, id, ct);
        }

        var next = ids.Count < AtOnce ? null : Request(year, version, clock.Now);
        if (next is null)
        {
            progress.FinishedAt = clock.Now;
        }
        else
        {
            db.JobRequests.Add(next);
        }

        await db.SaveChangesAsync(ct);
        return next?.Id;
    }

    private async Task Count(RecountRow progress, Guid id, CancellationToken ct)
    {
        progress.LastCase = id;
        progress.Done++;
        var command = new RecomputeClocks(NameOf(progress.Year, progress.Version))
        {
            By = Actor.TheSystem,
            At = clock.Now,
            CommandId = string.Create(CultureInfo.InvariantCulture, $"recount-{progress.Year}-{progress.Version}-{id:N}"),
        };
        try
        {
            progress.Moved += (await cases.Run(id, command, ct)).Outcome is Accepted ? 1 : 0;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One broken case must not keep the others waiting.
            log.LogError(fault, "案件 {Case} 的期限未能按{Calendar}重新计算", id, command.Calendar);
            progress.Failed++;
        }
    }
}
