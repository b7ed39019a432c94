using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A stored event as it is read back.</summary>
/// <param name="Seq">Place in the ledger, from 0.</param>
/// <param name="CaseVersion">Place in the case, from 1.</param>
/// <param name="Type">Stable type name.</param>
/// <param name="CommandId">Command that made it happen.</param>
/// <param name="Actor">Who acted, as they were then.</param>
/// <param name="Recorded">The event, its moment at the bureau and who made it happen.</param>
public sealed record StoredEvent(long Seq, int CaseVersion, string Type, string CommandId, LedgerActor Actor, RecordedEvent Recorded);

/// <summary>A case at one version: what its events add up to.</summary>
/// <param name="State">The state.</param>
/// <param name="LastLeaf">Leaf hash of its last event, to which the next one is chained.</param>
/// <param name="Shown">How it is shown, where this node wrote those rows; null where they are not known.</param>
/// <param name="OthersSoFar">What the writer knew of others when it committed the last event; null where it was read.</param>
internal sealed record CaseSnapshot(CaseState State, byte[] LastLeaf, ShownCase? Shown = null, object? OthersSoFar = null);

/// <summary>Reads and appends the events of one case.</summary>
internal sealed class CaseStream(Statements statements, string bureau, Guid caseId)
{
    private const string Stored =
        "SELECT leaf_hash, body FROM events WHERE bureau = @p0 AND case_id = @p1 AND case_version > @p2 AND case_version <= @p3 ORDER BY case_version";

    /// <summary>The case as it stands: a remembered snapshot brought up to date by the events after it, or all events.</summary>
    /// <param name="known">A snapshot that may be old or, where the file was exchanged beneath us, wrong; it is then put aside.</param>
    public async Task<CaseSnapshot?> Load(CaseSnapshot? known, CancellationToken ct)
    {
        // The remembered event is read again with the new ones: only where its hash is still the same do they follow it.
        var rows = await Rows((known?.State.Version ?? 1) - 1, int.MaxValue, ct);
        if (known is not null)
        {
            if (rows.Count == 0 || !rows[0].LeafHash.AsSpan().SequenceEqual(known.LastLeaf))
            {
                return await Load(null, ct);
            }

            rows.RemoveAt(0);
        }

        return rows.Aggregate(known, (before, row) => new CaseSnapshot(CaseEvolution.Evolve(before?.State, Read(row.Body).Recorded), row.LeafHash));
    }

    /// <summary>The case as it stood at a version; null before its first event.</summary>
    public async Task<CaseState?> LoadAt(int version, CancellationToken ct)
    {
        var events = await Read(0, version, ct);
        return events.Aggregate((CaseState?)null, (state, stored) => CaseEvolution.Evolve(state, stored.Recorded));
    }

    /// <summary>Stored events, oldest first.</summary>
    /// <param name="after">Version after which to begin.</param>
    /// <param name="until">Last version, included.</param>
    public async Task<List<StoredEvent>> Read(int after, int until, CancellationToken ct)
    {
        var rows = await Rows(after, until, ct);
        return [.. rows.Select(row => Read(row.Body))];
    }

    /// <summary>Rows of events behind the last one.</summary>
    /// <param name="seq">Place of the first in the ledger.</param>
    /// <exception cref="FormatException">An event cannot be put into the record's form, for example because a text is not in Unicode's normal form.</exception>
    public static ImmutableArray<EventRow> Following(CaseSnapshot? before, Accepted accepted, CommandRequest request, string origin, long seq)
    {
        var (caseId, command) = (request.CaseId, request.Command);
        var version = before?.State.Version ?? 0;
        var previous = before?.LastLeaf ?? [];
        var rows = ImmutableArray.CreateBuilder<EventRow>(accepted.Events.Length);
        var actor = ActorOf(command.By);
        foreach (var happened in accepted.Events)
        {
            var type = CaseEventJson.TypeOf(happened);
            var body = new LedgerEntry
            {
                Log = origin,
                Seq = seq,
                CaseId = caseId,
                CaseVersion = ++version,
                Type = type,
                At = command.At.ToUniversalTime(),
                Actor = actor,
                CommandId = command.CommandId,
                DefinitionHash = accepted.State.Definition,
                Payload = CaseEventJson.Write(happened),
                PreviousInCase = Convert.ToHexStringLower(previous),
            }.Write();
            previous = LedgerHash.Leaf(body);
            rows.Add(new EventRow
            {
                Seq = seq++,
                CaseId = caseId,
                CaseVersion = version,
                CommandId = command.CommandId,
                Type = type,
                At = command.At,
                Body = body,
                LeafHash = previous,
            });
        }

        return rows.MoveToImmutable();
    }

    private static StoredEvent Read(byte[] body)
    {
        var entry = LedgerEntry.Read(body);
        var recorded = new RecordedEvent(
            CaseEventJson.Read(entry.Type, entry.Payload.Span), BureauClock.Local(entry.At), entry.Actor.Id, entry.Actor.Name);
        return new StoredEvent(entry.Seq, entry.CaseVersion, entry.Type, entry.CommandId, entry.Actor, recorded);
    }

    private static LedgerActor ActorOf(Actor by) =>
        new(by.Id, by.Name, [.. by.Roles], by.Unit, by.Is(Roles.System) ? "system" : "password");

    private Task<List<(byte[] LeafHash, byte[] Body)>> Rows(int after, int until, CancellationToken ct) =>
        statements.Query(Stored, [bureau, caseId, after, until], row => (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)), ct);
}
