using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <content>Moving cases to another version of their procedure: all of the chosen ones in one transaction, or none.</content>
public sealed partial class CaseStore
{
    /// <summary>Most cases of one migration: they are written while nobody else writes.</summary>
    public const int MaxMigrated = 500;

    private const string Live = "SELECT id FROM cases WHERE bureau = @p0 AND definition = @p1 AND ended_at IS NULL ORDER BY id";
    private const string End = "SELECT coalesce(max(seq), -1) FROM events WHERE bureau = @p0";
    private const string SeqOf = "SELECT seq FROM events WHERE case_id = @p0 AND case_version = @p1";
    private const string MovedBy = "SELECT case_id FROM commands WHERE bureau = @p0 AND command_id > @p1 AND command_id < @p2 ORDER BY command_id";

    /// <summary>Says for each chosen case what a migration would do. Changes nothing.</summary>
    /// <returns>The cases, the first <see cref="MaxMigrated"/> where more run on that version.</returns>
    public async Task<MigrationPreview> Preview(MigrationOrder order, CancellationToken ct)
    {
        // Read before the cases: whatever moves meanwhile is later than this and refused when it comes to it.
        var asOf = await Read((statements, bureauKey) => statements.Query(End, [bureauKey], row => row.GetInt64(0), ct), ct);
        var ids = await Chosen(order, ct);
        var shown = new List<PreviewedCase>();
        foreach (var id in ids.Take(MaxMigrated))
        {
            if (await Load(id, ct) is { } loaded)
            {
                var setting = Setting(loaded.Definition, NumberRegister.Empty);
                shown.Add(new PreviewedCase(id, loaded.State, CaseMigration.DryRun(setting, loaded.State, order.For(id) with { At = BureauClock.Local(order.At) })));
            }
        }

        return new MigrationPreview(asOf[0], shown, [.. ids.Take(MaxMigrated).Except(shown.Select(found => found.Id))], Math.Max(0, ids.Length - MaxMigrated));
    }

    /// <summary>Moves all of the chosen cases, or none.</summary>
    public async Task<MigrationResult> Migrate(MigrationOrder order, CancellationToken ct)
    {
        order = order with { At = BureauClock.Local(order.At) };

        // Long histories are read before anybody is kept waiting.
        foreach (var id in (await Chosen(order, ct)).Take(MaxMigrated))
        {
            await Load(id, ct);
        }

        await writers.WaitAsync(ct);
        try
        {
            for (var tried = 1; ; tried++)
            {
                try
                {
                    return await writer.Write(work => TryMigrate(work, order, ct), ct);
                }
                catch (Exception fault) when (tried < MaxTries && IsOvertaken(fault))
                {
                    foreach (var id in await Chosen(order, ct))
                    {
                        cache.Forget(id);
                    }

                    known = null;
                }
            }
        }
        finally
        {
            writers.Release();
        }
    }

    private async Task<MigrationResult> TryMigrate(WriteWork work, MigrationOrder order, CancellationToken ct)
    {
        if (await EarlierCommand.Find(work, order.CommandId, ct) is { } earlier)
        {
            return earlier.RequestHash.AsSpan().SequenceEqual(order.Hash())
                ? new MigrationTaken(await work.Statements.Query(MovedBy, [work.Bureau, $"{order.CommandId}-", $"{order.CommandId}."], row => row.GetGuid(0), ct), Repeated: true)
                : new MigrationRefused(new Refused("command.reused", "该请求编号已用于另一项操作，请刷新页面后重试。"), []);
        }

        if ((CaseMigration.WhyNotAsked(order.By, order.From, order.To, order.Moved) ?? CaseMigration.WhyNotReason(order.Reason)) is { } notAsked)
        {
            return new MigrationRefused(notAsked, []);
        }

        var ids = await Chosen(work.Statements, work.Bureau, order, ct);
        if (WhyNotSoMany(ids.Length) is { } refused)
        {
            return new MigrationRefused(refused, []);
        }

        var moving = new List<Moving>();
        var preventing = new List<PreventingCase>();
        foreach (var id in ids)
        {
            await Decide(work, order, id, moving, preventing, ct);
        }

        return preventing.Count > 0 ? new MigrationRefused(Prevented(preventing, ids.Length), preventing) : await Store(work, order, moving, ct);
    }

