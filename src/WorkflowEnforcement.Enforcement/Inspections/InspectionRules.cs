using System.Collections.Immutable;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>What happens when an object was inspected as often this year as its class allows.</summary>
public enum AtCap
{
    /// <summary>A further inspection of the kind is refused.</summary>
    Refuse,

    /// <summary>It is allowed, and whoever asks for it must say why it is needed.</summary>
    Warn,

    /// <summary>The cap does not speak of the kind.</summary>
    Nothing,
}

/// <summary>A credit or risk class of inspection objects (分级分类).</summary>
/// <param name="Class">Key, for example <c>B</c>.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Weight">How many times as likely to be drawn as an object of weight 1.</param>
/// <param name="YearlyCap">Inspections that count, in one calendar year, for one object.</param>
/// <param name="Provenance">How sure we are of both numbers.</param>
public sealed record InspectionClass(string Class, string Label, int Weight, int YearlyCap, Provenance Provenance);

/// <summary>How the yearly cap treats a kind of inspection.</summary>
/// <param name="Kind">Key: daily, specialOwn, specialSuperior or case.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Counts">True where an inspection of the kind counts toward the cap.</param>
/// <param name="AtCap">What follows when the cap is reached.</param>
/// <param name="Provenance">How sure we are.</param>
public sealed record InspectionKindRule(string Kind, string Label, bool Counts, AtCap AtCap, Provenance Provenance);

/// <summary>The parameters of inspections, kept as data beside this class: weights, caps, what counts.</summary>
/// <legal>国办发〔2024〕54号; who publishes the caps, and how kinds count, is known at second hand only.</legal>
public sealed class InspectionRules
{
    private readonly ImmutableDictionary<string, InspectionClass> classes;
    private readonly ImmutableDictionary<string, InspectionKindRule> kinds;

    private InspectionRules(JsonElement json)
    {
        Classes = [.. LawData.Items(json, "classes").Select(ReadClass)];
        Kinds = [.. LawData.Items(json, "kinds").Select(ReadKind)];
        classes = Classes.ToImmutableDictionary(rule => rule.Class, StringComparer.Ordinal);
        kinds = Kinds.ToImmutableDictionary(rule => rule.Kind, StringComparer.Ordinal);
        CapSource = Source(LawData.Member(json, "cap", JsonValueKind.Object));
        var inspectors = LawData.Member(json, "inspectors", JsonValueKind.Object);
        InspectorsPerObject = LawData.Number(inspectors, "perObject");
        InspectorsSource = Source(inspectors);
        ValidFrom = LawData.Date(json, "validFrom");
    }

    /// <summary>The parameters shipped with the product.</summary>
    public static InspectionRules Official { get; } = Read(LawData.Embedded("Inspections.inspection-rules.json"));

    /// <summary>Day from which they hold.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>The classes, from the least to the most often inspected.</summary>
    public ImmutableArray<InspectionClass> Classes { get; }

    /// <summary>The kinds of inspection.</summary>
    public ImmutableArray<InspectionKindRule> Kinds { get; }

    /// <summary>Officers drawn for each object.</summary>
    public int InspectorsPerObject { get; }

    /// <summary>Where the number of officers comes from.</summary>
    public LegalSource InspectorsSource { get; }

    /// <summary>Where the cap comes from.</summary>
    public LegalSource CapSource { get; }

    /// <summary>Reads parameters as they lie in <c>inspection-rules.json</c>.</summary>
    /// <param name="utf8">JSON, UTF-8.</param>
    /// <exception cref="FormatException">A member is missing, or a number makes no sense.</exception>
    public static InspectionRules Read(ReadOnlySpan<byte> utf8) => new(LawData.Parse(utf8));

    /// <summary>The class of that key, or null.</summary>
    public InspectionClass? Class(string key) => classes.GetValueOrDefault(key);

    /// <summary>The rule for a kind, or null.</summary>
    public InspectionKindRule? Kind(string key) => kinds.GetValueOrDefault(key);

    private static LegalSource Source(JsonElement json) => new(LawData.Text(json, "law"), LawData.OptionalText(json, "article"), LawData.Tag(json, "tag"));

    private static InspectionClass ReadClass(JsonElement json)
    {
        var read = new InspectionClass(LawData.Text(json, "class"), LawData.Text(json, "label"), LawData.Number(json, "weight"), LawData.Number(json, "yearlyCap"), LawData.Tag(json, "tag"));
        return read is { Weight: >= 1, YearlyCap: >= 0 }
            ? read
            : throw new FormatException($"Expected class {read.Class} to have a weight of at least 1 and a cap of at least 0, but found {read.Weight} and {read.YearlyCap}");
    }

    private static InspectionKindRule ReadKind(JsonElement json) =>
        new(LawData.Text(json, "kind"), LawData.Text(json, "label"), json.GetProperty("counts").GetBoolean(), Enum.Parse<AtCap>(LawData.Text(json, "atCap"), ignoreCase: true), LawData.Tag(json, "tag"));
}
