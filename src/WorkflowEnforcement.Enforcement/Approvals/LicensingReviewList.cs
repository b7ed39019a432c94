using System.Collections.Immutable;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>A case in which the bureau's list asks for legal review before a licensing decision.</summary>
/// <param name="Id">Stable id; <see cref="LicensingDecisionGuards"/> knows how each is recognised.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Source">Where the list has it from.</param>
internal sealed record ListedReview(string Id, string Name, LegalSource Source);

/// <summary>重大执法决定法制审核目录清单 for licensing, as data: a case taken off it needs no review.</summary>
internal static class LicensingReviewList
{
    /// <summary>The list this version of the program carries.</summary>
    public static ImmutableArray<ListedReview> Official { get; } =
    [
        .. LawData.Member(LawData.Parse(LawData.Embedded("Approvals.licensing-review.json")), "cases", JsonValueKind.Array).EnumerateArray().Select(json =>
            new ListedReview(LawData.Text(json, "id"), LawData.Text(json, "name"), new LegalSource(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")))),
    ];
}
