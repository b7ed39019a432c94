namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The last entry of the bureau's ledger: while it is the same, nobody wrote.</summary>
/// <param name="Seq">Its place; -1 where the ledger is empty.</param>
/// <param name="Leaf">Its leaf hash.</param>
internal sealed record LedgerEnd(long Seq, byte[] Leaf)
{
    private const string Last =
        "SELECT seq, leaf_hash FROM events WHERE bureau = @p0 AND seq = (SELECT max(seq) FROM events WHERE bureau = @p0)";

    public static async Task<LedgerEnd> Read(WriteWork work, CancellationToken ct) =>
        (await work.Statements.Query(Last, [work.Bureau], row => new LedgerEnd(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ct)) is [var end] ? end : new(-1, []);

    public bool Equals(LedgerEnd? other) => other is not null && Seq == other.Seq && Leaf.AsSpan().SequenceEqual(other.Leaf);

    public override int GetHashCode() => Seq.GetHashCode();
}
