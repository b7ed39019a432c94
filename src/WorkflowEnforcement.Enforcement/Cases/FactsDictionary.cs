using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>What kind of value a fact is.</summary>
public enum FactType
{
    /// <summary>A short text.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,

    /// <summary>A plain number.</summary>
    Number,

    /// <summary>An amount in yuan, at most two decimals.</summary>
    Money,

    /// <summary>A day, local to the bureau.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of the choices of the dictionary.</summary>
    Choice,

    /// <summary>A person of the bureau, by user name.</summary>
    People,

    /// <summary>A matter of the matters catalogue, by code.</summary>
    Matter,

    /// <summary>A table with named columns.</summary>
    Rows,
}

/// <summary>Who may see a fact.</summary>
public enum FactPrivacy
{
    /// <summary>May be made public.</summary>
    Public,

    /// <summary>Personal data.</summary>
    Personal,

    /// <summary>Kept from the parties, such as who reported a clue.</summary>
    Secret,
}

/// <summary>A fact that a case can hold, named once.</summary>
/// <param name="Key">Dotted key, for example <c>party.name</c>.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Type">Kind of value.</param>
/// <param name="Unit">Unit shown behind it; empty for none.</param>
/// <param name="Choices">Choices by value, in order; empty for other types.</param>
/// <param name="Columns">Columns of rows; empty for other types.</param>
/// <param name="Privacy">Who may see it.</param>
public sealed record FactDefinition(
    string Key, string Label, FactType Type, string Unit, ImmutableArray<FactChoice> Choices, ImmutableArray<FactDefinition> Columns, FactPrivacy Privacy)
{
    /// <summary>True for a day that is planned and may lie ahead, such as that of a hearing; other days lie not after that of their entry.</summary>
    public bool Ahead { get; init; }

    /// <summary>For a person of the bureau: the role that he must hold; <c>any</c> for any.</summary>
    public string Role { get; init; } = Roles.Officer;

    /// <summary>The label of a choice, or the value itself where it is not a choice.</summary>
    public string LabelOf(string value) => Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;
}

/// <summary>A choice of a fact.</summary>
public sealed record FactChoice(string Value, string Label);

/// <summary>A matter (事项) of the bureau's power list.</summary>
/// <param name="Code">Code, for example CF-JN-01.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">penalty, licensing, coercion or inspection.</param>
/// <param name="Basis">Where the power comes from.</param>
/// <param name="Violation">Short wording of the act.</param>
/// <param name="Penalty">Wording of what the law threatens.</param>
/// <param name="FineMin">Least fine in yuan, or null.</param>
/// <param name="FineMax">Highest fine in yuan, or null.</param>
public sealed record Matter(string Code, string Name, string Kind, LegalSource Basis, string Violation, string Penalty, decimal? FineMin, decimal? FineMax);

/// <summary>The dictionary of facts and the catalogue of matters, kept as data beside this class.</summary>
public sealed class FactsDictionary
{
    private readonly FrozenDictionary<string, FactDefinition> facts;
    private readonly FrozenDictionary<string, Matter> matters;

    private FactsDictionary(IEnumerable<FactDefinition> facts, IEnumerable<Matter> matters)
    {
        All = [.. facts];
        Matters = [.. matters];
        this.facts = All.ToFrozenDictionary(fact => fact.Key, StringComparer.Ordinal);
        this.matters = Matters.ToFrozenDictionary(matter => matter.Code, StringComparer.Ordinal);
    }

    /// <summary>The dictionary shipped with the product.</summary>
    public static FactsDictionary Official { get; } = Load();

    /// <summary>All facts in the order of the dictionary.</summary>
    public ImmutableArray<FactDefinition> All { get; }

    /// <summary>All matters in the order of the catalogue.</summary>
    public ImmutableArray<Matter> Matters { get; }

    /// <summary>True when the dictionary holds the key.</summary>
    public bool Knows(string key) => facts.ContainsKey(key);

    /// <summary>The fact of that key.</summary>
    /// <exception cref="KeyNotFoundException">The dictionary does not hold the key.</exception>
    public FactDefinition this[string key] => facts[key];

    /// <summary>The matter of that code, or null.</summary>
    public Matter? Matter(string code) => matters.GetValueOrDefault(code);

    private static FactsDictionary Load() => new(
        LawData.EmbeddedLike("Cases.facts").SelectMany(file => LawData.Parse(LawData.Embedded(file)).EnumerateArray()).Select(Fact),
        LawData.Parse(LawData.Embedded("Cases.matters.json")).EnumerateArray().Select(ReadMatter));

    private static FactDefinition Fact(JsonElement json) => new(
        LawData.Text(json, "key"),
        LawData.Text(json, "label"),
        Enum.Parse<FactType>(LawData.Text(json, "type"), ignoreCase: true),
        LawData.OptionalText(json, "unit"),
        [.. LawData.Items(json, "choices").Select(choice => new FactChoice(LawData.Text(choice, "value"), LawData.Text(choice, "label")))],
        [.. LawData.Items(json, "columns").Select(Fact)],
        LawData.OptionalText(json, "privacy") is { Length: > 0 } privacy ? Enum.Parse<FactPrivacy>(privacy, ignoreCase: true) : FactPrivacy.Public)
    {
        Ahead = json.TryGetProperty("ahead", out var ahead) && ahead.ValueKind == JsonValueKind.True,
        Role = LawData.OptionalText(json, "role") is { Length: > 0 } role ? role : Roles.Officer,
    };

    private static Matter ReadMatter(JsonElement json) => new(
        LawData.Text(json, "code"),
        LawData.Text(json, "name"),
        LawData.Text(json, "kind"),
        new LegalSource(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")),
        LawData.OptionalText(json, "violation"),
        LawData.OptionalText(json, "penalty"),
        LawData.OptionalAmount(json, "fineMin"),
        LawData.OptionalAmount(json, "fineMax"));
}