    private async Task Decide(WriteWork work, MigrationOrder order, Guid id, List<Moving> moving, List<PreventingCase> preventing, CancellationToken ct)
    {
        if (await Before(work, id, ct) is not { } before)
        {
            preventing.Add(new PreventingCase(id, string.Empty, new Refused("case.unknown", "没有这个案件。")));
            return;
        }

        var setting = Setting(procedures.ByHash(before.State.Definition), NumberRegister.Empty);
        var seq = await work.Statements.Query(SeqOf, [id, before.State.Version], row => row.GetInt64(0), ct);
        var outcome = seq[0] > order.AsOf
            ? new Refused("migration.stale", "预演之后本案又有办理，须重新预演。")
            : CaseDecider.Decide(setting, before.State, order.For(id));
        if (outcome is Accepted accepted)
        {
            moving.Add(new Moving(id, before, accepted));
        }
        else
        {
            preventing.Add(new PreventingCase(id, before.State.Number ?? before.State.ClueNumber, (Refused)outcome));
        }
    }

    private async Task<MigrationResult> Store(WriteWork work, MigrationOrder order, List<Moving> moving, CancellationToken ct)
    {
        var numbers = await KnownNumbers.At(work, known, order.At.Year, ct);
        await WrittenTables.Commands.Insert(work, [RowOf(order, moving.Count)], ct);
        var snapshots = new List<(Guid Case, CaseSnapshot Snapshot)>();
        foreach (var (id, before, accepted) in moving)
        {
            var request = new CommandRequest(id, null, order.For(id));
            var decision = new Decision(before, accepted, Setting(order.To.Definition, numbers.Register), numbers);
            if (await Append(work, request, request.Hash(), decision, ct) is not { } appended)
            {
                return new MigrationRefused(NotRecordable, []);
            }

            numbers = appended.Numbers;
            snapshots.Add((id, appended.Snapshot));
        }

        await work.Commit(ct);
        known = numbers;
        foreach (var (id, snapshot) in snapshots)
        {
            cache.Keep(id, snapshot);
        }

        return new MigrationTaken([.. moving.Select(moved => moved.Case)], Repeated: false);
    }

    // The row of the whole: of no case, and before those of the single cases, whose ids begin with its own.
    private static CommandRow RowOf(MigrationOrder order, int count) => new()
    {
        CommandId = order.CommandId,
        CaseId = Guid.Empty,
        Actor = order.By.Id,
        RequestHash = order.Hash(),
        At = order.At,
        FirstVersion = 0,
        LastVersion = count,
    };

    /// <summary>Says why so many cases are not moved at once; null where they are.</summary>
    internal static Refused? WhyNotSoMany(int count) => count switch
    {
        0 => new Refused("migration.nothing", "没有选择要迁移的案件，或者旧版本上已没有在办案件。") { Fields = [new FieldFault("cases", "请选择要迁移的案件。")] },
        > MaxMigrated => new Refused("migration.too-many", $"一次最多迁移{MaxMigrated}件，现有{count}件，请分批选择。") { Fields = [new FieldFault("cases", $"一次最多{MaxMigrated}件。")] },
        _ => null,
    };

    private static Refused Prevented(List<PreventingCase> preventing, int chosen) =>
        preventing.Count(stopped => stopped.Refused.Code == "migration.stale") is > 0 and var moved
            ? new Refused("migration.stale", $"预演之后有{moved}件案件又有办理，所选{chosen}件都没有迁移，请重新预演。")
            : new Refused("migration.prevented", $"所选{chosen}件中有{preventing.Count}件不能迁移，所选案件都没有迁移。");

    private Task<ImmutableArray<Guid>> Chosen(MigrationOrder order, CancellationToken ct) =>
        Read((statements, bureauKey) => Chosen(statements, bureauKey, order, ct), ct);

    private static async Task<ImmutableArray<Guid>> Chosen(Statements statements, string bureauKey, MigrationOrder order, CancellationToken ct) => order.Cases is { } chosen
        ? [.. chosen.Distinct().Order()]
        : [.. await statements.Query(Live, [bureauKey, order.From.Definition.Hash], row => row.GetGuid(0), ct)];

    private sealed record Moving(Guid Case, CaseSnapshot Before, Accepted Accepted);
}
