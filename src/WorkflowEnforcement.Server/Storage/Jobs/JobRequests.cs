using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Does the work that transactions asked for. Every request may run twice and late; the case decides again each time.</summary>
public sealed class JobRequests(
    IDbContextFactory<EnforcementDb> databases, BureauClock clock, DocumentWork makeDocument, JobBell bell, ILogger<JobRequests> log)
{
    /// <summary>Runs begun before a request is left alone; it then stays in the table with its last error.</summary>
    public const int MaxAttempts = 5;

    private const int MaxAtOnce = 500;
    private const int MaxErrorLength = 2000;

    // Longer than any run may take: until then the request is not given to a second worker.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    /// <summary>Runs one request, unless it is done, under way, resting or given up.</summary>
    public async Task Run(Guid id, CancellationToken ct)
    {
        if (await Take(id, ct) is not { } request)
        {
            return;
        }

        try
        {
            await Do(request, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(fault, "任务 {Id}({Kind} {Subject})第 {Attempt} 次未成功", id, request.Kind, request.Subject, request.Attempts);
            await Settle(id, row => row.SetProperty(r => r.LastError, Short(fault)).SetProperty(r => r.NotBefore, Pause(request.Attempts)));
            return;
        }

        await Settle(id, row => row.SetProperty(r => r.DoneAt, clock.Now).SetProperty(r => r.LastError, (string?)null));
    }

    /// <summary>Rings for the requests that are due: those whose ring was lost, and those whose pause is over.</summary>
    public async Task PickUp(CancellationToken ct)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        bell.Ring(await Open(db)
            .Where(r => r.NotBefore == null || r.NotBefore <= now)
            .OrderBy(r => r.CreatedAt).Take(MaxAtOnce).Select(r => r.Id).ToListAsync(ct));
    }

    /// <summary>Frees the requests that were under way when the server ended. Only at start: nothing else runs yet.</summary>
    public async Task FreeAbandoned(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await Open(db).Where(r => r.NotBefore != null).ExecuteUpdateAsync(row => row.SetProperty(r => r.NotBefore, (DateTimeOffset?)null), ct);
    }

    private static IQueryable<JobRequestRow> Open(EnforcementDb db) => db.JobRequests.Where(r => r.DoneAt == null && r.Attempts < MaxAttempts);

    private async Task<JobRequestRow?> Take(Guid id, CancellationToken ct)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        var request = await db.JobRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (request is null)
        {
            return null;
        }

        var taken = await Open(db)
            .Where(r => r.Id == id && r.Attempts == request.Attempts && (r.NotBefore == null || r.NotBefore <= now))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.NotBefore, now + Lease), ct);
        request.Attempts++;
        return taken == 1 ? request : null;
    }

    private Task Do(JobRequestRow request, CancellationToken ct) => request.Kind switch
    {
        JobsAskedFor.MakeDocument => makeDocument(request.CaseId, Guid.Parse(request.Subject), ct),
        _ => throw new InvalidOperationException($"Expected a known kind of job, but found {request.Kind}"),
    };

    // Written even while the server ends: what was done must not be forgotten.
    private async Task Settle(
        Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<JobRequestRow>> set)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.JobRequests.Where(r => r.Id == id).ExecuteUpdateAsync(set, CancellationToken.None);
    }

    private DateTimeOffset? Pause(int attempts) => clock.Now + (FirstPause * Math.Pow(4, attempts - 1));

    private static string Short(Exception fault) => fault.ToString() is { Length: > MaxErrorLength } text ? text[..MaxErrorLength] : fault.ToString();
}
