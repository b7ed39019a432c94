using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Linking;

/// <summary>From which cases which others are opened, kept as data beside this class: one more way is one more entry.</summary>
public sealed class CaseLinks
{
    private CaseLinks(ImmutableArray<CaseLink> all) => All = all;

    /// <summary>The table this version of the program carries.</summary>
    public static CaseLinks Official { get; } = Read(LawData.Embedded("Linking.case-links.json"));

    /// <summary>All ways, in order.</summary>
    public ImmutableArray<CaseLink> All { get; }

    /// <summary>The ways that lead from cases of a procedure.</summary>
    public IEnumerable<CaseLink> From(string procedure) => All.Where(link => link.From.Contains(procedure));

    /// <summary>The way from a case of one procedure to one of another; null where there is none.</summary>
    public CaseLink? Find(string from, string to) => From(from).FirstOrDefault(link => link.To == to);

    /// <summary>Reads a table in the form of <c>case-links.json</c>.</summary>
    /// <exception cref="FormatException">A member is missing, an expression does not parse, or a way stands twice.</exception>
    public static CaseLinks Read(ReadOnlySpan<byte> utf8)
    {
        var links = LawData.Parse(utf8).EnumerateArray().Select(ReadLink).ToImmutableArray();
        var twice = links.SelectMany(link => link.From.Select(from => (From: from, link.To))).GroupBy(way => way).FirstOrDefault(way => way.Count() > 1);
        return twice is null ? new CaseLinks(links) : throw new FormatException($"Expected one way from {twice.Key.From} to {twice.Key.To}, but found {twice.Count()}");
    }

    /// <summary>What a case takes over as it is opened from another.</summary>
    /// <returns>The link and the facts, or the refusal.</returns>
    internal static (CaseLink? Link, ImmutableSortedDictionary<string, FeelValue> Facts, Refused? Refused) Opening(CaseSetting setting, OpenCase open)
    {
        var facts = CaseState.NoFacts;
        if (setting.Origin is not { } origin || origin.Case != open.Origin)
        {
            return (null, facts, new Refused("link.unknown", "没有这个原案件，不能由其立案。"));
        }

        if (Official.Find(origin.State.Procedure, setting.Procedure.Key) is not { } link)
        {
            return (null, facts, new Refused("link.none", $"本案不能据以立「{setting.Procedure.Name}」案。"));
        }

        var refused = link.WhyNot(origin, open.At)
            ?? (open.Facts.Count > 0 ? new Refused("link.facts", "由其他案件立案的，登记的事项由原案转入，不另行填写。") : null);
        return refused is null ? (link, link.Carried(origin.State, open.At), null) : (link, facts, refused);
    }

    private static CaseLink ReadLink(JsonElement json)
    {
        var same = Texts(json, "same").Select(key => KeyValuePair.Create(key, Parsed(key)));
        var sets = LawData.Member(json, "sets", JsonValueKind.Object).EnumerateObject().Select(set => KeyValuePair.Create(set.Name, Parsed(set.Value.GetString() ?? string.Empty)));
        return new CaseLink(
            [.. Texts(json, "from")],
            LawData.Text(json, "to"),
            LawData.Text(json, "label"),
            Parsed(LawData.Text(json, "when")),
            LawData.Text(json, "refusal"),
            json.GetProperty("many").GetBoolean(),
            [.. same, .. sets],
            new LegalSource(LawData.Text(json, "law"), LawData.OptionalText(json, "article"), LawData.Tag(json, "tag")));
    }

    private static IEnumerable<string> Texts(JsonElement json, string name) => LawData.Items(json, name).Select(text => text.GetString() ?? throw new FormatException($"Expected texts in {name}"));

    private static FeelExpression Parsed(string text) =>
        FeelExpression.Parse(text) is { Expression: { } expression, Fault: null } ? expression : throw new FormatException($"Expected an expression, but found {text}");
}
