using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>The registers of the bureau with all versions of their entries.</summary>
public sealed class RegisterBook
{
    private readonly ImmutableDictionary<(string Register, string Key), ImmutableArray<RegisterEntry>> entries;

    private RegisterBook(ImmutableDictionary<(string Register, string Key), ImmutableArray<RegisterEntry>> entries) => this.entries = entries;

    /// <summary>Which registers there are, in the order in which they are shown.</summary>
    public static ImmutableArray<RegisterDefinition> Definitions { get; } =
        [.. LawData.Parse(LawData.Embedded("Registers.registers.json")).EnumerateArray().Select(RegisterDefinition.Read)];

    /// <summary>What the program carries.</summary>
    public static RegisterBook Official { get; } = new RegisterBook(ImmutableDictionary<(string, string), ImmutableArray<RegisterEntry>>.Empty).With(
    [
        .. Carried(RegisterKeys.Matters, "Cases.matters.json", "code"),
        .. Carried(RegisterKeys.Thresholds, "Registers.thresholds.json", "id"),
        .. Carried(RegisterKeys.Review, "Registers.review.json", "id"),
        .. Carried(RegisterKeys.Measures, "Registers.measures.json", "matter"),
    ]);

    /// <summary>The register of that key; null for none.</summary>
    public static RegisterDefinition? Definition(string key) => Definitions.FirstOrDefault(register => register.Key == key);

    /// <summary>The book with further versions; of an entry, a later version of the same day counts.</summary>
    public RegisterBook With(IEnumerable<RegisterEntry> further)
    {
        var all = entries.ToBuilder();
        foreach (var group in further.GroupBy(entry => (entry.Register, entry.Key)))
        {
            all[group.Key] = [.. all.GetValueOrDefault(group.Key, []).Concat(group).OrderBy(entry => entry.Version)];
        }

        return new RegisterBook(all.ToImmutable());
    }

    /// <summary>The entry as it holds on a day; null where there is none, or it is struck.</summary>
    public RegisterEntry? Find(string register, string key, DateOnly on) =>
        entries.GetValueOrDefault((register, key), []).LastOrDefault(entry => entry.ValidFrom <= on) is { IsStruck: false } found ? found : null;

    /// <summary>The version that was entered last, whether it holds already or not; null where there is none.</summary>
    public RegisterEntry? Latest(string register, string key) => entries.GetValueOrDefault((register, key), []) is [.., var last] ? last : null;

    /// <summary>An entry as the program carries it; null where it carries none.</summary>
    public RegisterEntry? Carried(string register, string key) => entries.GetValueOrDefault((register, key), []) is [{ Version: 0 } first, ..] ? first : null;

    /// <summary>All versions of an entry, the latest first.</summary>
    public ImmutableArray<RegisterEntry> Versions(string register, string key) => [.. entries.GetValueOrDefault((register, key), []).Reverse()];

    /// <summary>The entries of a register that hold on a day, by key.</summary>
    public ImmutableArray<RegisterEntry> All(string register, DateOnly on) =>
        [.. entries.Keys.Where(entry => entry.Register == register).Select(entry => Find(register, entry.Key, on)).OfType<RegisterEntry>().OrderBy(entry => entry.Key, StringComparer.Ordinal)];

