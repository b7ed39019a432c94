using System.Collections.Immutable;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The highest fine that may be decided on the spot on a kind of party, from a day on.</summary>
/// <param name="Party">As in the fact <c>party.kind</c>: person or organization.</param>
/// <param name="FineMax">Yuan, itself allowed.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="Source">Where it stands.</param>
public sealed record SummaryLimit(string Party, decimal FineMax, DateOnly ValidFrom, LegalSource Source);

/// <summary>The numbers of the summary procedure (简易程序), kept as dated data beside this class.</summary>
/// <legal>行政处罚法 (2021) art. 51, 68; 信用修复管理办法 for how long such a penalty may be shown.</legal>
public static class SummaryLimits
{
    private static readonly JsonElement Data = LawData.Parse(LawData.Embedded("Approvals.summary-penalty.json"));

    private static readonly ImmutableArray<SummaryLimit> Limits =
    [
        .. LawData.Items(Data, "limits").Select(json => new SummaryLimit(
            LawData.Text(json, "party"), LawData.OptionalAmount(json, "fineMax") ?? throw new FormatException("Expected a limit with its fineMax"), LawData.Date(json, "validFrom"), Source(json))),
    ];

    /// <summary>Kinds of penalty that the law lets decide on the spot, as in the fact <c>summary.kind</c>.</summary>
    public static ImmutableHashSet<string> Kinds { get; } = [.. LawData.Items(Data, "kinds").Select(json => LawData.Text(json, "kind"))];

    /// <summary>The highest fine that may be collected at once for its smallness alone.</summary>
    public static (decimal FineMax, LegalSource Source) OnTheSpot { get; } = Read("onTheSpot", json => (LawData.OptionalAmount(json, "fineMax") ?? 0, Source(json)));

    /// <summary>For how many months at most the decision may be shown to the public.</summary>
    public static (int Months, LegalSource Source) Publicity { get; } = Read("publicity", json => (LawData.Number(json, "months"), Source(json)));

    /// <summary>The limit that holds on a day; null where none is known.</summary>
    public static SummaryLimit? Limit(string party, DateOnly on) => Limits.Where(limit => limit.Party == party && limit.ValidFrom <= on).MaxBy(limit => limit.ValidFrom);

    private static T Read<T>(string member, Func<JsonElement, T> read) => read(LawData.Member(Data, member, JsonValueKind.Object));

    private static LegalSource Source(JsonElement json) => new(LawData.Text(json, "law"), LawData.OptionalText(json, "article"), LawData.Tag(json, "tag"));
}
