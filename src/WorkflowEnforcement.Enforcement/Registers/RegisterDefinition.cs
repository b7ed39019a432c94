using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>What a member of a register's entry holds.</summary>
public enum RegisterFieldType
{
    /// <summary>A short text.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,

    /// <summary>A code of letters, digits, points, hyphens and underscores.</summary>
    Code,

    /// <summary>A whole number, not below 0.</summary>
    Whole,

    /// <summary>A number or an amount of yuan, not below 0, at most two decimals.</summary>
    Amount,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>统一社会信用代码.</summary>
    CreditCode,

    /// <summary>统一社会信用代码, or 公民身份号码 where the member <c>kind</c> is <c>person</c>.</summary>
    PartyCode,

    /// <summary>A person of the bureau, by user name.</summary>
    Person,

    /// <summary>An entry of another register, by key.</summary>
    Entry,

    /// <summary>The value of a parameter, in the form that its id has.</summary>
    Parameter,
}

/// <summary>A member of the entries of a register.</summary>
/// <param name="Key">Name of the member.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Type">What it holds.</param>
public sealed record RegisterField(string Key, string Label, RegisterFieldType Type)
{
    /// <summary>True where an entry must have it.</summary>
    public bool Required { get; init; }

    /// <summary>Said below the field; empty for nothing.</summary>
    public string Help { get; init; } = string.Empty;

    /// <summary>The choices by value, in their order.</summary>
    public ImmutableArray<FactChoice> Choices { get; init; } = [];

    /// <summary>The register that <see cref="RegisterFieldType.Entry"/> names an entry of.</summary>
    public string Of { get; init; } = string.Empty;

    /// <summary>True where lists show it.</summary>
    public bool Listed { get; init; }

    /// <summary>True for personal data: shown with its middle hidden, but to those who keep the register.</summary>
    public bool Personal { get; init; }

    /// <summary>Label of a choice; the value itself where it is none.</summary>
    public string LabelOf(string choice) => Choices.FirstOrDefault(known => known.Value == choice)?.Label ?? choice;
}

/// <summary>A register of the bureau (名录): what its entries hold, who keeps it, and which law asks for it.</summary>
/// <param name="Key">Stable key, for example <c>matters</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="About">What it is for, and what follows from its entries.</param>
/// <param name="Source">Why there is such a register.</param>
/// <param name="Id">The member by which entries are told apart; it is not among <paramref name="Fields"/>.</param>
/// <param name="Fields">The other members, in the order of forms.</param>
public sealed record RegisterDefinition(string Key, string Name, string About, LegalSource Source, RegisterField Id, ImmutableArray<RegisterField> Fields)
{
    /// <summary>Roles that enter and strike entries.</summary>
    public ImmutableArray<string> Editors { get; init; } = [];

    /// <summary>Roles that may read it; empty for everybody of the bureau.</summary>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>True where the rules know each entry: none is added, and none is struck but where <see cref="MayStrike"/> says so.</summary>
    public bool IsFixed { get; init; }

    /// <summary>True where entries may be struck.</summary>
    public bool MayStrike { get; init; }

    /// <summary>True where an entry holds from a day that is entered; else it holds from the day of its entry.</summary>
    public bool IsDated { get; init; }

    /// <summary>Member that names an entry in lists and titles.</summary>
    public string Title { get; init; } = "name";

    /// <summary>True where entries carry their legal source in the members law, article and tag.</summary>
    public bool HasSource => Fields.Any(member => member.Key == "tag");

    /// <summary>The member of that name; null for none.</summary>
    public RegisterField? Field(string key) => key == Id.Key ? Id : Fields.FirstOrDefault(field => field.Key == key);

    /// <summary>True where a person may read it.</summary>
    public bool MayRead(Actor person) => Readers.Length == 0 || Readers.Any(person.Is) || MayEdit(person);

    /// <summary>True where a person keeps it.</summary>
    public bool MayEdit(Actor person) => Editors.Any(person.Is);

    internal static RegisterDefinition Read(JsonElement json) => new(
        LawData.Text(json, "key"),
        LawData.Text(json, "name"),
        LawData.Text(json, "about"),
        new LegalSource(LawData.Text(json, "law"), LawData.OptionalText(json, "article"), LawData.Tag(json, "tag")),
        ReadField(LawData.Member(json, "id", JsonValueKind.Object)),
        [.. LawData.Items(json, "fields").Select(ReadField)])
    {
        Editors = Words(json, "editors"),
        Readers = Words(json, "readers"),
        IsFixed = Flag(json, "fixed"),
        MayStrike = Flag(json, "strike"),
        IsDated = Flag(json, "dated"),
        Title = LawData.OptionalText(json, "title") is { Length: > 0 } title ? title : "name",
    };

    private static RegisterField ReadField(JsonElement json) => new(
        LawData.Text(json, "key"), LawData.Text(json, "label"), Enum.Parse<RegisterFieldType>(LawData.Text(json, "type"), ignoreCase: true))
    {
        Required = Flag(json, "required"),
        Help = LawData.OptionalText(json, "help"),
        Choices = [.. LawData.Items(json, "choices").Select(choice => new FactChoice(LawData.Text(choice, "value"), LawData.Text(choice, "label")))],
        Of = LawData.OptionalText(json, "of"),
        Listed = Flag(json, "listed"),
        Personal = Flag(json, "personal"),
    };

    private static ImmutableArray<string> Words(JsonElement json, string name) =>
        [.. LawData.OptionalText(json, name).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
