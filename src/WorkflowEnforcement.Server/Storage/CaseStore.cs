using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

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
public sealed partial class CaseStore(
    IDbContextFactory<EnforcementDb> databases, ProcedureCatalogue procedures, StaffRegister staff, BureauSetting bureau, JobBell bell, ProxyBook proxies, LawBook law)
    : IDisposable
{
    private const int MaxTries = 3;
    private const int RememberedCases = 500;

    private static readonly Refused NotRecordable =
        new("record.form", "填写内容无法存入执法记录：含有不规范的字符，或者内容过长。请修改后重新提交。");

    private readonly CaseCache cache = new(RememberedCases);
    private readonly CaseWriter writer = new(databases);
    private readonly CaseReaders readers = new(databases);

    // One connection writes; beyond that it only spares this node the polling of its own lock. What is right is decided by the database.
    private readonly SemaphoreSlim writers = new(1, 1);

    private KnownNumbers? known;

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
        var remembered = cache.Find(caseId);
        if (await Read(caseId, stream => stream.Load(remembered, ct), ct) is not { } found)
        {
            return null;
        }

        if (!ReferenceEquals(found, remembered))
        {
            cache.Keep(caseId, found);
        }

        return new LoadedCase(found.State, procedures.ByHash(found.State.Definition), found.State.Version);
    }

    /// <summary>The case as it stood at a version; null where it had no event yet.</summary>
    public Task<CaseState?> LoadAt(Guid caseId, int version, CancellationToken ct) => Read(caseId, stream => stream.LoadAt(version, ct), ct);

    /// <summary>How many open clocks of a case would move by another calendar.</summary>
    public async Task<int> WouldMove(Guid caseId, HolidayCalendar calendar, CancellationToken ct) => await Load(caseId, ct) is { } loaded
        ? ClockRecomputing.WouldMove(Setting(loaded.Definition, NumberRegister.Empty) with { Calendar = calendar }, loaded.State).Length
        : 0;

    /// <summary>Events of a case, oldest first.</summary>
    /// <param name="afterVersion">Version after which to begin; 0 for the first.</param>
    /// <param name="take">Most to be given.</param>
    public async Task<IReadOnlyList<StoredEvent>> Events(Guid caseId, int afterVersion, int take, CancellationToken ct) =>
        await Read(caseId, stream => stream.Read(afterVersion, (int)Math.Min((long)afterVersion + take, int.MaxValue), ct), ct);

    /// <summary>Writes the rows that show a case anew from its events.</summary>
    public async Task Rebuild(Guid caseId, CancellationToken ct)
    {
        await writers.WaitAsync(ct);
        try
        {
            await writer.Write(work => Rebuild(work, caseId, ct), ct);
            cache.Forget(caseId);
        }
        finally
        {
            writers.Release();
        }
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
        writers.Dispose();
    }

    // The record keeps whole milliseconds: what is decided with is what will be read back.
    private static T AsStored<T>(T command)
        where T : CaseCommand => command with { At = BureauClock.Local(command.At) };

    private Task<T> Read<T>(Guid caseId, Func<CaseStream, Task<T>> read, CancellationToken ct) =>
        Read((statements, bureauKey) => read(new CaseStream(statements, bureauKey, caseId)), ct);

    private Task<T> Read<T>(Func<Statements, string, Task<T>> read, CancellationToken ct) =>
        readers.Read(connection => read(connection.Statements, connection.Db.Bureau), ct);

    private async Task<bool> Rebuild(WriteWork work, Guid caseId, CancellationToken ct)
    {
        await CaseProjection.Rebuild(work, caseId, state => Setting(procedures.ByHash(state.Definition), NumberRegister.Empty), ct);
        await work.Commit(ct);
        return true;
    }

    private async Task<CommandResult> Execute(CommandRequest request, CancellationToken ct)
    {
        if (HashOf(request) is not { } hash)
        {
            return new CommandResult(NotRecordable, request.CaseId, 0, false);
        }

        await writers.WaitAsync(ct);
        try
        {
            for (var tried = 1; ; tried++)
            {
                try
                {
                    return await writer.Write(work => Try(work, request, hash, isFirst: tried == 1, ct), ct);
                }
                catch (Exception fault) when (tried < MaxTries && IsOvertaken(fault))
                {
                    // Another node was first with this version, number, command or row: decide again on what stands now.
                    cache.Forget(request.CaseId);
                    known = null;
                }
            }
        }
        finally
        {
            writers.Release();
        }
    }

    private async Task<CommandResult> Try(WriteWork work, CommandRequest request, byte[] hash, bool isFirst, CancellationToken ct)
    {
        // Most commands come once. Of one that is taken, the first time, its row tells a repetition: it cannot stand twice, so it is tried again.
        if (!isFirst && await Repeated(work, request, hash, ct) is { } repeated)
        {
            return repeated;
        }

        var result = await Act(work, request, hash, ct);
        return isFirst && result.Outcome is Refused ? await Repeated(work, request, hash, ct) ?? result : result;
    }

    private async Task<CommandResult> Act(WriteWork work, CommandRequest request, byte[] hash, CancellationToken ct)
    {
        var before = await Before(work, request.CaseId, ct);
        if (Refusal(request, before) is { } refused)
        {
            return new CommandResult(refused, request.CaseId, before?.State.Version ?? 0, false);
        }

        var definition = before is null ? procedures.Current(request.ProcedureKey!)! : procedures.ByHash(before.State.Definition);
        var numbers = await KnownNumbers.At(work, known, request.Command.Today.Year, ct);
        var inForce = await law.At(work, ct);
        var setting = Setting(definition, numbers.Register) with { Clocks = inForce.Clocks, Calendar = inForce.Calendar, Registers = inForce.Registers };
        if (request.Command.OnBehalfOf is not null)
        {
            setting = setting with { Proxies = await proxies.At(work.Db, ct) };
        }

        if (request.Command is OpenCase { Origin: { } origin })
        {
            setting = setting with { Origin = await Origin(work, origin, ct) };
        }

        var outcome = CaseDecider.Decide(setting, before?.State, request.Command);
        return outcome is Accepted accepted
            ? await Store(work, request, hash, new Decision(before, accepted, setting, numbers), ct)
            : new CommandResult(outcome, request.CaseId, before?.State.Version ?? 0, false);
    }

    // What this writer committed last is what stands, as long as nobody else committed anything; else it is compared with the file.
    private async Task<CaseSnapshot?> Before(WriteWork work, Guid caseId, CancellationToken ct)
    {
        var remembered = cache.Find(caseId);
        return remembered is not null && ReferenceEquals(remembered.OthersSoFar, work.OthersSoFar)
            ? remembered
            : await new CaseStream(work.Statements, work.Bureau, caseId).Load(remembered, ct);
    }

    private async Task<CommandResult> Store(WriteWork work, CommandRequest request, byte[] hash, Decision decision, CancellationToken ct)
    {
        if (await Append(work, request, hash, decision, ct) is not { } appended)
        {
            return new CommandResult(NotRecordable, request.CaseId, decision.Before?.State.Version ?? 0, false);
        }

        await work.Commit(ct);
        known = appended.Numbers;
        cache.Keep(request.CaseId, appended.Snapshot);
        bell.Ring([.. appended.Jobs.Select(job => job.Id)]);
        return new CommandResult(decision.Accepted, request.CaseId, decision.Accepted.State.Version, false);
    }

    // Writes all of a decision and commits nothing; null where it cannot be put into the record's form.
    private async Task<Appended?> Append(WriteWork work, CommandRequest request, byte[] hash, Decision decision, CancellationToken ct)
    {
        var (before, accepted, setting, numbers) = decision;
        ImmutableArray<EventRow> events;
        try
        {
            events = CaseStream.Following(before, accepted, request, bureau.LedgerOrigin, numbers.End.Seq + 1);
        }
        catch (FormatException)
        {
            return null;
        }

        DocumentNumberRow[] given = [.. accepted.Events.SelectMany(happened => GivenNumbers.Of(happened, request.CaseId, bureau.NumberFormat))];
        JobRequestRow[] jobs = [.. accepted.Events.SelectMany(happened => JobsAskedFor.By(request.CaseId, before?.State, happened, request.Command.At))];
        await WrittenTables.Events.Insert(work, events, ct);
        await WrittenTables.Commands.Insert(work, [RowOf(request, hash, before, accepted)], ct);
        await WrittenTables.DocumentNumbers.Insert(work, given, ct);
        await WrittenTables.JobRequests.Insert(work, jobs, ct);
        var shown = await CaseProjection.Apply(work, request.CaseId, before?.Shown, accepted.State, setting, Recorded(accepted, request.Command), ct);
        return new Appended(numbers.After(events[^1], given), new CaseSnapshot(accepted.State, events[^1].LeafHash, shown, work.OthersSoFar), jobs);
    }

    private static CommandRow RowOf(CommandRequest request, byte[] hash, CaseSnapshot? before, Accepted accepted) => new()
    {
        CommandId = request.Command.CommandId,
        CaseId = request.CaseId,
        Actor = request.Command.By.Id,
        RequestHash = hash,
        At = request.Command.At,
        FirstVersion = (before?.State.Version ?? 0) + 1,
        LastVersion = accepted.State.Version,
    };

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

    // The answer of a command that was taken before; null where this one is the first with its id.
    private static async Task<CommandResult?> Repeated(WriteWork work, CommandRequest request, byte[] hash, CancellationToken ct)
    {
        if (await EarlierCommand.Find(work, request.Command.CommandId, ct) is not { } earlier)
        {
            return null;
        }

        if (!earlier.RequestHash.AsSpan().SequenceEqual(hash))
        {
            return new CommandResult(new Refused("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。"), request.CaseId, 0, false);
        }

        var stream = new CaseStream(work.Statements, work.Bureau, earlier.CaseId);
        var state = await stream.LoadAt(earlier.LastVersion, ct);
        var events = await stream.Read(earlier.FirstVersion - 1, earlier.LastVersion, ct);
        return new CommandResult(new Accepted([.. events.Select(e => e.Recorded.Event)], state!), earlier.CaseId, earlier.LastVersion, true);
    }

    private CaseSetting Setting(ProcedureDefinition procedure, NumberRegister numbers) => law.InForce(
        new() { Procedure = procedure, Staff = staff.All, Numbers = numbers, AgencyWord = bureau.AgencyWord, NumbersSayOrdinal = bureau.NumbersSayOrdinal });

    private static ImmutableArray<RecordedEvent> Recorded(Accepted accepted, CaseCommand command) =>
        [.. accepted.Events.Select(happened => new RecordedEvent(happened, command.At, command.By.Id, command.By.Name))];

    private static bool IsOvertaken(Exception fault) => fault is RowsOutOfLineException || (fault is DbException taken && SqlDialect.IsTaken(taken));

    private sealed record Decision(CaseSnapshot? Before, Accepted Accepted, CaseSetting Setting, KnownNumbers Numbers);

    private sealed record Appended(KnownNumbers Numbers, CaseSnapshot Snapshot, JobRequestRow[] Jobs);
}
