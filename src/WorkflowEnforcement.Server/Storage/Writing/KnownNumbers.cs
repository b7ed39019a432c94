using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>The number registers, and the end of the ledger at which they stood so: numbers are given by events only.</summary>
internal sealed record KnownNumbers(LedgerEnd End, int Year, NumberRegister Register)
{
    /// <summary>The registers as they stand: those remembered where nobody wrote since, else those of the database.</summary>
    /// <param name="year">Year of the act.</param>
    public static async Task<KnownNumbers> At(WriteWork work, KnownNumbers? remembered, int year, CancellationToken ct)
    {
        var end = await LedgerEnd.Read(work, ct);
        return remembered is { } known && known.Year == year && known.End == end
            ? known
            : new KnownNumbers(end, year, await GivenNumbers.Load(work.Statements, work.Bureau, year, ct));
    }

    /// <summary>The registers after an event that was written last, and the numbers given with it.</summary>
    public KnownNumbers After(EventRow last, IEnumerable<DocumentNumberRow> given) => new(
        new LedgerEnd(last.Seq, last.LeafHash),
        Year,
        new NumberRegister(Register.Last.SetItems(given.Select(number => KeyValuePair.Create((number.Kind, number.Year), number.Number)))));
}
