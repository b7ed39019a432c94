using System.Collections.Immutable;
using System.Globalization;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>A version of an entry of a register. It is never changed; what is new is another version.</summary>
/// <param name="Register">Key of the register.</param>
/// <param name="Key">What tells the entry from others, for example the code of a matter.</param>
/// <param name="Version">From 1 on; 0 for what the program carries.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="Values">Its members as text: numbers in digits, days as 2026-03-02, yes as true. What is empty is left out.</param>
public sealed record RegisterEntry(string Register, string Key, int Version, DateOnly ValidFrom, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>No member.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoValues = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>True for the version that strikes the entry: from its day on there is none.</summary>
    public bool IsStruck { get; init; }

    /// <summary>A member as text; empty where there is none.</summary>
    public string this[string member] => Values.GetValueOrDefault(member, string.Empty);

    /// <summary>A number; null where there is none.</summary>
    public decimal? Amount(string member) => decimal.TryParse(this[member], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>A day; null where there is none.</summary>
    public DateOnly? Day(string member) => DateOnly.TryParseExact(this[member], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>True where the member says yes.</summary>
    public bool Is(string member) => this[member] == "true";

    /// <summary>Where it comes from, as its members law, article and tag say; null where it has none.</summary>
    public LegalSource? Source => this["tag"] is { Length: > 0 } tag ? new LegalSource(this["law"], this["article"], LawData.TagOf(tag)) : null;
}
