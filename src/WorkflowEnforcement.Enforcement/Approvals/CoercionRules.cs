using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A matter in which a law or regulation lets the bureau take a measure.</summary>
/// <param name="Matter">Code of the matter.</param>
/// <param name="Kinds">Values of <c>measure.kind</c> that it covers.</param>
/// <param name="Approvers">Roles one of which must approve it.</param>
/// <param name="ApprovedBy">Who that is, in words.</param>
/// <param name="Source">The law or regulation.</param>
/// <param name="ValidFrom">Local day from which it holds.</param>
public sealed record MeasurePower(string Matter, ImmutableArray<string> Kinds, ImmutableArray<string> Approvers, string ApprovedBy, LegalSource Source, DateOnly ValidFrom);

/// <summary>Something that only some bureaus may do.</summary>
/// <param name="Id">Stable id: <c>freezing</c> or <c>ownEnforcement</c>.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="On">True where this bureau may.</param>
/// <param name="Source">The article that reserves it.</param>
/// <param name="ValidFrom">Local day from which this holds.</param>
public sealed record PowerSwitch(string Id, string Name, bool On, LegalSource Source, DateOnly ValidFrom);

/// <summary>The hours in which nothing is enforced.</summary>
/// <param name="From">First minute of the night.</param>
/// <param name="To">First minute after it, on the next morning.</param>
/// <param name="Source">The article; the law itself names no hours.</param>
/// <param name="ValidFrom">Local day from which this holds.</param>
public sealed record NightHours(TimeOnly From, TimeOnly To, LegalSource Source, DateOnly ValidFrom)
{
    /// <summary>True for a minute of the night.</summary>
    public bool Holds(TimeOnly at) => From <= To ? at >= From && at < To : at >= From || at < To;
}

/// <summary>Which coercion this bureau has the power to use, as dated data with its sources.</summary>
/// <legal>行政强制法 (2012) art. 10, 13, 22, 29, 43.</legal>
public sealed class CoercionRules
{
    private readonly ImmutableArray<MeasurePower> powers;
    private readonly ImmutableArray<PowerSwitch> switches;
    private readonly ImmutableArray<NightHours> nights;

    private CoercionRules(JsonElement json)
    {
        powers = [.. LawData.Items(json, "powers").Select(Power)];
        switches = [.. LawData.Items(json, "switches").Select(Switch)];
        nights = [.. LawData.Items(json, "nights").Select(Night)];
    }

    /// <summary>The rules this version of the program carries: no freezing and no enforcement of one's own.</summary>
    public static CoercionRules Official { get; } = Read(LawData.Embedded("Approvals.coercion.json"));

    /// <summary>Reads rules in the form of <c>coercion.json</c>.</summary>
    /// <exception cref="FormatException">A member is missing or not of its kind.</exception>
    public static CoercionRules Read(ReadOnlySpan<byte> utf8Json) => new(LawData.Parse(utf8Json));

    /// <summary>The power to take a measure in a matter on a day; null where no law or regulation gives it.</summary>
    public MeasurePower? PowerOf(string matter, string kind, DateOnly on) =>
        powers.Where(power => power.Matter == matter && power.Kinds.Contains(kind) && power.ValidFrom <= on).MaxBy(power => power.ValidFrom);

    /// <summary>The switch as it stands on a day; one that is not in the data is off.</summary>
    public PowerSwitch SwitchOf(string id, DateOnly on) =>
        switches.Where(known => known.Id == id && known.ValidFrom <= on).MaxBy(known => known.ValidFrom)
        ?? new PowerSwitch(id, id, On: false, LegalSource.ProductDefault("行政强制权力登记（系统默认规则）"), DateOnly.MinValue);

    /// <summary>The hours of the night as they stand on a day, or null.</summary>
    public NightHours? NightOf(DateOnly on) => nights.Where(night => night.ValidFrom <= on).MaxBy(night => night.ValidFrom);

    private static MeasurePower Power(JsonElement json) => new(
        LawData.Text(json, "matter"), Texts(json, "kinds"), Texts(json, "approvers"), LawData.Text(json, "approvedBy"), Source(json), LawData.Date(json, "validFrom"));

    private static PowerSwitch Switch(JsonElement json) => new(
        LawData.Text(json, "id"),
        LawData.Text(json, "name"),
        LawData.Text(json, "state") switch
        {
            "on" => true,
            "off" => false,
            var other => throw new FormatException($"Expected on or off, but found {other}"),
        },
        Source(json),
        LawData.Date(json, "validFrom"));

    private static NightHours Night(JsonElement json) => new(Minute(json, "from"), Minute(json, "to"), Source(json), LawData.Date(json, "validFrom"));

    private static TimeOnly Minute(JsonElement json, string name) =>
        TimeOnly.TryParseExact(LawData.Text(json, name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            ? minute
            : throw new FormatException($"Expected a minute like 22:00 in {name}");

    private static LegalSource Source(JsonElement json) => new(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag"));

    private static ImmutableArray<string> Texts(JsonElement json, string name) =>
        [.. LawData.Items(json, name).Select(item => item.GetString() ?? throw new FormatException($"Expected texts in {name}"))];
}
