using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Registers;

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
public sealed record InspectionClass(string Class, string Label, int Weight, int YearlyCap);

/// <summary>How the yearly cap treats a kind of inspection.</summary>
/// <param name="Kind">Key: daily, specialOwn, specialSuperior or case.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Counts">True where an inspection of the kind counts toward the cap.</param>
/// <param name="AtCap">What follows when the cap is reached.</param>
public sealed record InspectionKindRule(string Kind, string Label, bool Counts, AtCap AtCap);

/// <summary>The parameters of inspections as the register has them on a day: weights, caps, what counts.</summary>
/// <legal>国办发〔2024〕54号; who publishes the caps, and how kinds count, is known at second hand only.</legal>
public sealed class InspectionRules
{
    private static readonly (string Class, string Label)[] ClassLabels =
        [("A", "A级（信用好、风险低）"), ("B", "B级（信用较好、风险一般）"), ("C", "C级（信用一般、风险较高）"), ("D", "D级（信用差、风险高）")];

    private static readonly (string Kind, string Label)[] KindLabels =
    [
        (InspectionKinds.Daily, "日常检查"), (InspectionKinds.SpecialOwn, "专项检查（本级部署）"),
        (InspectionKinds.SpecialSuperior, "专项检查（上级部署）"), (InspectionKinds.Individual, "个案检查"),
    ];

    private InspectionRules(RegisterBook registers, DateOnly day)
    {
        Classes = [.. ClassLabels.Select(one => new InspectionClass(
            one.Class, one.Label, (int)registers.Threshold(ParameterIds.Weight(one.Class), day).Value, (int)registers.Threshold(ParameterIds.Cap(one.Class), day).Value))];
        Kinds = [.. KindLabels.Select(one => new InspectionKindRule(
            one.Kind, one.Label, registers.Threshold(ParameterIds.Counts(one.Kind), day).IsOn, Enum.Parse<AtCap>(registers.Threshold(ParameterIds.AtCap(one.Kind), day).Text, ignoreCase: true)))];
        capSources = ClassLabels.ToDictionary(one => one.Class, one => registers.Threshold(ParameterIds.Cap(one.Class), day).Source);
    }

    private readonly Dictionary<string, LegalSource> capSources;

    /// <summary>Officers drawn for each object: no parameter (行政处罚法第四十二条 and 国办发〔2024〕54号 ask for two).</summary>
    public const int InspectorsPerObject = 2;

    /// <summary>Where the number of officers comes from.</summary>
    public static LegalSource InspectorsSource { get; } = new("国办发〔2024〕54号", string.Empty, Provenance.CheckedSecondHand);

    /// <summary>The classes, from the least to the most often inspected.</summary>
    public ImmutableArray<InspectionClass> Classes { get; }

    /// <summary>The kinds of inspection.</summary>
    public ImmutableArray<InspectionKindRule> Kinds { get; }

    /// <summary>The parameters as they stand on a local day.</summary>
    public static InspectionRules On(RegisterBook registers, DateOnly day) => new(registers, day);

    /// <summary>The class of that key, or null.</summary>
    public InspectionClass? Class(string key) => Classes.FirstOrDefault(rule => rule.Class == key);

    /// <summary>The rule for a kind, or null.</summary>
    public InspectionKindRule? Kind(string key) => Kinds.FirstOrDefault(rule => rule.Kind == key);

    /// <summary>Where the cap of a class comes from; of a class that is not known, where the lowest cap comes from.</summary>
    public LegalSource CapSource(string objectClass) => capSources[Class(objectClass)?.Class ?? Classes.MinBy(known => known.YearlyCap)!.Class];
}