    /// <summary>The keys of a register, of struck and coming entries too.</summary>
    public ImmutableArray<string> Keys(string register) => [.. entries.Keys.Where(entry => entry.Register == register).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    /// <summary>The matter of that code as its latest version of the day says; null where the bureau has no such power then.</summary>
    public Matter? Matter(string code, DateOnly on) => Find(RegisterKeys.Matters, code, on) is { } entry ? MatterOf(entry) : null;

    /// <summary>The matter as it holds on a day, or as it was last known where it is struck; null where it was never known.</summary>
    public Matter? KnownMatter(string code, DateOnly on) =>
        Matter(code, on) ?? (entries.GetValueOrDefault((RegisterKeys.Matters, code), []).LastOrDefault(entry => !entry.IsStruck) is { } last ? MatterOf(last) : null);

    /// <summary>The matters on a day, by code.</summary>
    public ImmutableArray<Matter> Matters(DateOnly on) => [.. All(RegisterKeys.Matters, on).Select(MatterOf)];

    /// <summary>A parameter with its source.</summary>
    /// <param name="id">Its key in the register of parameters, one of <see cref="ParameterIds"/>.</param>
    /// <param name="on">The day of the act. Of days before all that is known, what the program carries is the best there is.</param>
    /// <exception cref="KeyNotFoundException">There is none of that key.</exception>
    public Threshold Threshold(string id, DateOnly on) => (Find(RegisterKeys.Thresholds, id, on) ?? Versions(RegisterKeys.Thresholds, id).LastOrDefault()) is { } entry && entry["value"].Length > 0
        ? new Threshold(entry["value"], entry.Source!)
        : throw new KeyNotFoundException($"Expected a parameter {id} on {on:O}, but there is none");

    /// <summary>The power to take a measure in a matter on a day; null where no law or regulation gives it.</summary>
    /// <param name="matter">Code of the matter.</param>
    /// <param name="kind">Value of <c>measure.kind</c>.</param>
    /// <param name="on">Local day of the act.</param>
    public MeasurePower? PowerOf(string matter, string kind, DateOnly on) =>
        kind.Length > 0 && Find(RegisterKeys.Measures, matter, on) is { } entry && entry.Is(kind)
            ? new MeasurePower(entry["approver"] == Roles.Director ? [Roles.Director] : [Roles.Director, Roles.Deputy], Definition(RegisterKeys.Measures)!.Field("approver")!.LabelOf(entry["approver"]), entry.Source!)
            : null;

    /// <summary>Name of the matter of that code whether or not it still holds; the code itself where it was never known.</summary>
    public string MatterName(string code) => entries.GetValueOrDefault((RegisterKeys.Matters, code), []).LastOrDefault(entry => !entry.IsStruck)?["name"] ?? code;

    private static Matter MatterOf(RegisterEntry entry) => new(
        entry.Key, entry["name"], entry["kind"], entry.Source!, entry["violation"], entry["penalty"], entry.Amount("fineMin"), entry.Amount("fineMax"));

    private static IEnumerable<RegisterEntry> Carried(string register, string file, string id) => LawData.Parse(LawData.Embedded(file)).EnumerateArray().Select(json => new RegisterEntry(
        register, LawData.Text(json, id), 0, json.TryGetProperty("validFrom", out _) ? LawData.Date(json, "validFrom") : DateOnly.MinValue, Members(register, json)));

    private static ImmutableSortedDictionary<string, string> Members(string register, JsonElement json) => RegisterEntry.NoValues.AddRange(json.EnumerateObject()
        .Where(member => Definition(register)!.Fields.Any(field => field.Key == member.Name))
        .Select(member => KeyValuePair.Create(member.Name, member.Value.ValueKind is JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()))
        .Where(member => member.Value.Length > 0));
}

/// <summary>A value that the rules go by, and where it comes from.</summary>
/// <param name="Text">The value as the register keeps it.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Threshold(string Text, LegalSource Source)
{
    /// <summary>The number: yuan, persons, days or a share, as the register says.</summary>
    /// <exception cref="FormatException">The value is no number.</exception>
    public decimal Value => decimal.Parse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>True where a switch says yes.</summary>
    public bool IsOn => Value > 0;

    /// <summary>The minute of the day.</summary>
    /// <exception cref="FormatException">The value is no minute.</exception>
    public TimeOnly Minute => TimeOnly.ParseExact(Text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>A power that a law or regulation gives the bureau to take a measure.</summary>
/// <param name="Approvers">Roles one of which must approve it.</param>
/// <param name="ApprovedBy">Who that is, in words.</param>
/// <param name="Source">The law or regulation.</param>
/// <legal>行政强制法 (2012) art. 10, 22.</legal>
public sealed record MeasurePower(ImmutableArray<string> Approvers, string ApprovedBy, LegalSource Source);

/// <summary>Keys of the registers that rules read.</summary>
public static class RegisterKeys
{
    /// <summary>执法主体.</summary>
    public const string Bodies = "bodies";

    /// <summary>内设机构.</summary>
    public const string Units = "units";

    /// <summary>执法人员.</summary>
    public const string Officers = "officers";

    /// <summary>执法事项.</summary>
    public const string Matters = "matters";

    /// <summary>当事人.</summary>
    public const string Parties = "parties";

    /// <summary>执法装备.</summary>
    public const string Equipment = "equipment";

    /// <summary>检查对象名录库.</summary>
    public const string Objects = "objects";

    /// <summary>执法检查人员名录库.</summary>
    public const string Inspectors = "inspectors";

    /// <summary>法制审核目录清单.</summary>
    public const string Review = "review";

    /// <summary>强制措施权力.</summary>
    public const string Measures = "measures";

    /// <summary>数额标准和参数.</summary>
    public const string Thresholds = "thresholds";
}
