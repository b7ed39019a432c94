using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>Reads a drawn flow as a lawyer does: what the law asks of any flow (<see cref="LawRules"/>), and what the shipped drawing of the same procedure holds as the least.</summary>
public static class LawLint
{
    /// <summary>Names everything in a drawing that falls short of the law.</summary>
    /// <param name="drawn">A procedure; faults of its vocabulary are found elsewhere and do not disturb.</param>
    /// <returns>The findings, in the order of the file; what is missing from it first.</returns>
    public static ImmutableArray<LawFinding> Check(ProcessModel drawn) =>
    [
        .. LawRules.Official.Check(drawn).Concat(StatutoryDrawing.Of(KeyOf(drawn))?.Check(drawn) ?? []).Distinct().OrderBy(finding => finding.Line),
    ];

    internal static string KeyOf(ProcessModel model) =>
        model.Extensions.FirstOrDefault(extension => extension is { Namespace: Vocabulary.Namespace, Name: "procedure" })?.Attributes.GetValueOrDefault("key") ?? string.Empty;

    internal static LegalSource SourceOf(ExtensionElement basis) => new(
        basis.Attributes.GetValueOrDefault("law", string.Empty),
        basis.Attributes.GetValueOrDefault("article", string.Empty),
        basis.Attributes.GetValueOrDefault("tag", "checked") switch
        {
            "checked" => Provenance.Checked,
            "checked-2nd" => Provenance.CheckedSecondHand,
            "recalled" => Provenance.Recalled,
            _ => Provenance.Default,
        });
}
