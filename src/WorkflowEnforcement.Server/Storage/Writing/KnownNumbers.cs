using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The number registers, and the end of the ledger at which they stood so: numbers are given by events only.</summary>
/// <param name="OthersSoFar">What the connection that wrote or read them knew of others.</param>
internal sealed record KnownNumbers(LedgerEnd End, int Year, NumberRegister Register, object OthersSoFar)
{
    /// <summary>The registers as they stand: those remembered where nobody wrote since, else those of the database.</summary>
    /// <param name="year">Year of the act.</param>
    public static async Task<KnownNumbers> At(WriteWork work, KnownNumbers? remembered, int year, CancellationToken ct)
    {
        if (remembered is { } sure && sure.Year == year && ReferenceEquals(sure.OthersSoFar, work.OthersSoFar))
        {
            return sure;
        }

        var end = await LedgerEnd.Read(work, ct);
        return remembered is { } known && known.Year == year && known.End == end
            ? known with { OthersSoFar = work.OthersSoFar }
            : new KnownNumbers(end, year, await GivenNumbers.Load(work.Statements, work.Bureau, year, ct), work.OthersSoFar);
    }

    /// <summary>The registers after an event that was written last, and the numbers given with it.</summary>
    public KnownNumbers After(EventRow last, IEnumerable<DocumentNumberRow> given) => new(
        new LedgerEnd(last.Seq, last.LeafHash),
        Year,
        new NumberRegister(Register.Last.SetItems(given.Select(number => KeyValuePair.Create((number.Kind, number.Year), number.Number)))),
        OthersSoFar);
}
