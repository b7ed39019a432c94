using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Deadlines;

/// <summary>The statutory clocks by number, each wording with the day from which it holds.</summary>
public sealed class ClockBook
{
    private readonly Dictionary<string, string> aliases;

    private ClockBook(IReadOnlyList<ClockRule> rules, Dictionary<string, string> aliases)
    {
        Rules = rules;
        this.aliases = aliases;
    }

    /// <summary>The clocks this version of the program carries.</summary>
    public static ClockBook Official { get; } = Read(LawData.Embedded("Deadlines.clocks.json"));

    /// <summary>Every wording of every clock, in the order of the data.</summary>
    public IReadOnlyList<ClockRule> Rules { get; }

    /// <summary>The wording that applies to a period that starts on a day.</summary>
    /// <param name="id">Number such as <c>T11</c>, upper case; an alias such as <c>T17</c> gives <c>T17a</c>.</param>
    /// <param name="on">Day on which the period starts, local to the bureau.</param>
    /// <returns>The latest wording valid on that day; null where the number is unknown or the law was not yet in force.</returns>
    public ClockRule? Find(string id, DateOnly on)
    {
        var number = aliases.GetValueOrDefault(id, id);
        return Rules.Where(r => r.Id == number && r.ValidFrom <= on).MaxBy(r => r.ValidFrom);
    }

    /// <summary>Reads clock data in the form of <c>clocks.json</c>.</summary>
    /// <exception cref="FormatException">
    /// A member is missing, a length is not positive, one wording stands twice, or an alias stands for nothing.
    /// </exception>
    public static ClockBook Read(ReadOnlySpan<byte> utf8Json)
    {
        var root = LawData.Parse(utf8Json);
        var rules = LawData.Member(root, "clocks", JsonValueKind.Array).EnumerateArray().Select(ReadRule).ToList();
        var twice = rules.GroupBy(r => (r.Id, r.ValidFrom)).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new FormatException($"Expected one wording of {twice.Key.Id} from {twice.Key.ValidFrom:O}, but found two");
        }

        var aliases = LawData.Member(root, "aliases", JsonValueKind.Object);
        return new(rules, aliases.EnumerateObject().ToDictionary(a => a.Name, a => ReadAlias(aliases, a.Name, rules)));
    }

    private static string ReadAlias(JsonElement aliases, string alias, List<ClockRule> rules)
    {
        var id = LawData.Text(aliases, alias);
        return rules.Exists(r => r.Id == id) && !rules.Exists(r => r.Id == alias)
            ? id
            : throw new FormatException($"Expected {alias} to stand for a clock and not to be one, but it stands for {id}");
    }

    private static ClockRule ReadRule(JsonElement json)
    {
        var id = LawData.Text(json, "id");
        var unit = ReadUnit(LawData.Text(json, "unit"));
        var rule = new ClockRule(
            id,
            LawData.Text(json, "name"),
            LawData.Text(json, "startsWith"),
            Positive(id, LawData.Number(json, "length")),
            unit,
            ReadRollsOver(json),
            new(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")),
            LawData.Date(json, "validFrom"),
            ReadExtension(id, json))
        {
            StoppedBy = json.TryGetProperty("stoppedBy", out _) ? LawData.Text(json, "stoppedBy") : null,
        };
        return rule is { StoppedBy: not null, Unit: not (ClockUnit.WorkingDays or ClockUnit.NaturalDays) }
            ? throw new FormatException($"Expected only clocks counted in days to be stopped, but {id} is counted in {unit}")
            : rule;
    }

    private static ClockExtension? ReadExtension(string id, JsonElement json) =>
        json.TryGetProperty("extension", out var extension)
            ? new(Positive(id, LawData.Number(extension, "length")), LawData.Text(extension, "approvedBy"))
            : null;

    private static bool ReadRollsOver(JsonElement json) =>
        json.TryGetProperty("rollsOver", out var rolls) && rolls.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? rolls.GetBoolean()
            : throw new FormatException("Expected rollsOver to be true or false");

    private static int Positive(string id, int length) =>
        length > 0 ? length : throw new FormatException($"Expected {id} to have a positive length, but found {length}");

    private static ClockUnit ReadUnit(string text) => text switch
    {
        "workingDays" => ClockUnit.WorkingDays,
        "naturalDays" => ClockUnit.NaturalDays,
        "months" => ClockUnit.Months,
        "years" => ClockUnit.Years,
        "hours" => ClockUnit.Hours,
        _ => throw new FormatException($"Expected a unit of the clock table, but found {text}"),
    };
}
