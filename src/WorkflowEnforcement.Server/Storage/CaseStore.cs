using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>What became of a command.</summary>
/// <param name="Outcome">Events and the state after them, or a refusal.</param>
/// <param name="CaseId">The case; of a repeated opening, the case that the first one opened.</param>
/// <param name="Version">Version of the case after the command; 0 where there is no case.</param>
/// <param name="Repeated">True where the command had been taken before: the answer is the same, and nothing was done.</param>
public sealed record CommandResult(CaseOutcome Outcome, Guid CaseId, int Version, bool Repeated);

/// <summary>A case as it stands, with the definition it stays on.</summary>
public sealed record LoadedCase(CaseState State, ProcedureDefinition Definition, int Version);

/// <summary>The walk of every command: load, decide, append, one transaction for all of it.</summary>
public sealed class CaseStore(
    IDbContextFactory<EnforcementDb> databases, ProcedureCatalogue procedures, StaffRegister staff, BureauSetting bureau, JobBell bell)
    : IDisposable
{
    private const int MaxTries = 3;
    private const int RememberedCases = 500;

    private static readonly Refused NotRecordable =
        new("record.form", "填写内容无法存入执法记录：含有不规范的字符，或者内容过长。请修改后重新提交。");

    private readonly CaseCache cache = new(RememberedCases);

    // Only spares the writers of this node the polling of each other's lock; what is right is decided by the database.
    private readonly SemaphoreSlim writers = new(1, 1);

    /// <summary>Opens a case on the current definition of a procedure.</summary>
    /// <param name="caseId">Id that the case gets.</param>
    public Task<CommandResult> Open(Guid caseId, string procedureKey, OpenCase command, CancellationToken ct) =>
        Execute(new CommandRequest(caseId, procedureKey, AsStored(command)), ct);

    /// <summary>Runs a command on a case.</summary>
    public Task<CommandResult> Run(Guid caseId, CaseCommand command, CancellationToken ct) =>
        Execute(new CommandRequest(caseId, null, AsStored(command)), ct);

    /// <summary>The case as it stands; null where there is none.</summary>
    public async Task<LoadedCase?> Load(Guid caseId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await new CaseStream(db, caseId).Load(cache.Find(caseId), ct) is not { } found)
        {
            return null;
        }

        cache.Keep(caseId, found);
        return new LoadedCase(found.State, procedures.ByHash(found.State.Definition), found.State.Version);
    }

    /// <summary>The case as it stood at a version; null where it had no event yet.</summary>
    public async Task<CaseState?> LoadAt(Guid caseId, int version, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await new CaseStream(db, caseId).LoadAt(version, ct);
    }

    /// <summary>Events of a case, oldest first.</summary>
    /// <param name="afterVersion">Version after which to begin; 0 for the first.</param>
    /// <param name="take">Most to be given.</param>
    public async Task<IReadOnlyList<StoredEvent>> Events(Guid caseId, int afterVersion, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await new CaseStream(db, caseId).Read(afterVersion, (int)Math.Min((long)afterVersion + take, int.MaxValue), ct);
    }

    /// <summary>Writes the rows that show a case anew from its events.</summary>
    public async Task Rebuild(Guid caseId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await CaseProjection.Rebuild(db, caseId, state => Setting(procedures.ByHash(state.Definition), NumberRegister.Empty), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public void Dispose() => writers.Dispose();

    // The record keeps whole milliseconds: what is decided with is what will be read back.
    private static T AsStored<T>(T command)
        where T : CaseCommand => command with { At = BureauClock.Local(command.At) };

    private async Task<CommandResult> Execute(CommandRequest request, CancellationToken ct)
    {
        await writers.WaitAsync(ct);
        try
        {
            for (var tried = 1; ; tried++)
            {
                try
                {
                    return await Try(request, ct);
                }
                catch (DbUpdateException fault) when (tried < MaxTries && IsTaken(fault))
                {
                    // Another node was first with this version, number or command: decide again on what stands now.
                    cache.Forget(request.CaseId);
                }
            }
        }
        finally
        {
            writers.Release();
        }
    }

    private async Task<CommandResult> Try(CommandRequest request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct); // BEGIN IMMEDIATE on SQLite
        if (HashOf(request) is not { } hash)
        {
            return new CommandResult(NotRecordable, request.CaseId, 0, false);
        }

        var id = request.Command.CommandId;
        if (await db.Commands.AsNoTracking().SingleOrDefaultAsync(c => c.CommandId == id, ct) is { } earlier)
        {
            return await Repeat(db, request, hash, earlier, ct);
        }

        var before = await new CaseStream(db, request.CaseId).Load(cache.Find(request.CaseId), ct);
        if (Refusal(request, before) is { } refused)
        {
            return new CommandResult(refused, request.CaseId, before?.State.Version ?? 0, false);
        }

        var definition = before is null ? procedures.Current(request.ProcedureKey!)! : procedures.ByHash(before.State.Definition);
        var setting = Setting(definition, await GivenNumbers.Load(db, request.Command.Today.Year, ct));
        var outcome = CaseDecider.Decide(setting, before?.State, request.Command);
        return outcome is Accepted accepted
            ? await Store(db, transaction, request, hash, new Decision(before, accepted, setting), ct)
            : new CommandResult(outcome, request.CaseId, before?.State.Version ?? 0, false);
    }

    private async Task<CommandResult> Store(
        EnforcementDb db, IDbContextTransaction transaction, CommandRequest request, byte[] hash, Decision decision, CancellationToken ct)
    {
        var (before, accepted, setting) = decision;
        var (caseId, command) = (request.CaseId, request.Command);
        byte[] leaf;
        try
        {
            leaf = await new CaseStream(db, caseId).Append(before, accepted, command, bureau.LedgerOrigin, ct);
        }
        catch (FormatException)
        {
            return new CommandResult(NotRecordable, caseId, before?.State.Version ?? 0, false);
        }

        db.Commands.Add(new CommandRow
        {
            CommandId = command.CommandId,
            CaseId = caseId,
            Actor = command.By.Id,
            RequestHash = hash,
            At = command.At,
            FirstVersion = (before?.State.Version ?? 0) + 1,
            LastVersion = accepted.State.Version,
        });
        var given = accepted.Events.SelectMany(happened => GivenNumbers.Of(happened, bureau.NumberFormat));
        db.DocumentNumbers.AddRange(given.Select(number => GivenNumbers.Row(number, caseId)));
        JobRequestRow[] jobs = [.. accepted.Events.SelectMany(happened => JobsAskedFor.By(caseId, before?.State, happened, command.At))];
        db.JobRequests.AddRange(jobs);
        await CaseProjection.Apply(db, caseId, accepted.State, setting, Recorded(accepted, command), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        cache.Keep(caseId, new CaseSnapshot(accepted.State, leaf));
        bell.Ring([.. jobs.Select(job => job.Id)]);
        return new CommandResult(accepted, caseId, accepted.State.Version, false);
    }

    private static byte[]? HashOf(CommandRequest request)
    {
        try
        {
            return request.Hash();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Refused? Refusal(CommandRequest request, CaseSnapshot? before)
    {
        var opens = request.ProcedureKey is not null;
        return (opens, before) switch
        {
            (true, not null) => new Refused("case.exists", "该案件已经登记。"),
            (true, null) when procedures.Current(request.ProcedureKey!) is null =>
                new Refused("procedure.unusable", $"流程「{request.ProcedureKey}」不存在或者存在错误，暂不能据以办案。"),
            (false, null) => new Refused("case.unknown", "没有这个案件。"),
            _ => null,
        };
    }

    private static async Task<CommandResult> Repeat(EnforcementDb db, CommandRequest request, byte[] hash, CommandRow earlier, CancellationToken ct)
    {
        if (!earlier.RequestHash.AsSpan().SequenceEqual(hash))
        {
            return new CommandResult(new Refused("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。"), request.CaseId, 0, false);
        }

        var stream = new CaseStream(db, earlier.CaseId);
        var state = await stream.LoadAt(earlier.LastVersion, ct);
        var events = await stream.Read(earlier.FirstVersion - 1, earlier.LastVersion, ct);
        return new CommandResult(new Accepted([.. events.Select(e => e.Recorded.Event)], state!), earlier.CaseId, earlier.LastVersion, true);
    }

    private CaseSetting Setting(ProcedureDefinition procedure, NumberRegister numbers) =>
        new() { Procedure = procedure, Staff = staff.All, Numbers = numbers, AgencyWord = bureau.AgencyWord, NumbersSayOrdinal = bureau.NumbersSayOrdinal };

    private static ImmutableArray<RecordedEvent> Recorded(Accepted accepted, CaseCommand command) =>
        [.. accepted.Events.Select(happened => new RecordedEvent(happened, command.At, command.By.Id, command.By.Name))];

    private static bool IsTaken(DbUpdateException fault)
    {
        const int constraint = 19; // SQLITE_CONSTRAINT: a unique key, or a trigger that guards one
        return fault.InnerException is SqliteException { SqliteErrorCode: constraint };
    }

    private sealed record Decision(CaseSnapshot? Before, Accepted Accepted, CaseSetting Setting);
}
