using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>The tables of discretion as they stand, and the earlier versions that cases still cite.</summary>
public sealed class DiscretionBook
{
    private readonly FrozenDictionary<string, DiscretionTable> byHash;

    /// <param name="tables">The published tables; of one matter several, each from its day.</param>
    /// <param name="earlier">Versions that are no longer published and only found by their hash.</param>
    public DiscretionBook(IEnumerable<DiscretionTable> tables, IEnumerable<DiscretionTable> earlier)
    {
        Tables = [.. tables.OrderBy(table => table.Matter.Code, StringComparer.Ordinal).ThenByDescending(table => table.ValidFrom)];
        byHash = Tables.Concat(earlier).DistinctBy(table => table.Hash).ToFrozenDictionary(table => table.Hash, StringComparer.Ordinal);
    }

    /// <summary>No table at all.</summary>
    public static DiscretionBook Empty { get; } = new([], []);

    /// <summary>The published tables by matter, the latest of each first.</summary>
    public ImmutableArray<DiscretionTable> Tables { get; }

    /// <summary>The book with tables that people entered. Of two of a matter and a day the later counts; the other is still found by its hash.</summary>
    /// <param name="entered">In the order in which they were entered.</param>
    public DiscretionBook With(IReadOnlyList<DiscretionTable> entered) => entered.Count == 0
        ? this
        : new(entered.Reverse().Concat(Tables).DistinctBy(table => (table.Matter.Code, table.ValidFrom)), entered.Concat(byHash.Values));

    /// <summary>The table of a matter that holds on a local day; null where none does.</summary>
    public DiscretionTable? At(string matter, DateOnly day) => Tables.FirstOrDefault(table => table.Matter.Code == matter && table.ValidFrom <= day);

    /// <summary>A version by its hash, the earlier ones too; null where it is not known.</summary>
    public DiscretionTable? ByHash(string hash) => byHash.GetValueOrDefault(hash);
}
