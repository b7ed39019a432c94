using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Deadlines;

namespace WorkflowEnforcement.Server.Registers;

/// <summary>A member of the entries of a register.</summary>
/// <param name="Type">text, longText, code, whole, amount, date, boolean, choice, creditCode, partyCode, person, entry or parameter.</param>
/// <param name="Choices">Choices by value and label.</param>
/// <param name="Of">The register that an entry is named of.</param>
public sealed record RegisterFieldJson(string Key, string Label, string Type, bool Required, IReadOnlyDictionary<string, string>? Choices, string? Of)
{
    public static RegisterFieldJson Read(RegisterField field) => new(
        field.Key,
        field.Label,
        ClockParameterJson.Camel($"{field.Type}"),
        field.Required,
        field.Choices.Length > 0 ? field.Choices.ToDictionary(choice => choice.Value, choice => choice.Label) : null,
        field.Of.Length > 0 ? field.Of : null);
}

/// <summary>A register.</summary>
/// <param name="Id">The member that tells entries apart.</param>
public sealed record RegisterJson(
    string Key, string Name, string About, string Law, string? Article, string Tag, RegisterFieldJson Id, IReadOnlyList<RegisterFieldJson> Fields)
{
    /// <summary>True where an entry holds from a day that is entered.</summary>
    public bool Dated { get; init; }

    /// <summary>True where no entry can be added.</summary>
    public bool Fixed { get; init; }

    /// <summary>True where the caller keeps it.</summary>
    public bool MayEdit { get; init; }

    /// <summary>Entries that hold today.</summary>
    public int Entries { get; init; }

    public static RegisterJson Of(RegisterDefinition register) => new(
        register.Key,
        register.Name,
        register.About,
        register.Source.Law,
        register.Source.Article.Length > 0 ? register.Source.Article : null,
        Tags.Of(register.Source.Provenance),
        RegisterFieldJson.Read(register.Id),
        [.. register.Fields.Select(RegisterFieldJson.Read)])
    {
        Dated = register.IsDated,
        Fixed = register.IsFixed,
    };
}

/// <summary>A version of an entry.</summary>
/// <param name="Key">Its key; that of a citizen with its middle hidden for those who do not keep the register.</param>
/// <param name="Version">0 for what the program or the account carries.</param>
/// <param name="Struck">True where it is struck from that day on.</param>
/// <param name="Members">Its members as text.</param>
public sealed record RegisterEntryJson(string Key, int Version, DateOnly? ValidFrom, bool Struck, IReadOnlyDictionary<string, string> Members);

/// <summary>An entry with its versions.</summary>
/// <param name="Current">The version that holds today; null where none does.</param>
/// <param name="Versions">All versions, the latest first.</param>
/// <param name="History">Who entered them, when and why.</param>
public sealed record RegisterEntriesJson(RegisterEntryJson? Current, IReadOnlyList<RegisterEntryJson> Versions, IReadOnlyList<VersionJson> History);

/// <summary>A version that is to be entered.</summary>
/// <param name="Members">Its members; left out, the entry is struck.</param>
/// <param name="ValidFrom">Needed where the register is dated.</param>
/// <param name="BasedOn">Number of the version that was seen, 0 for none; left out, nobody else's change is noticed.</param>
public sealed record RegisterEntryRequest(IReadOnlyDictionary<string, string?>? Members, DateOnly? ValidFrom, string? Reason, int? BasedOn);
