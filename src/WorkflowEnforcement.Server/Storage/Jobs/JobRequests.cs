using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Does the work that transactions asked for. Every request may run twice and late; the case decides again each time.</summary>
public sealed class JobRequests(
    IDbContextFactory<EnforcementDb> databases, CaseStore cases, BureauClock clock, DocumentWork makeDocument, RecountJob recount, JobBell bell, ILogger<JobRequests> log)
{
    /// <summary>Runs begun before a request is left alone; it then stays in the table with its last error, and the case gets an incident.</summary>
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
            log.LogError(fault, "任务 {Id}（{Kind} {Subject}）第 {Attempt} 次未成功", id, request.Kind, request.Subject, request.Attempts);
            await Settle(id, row => row.SetProperty(r => r.LastError, Short(fault)).SetProperty(r => r.NotBefore, Pause(request.Attempts)));
            if (request.Attempts >= MaxAttempts && request.Kind == JobsAskedFor.MakeDocument)
            {
                await GiveUp(request, ct);
            }

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

    /// <summary>Frees the requests that were under way, resting or given up when the server ended: a start may well have mended what kept them.
    /// Only at start, when nothing else runs yet.</summary>
    public async Task FreeAbandoned(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.JobRequests.Where(r => r.DoneAt == null && r.Attempts > 0)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.NotBefore, (DateTimeOffset?)null).SetProperty(r => r.Attempts, 0), ct);
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
        RecountJob.Kind => Recount(request.Subject, ct),
        _ => throw new InvalidOperationException($"Expected a known kind of job, but found {request.Kind}"),
    };

    private async Task Recount(string subject, CancellationToken ct)
    {
        if (await recount.Run(subject, ct) is { } next)
        {
            bell.Ring([next]);
        }
    }

    // A person must learn of it: an incident on the case, which asks for the document again when it is resolved.
    private async Task GiveUp(JobRequestRow request, CancellationToken ct)
    {
        try
        {
            var failure = new ReportDocumentFailure(
                Guid.Parse(request.Subject),
                "document.gave-up",
                $"文书因系统故障未能制作，已重试{MaxAttempts}次。请系统管理员查看服务器日志（任务编号 {request.Id:D}），排除故障后再重试。")
            { By = Actor.TheSystem, At = clock.Now, CommandId = $"gave-up-{request.Id:N}" };
            await cases.Run(request.CaseId, failure, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "任务 {Id} 已放弃，但未能在案件 {Case} 上登记异常", request.Id, request.CaseId);
        }
    }

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
