using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;

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

    /// <summary>The book with more wordings. Of two with one number and one first day the later given counts.</summary>
    public ClockBook With(IEnumerable<ClockRule> wordings)
    {
        var all = Rules.ToList();
        foreach (var wording in wordings)
        {
            all.RemoveAll(known => known.Id == wording.Id && known.ValidFrom == wording.ValidFrom);
            all.Add(wording);
        }

        return new(all, aliases);
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
            LawData.Number(json, "length"),
            unit,
            ReadRollsOver(json),
            new(LawData.Text(json, "law"), LawData.Text(json, "article"), LawData.Tag(json, "tag")),
            LawData.Date(json, "validFrom"),
            ReadExtension(id, json))
        {
            StoppedBy = json.TryGetProperty("stoppedBy", out _) ? LawData.Text(json, "stoppedBy") : null,
            Method = ReadMethod(json),
            FixedDate = json.TryGetProperty("date", out _) ? ReadFixedDate(LawData.Text(json, "date")) : null,
            OrNextWorkingDay = ReadFlag(json, "orNextWorkingDay"),
        };
        return WhyNotSound(rule) is { } fault ? throw new FormatException(fault) : rule;
    }

    internal static string? WhyNotSound(ClockRule rule) => rule switch
    {
        { StoppedBy: not null, Unit: not (ClockUnit.WorkingDays or ClockUnit.NaturalDays) } =>
            $"Expected only clocks counted in days to be stopped, but {rule.Id} is counted in {rule.Unit}",
        { Method: not ClockMethod.On, StoppedBy: not null } or { Method: not ClockMethod.On, Extension: not null } or { Method: not ClockMethod.On, RollsOver: true } =>
            $"Expected only clocks counted on from their start to be stopped, extended or rolled over, but {rule.Id} is not counted on",
        { Method: ClockMethod.Before, Unit: not (ClockUnit.WorkingDays or ClockUnit.NaturalDays) } =>
            $"Expected only days to be counted back, but {rule.Id} is counted in {rule.Unit}",
        { OrNextWorkingDay: true, Unit: not ClockUnit.Hours } => $"Expected a working day only beside hours, but {rule.Id} is counted in {rule.Unit}",
        _ when rule.FixedDate is null != rule.Method is not ClockMethod.FixedDate || rule.Unit == ClockUnit.Date != rule.Method is ClockMethod.FixedDate =>
            $"Expected a date exactly where the unit is date, but {rule.Id} has one without the other",
        _ when rule.Length < 0 || (rule.Length == 0 && (rule.Method == ClockMethod.Before || rule.RollsOver)) =>
            $"Expected {rule.Id} to have a positive length, but found {rule.Length}",
        _ => null,
    };

    private static ClockMethod ReadMethod(JsonElement json) => LawData.OptionalText(json, "method") switch
    {
        "" => ClockMethod.On,
        "before" => ClockMethod.Before,
        "fixedDate" => ClockMethod.FixedDate,
        var other => throw new FormatException($"Expected a method of before or fixedDate, but found {other}"),
    };

    private static (int Month, int Day) ReadFixedDate(string text) =>
        DateOnly.TryParseExact($"2001-{text}", "yyyy-MM-dd", out var day) ? (day.Month, day.Day) : throw new FormatException($"Expected a date of every year like 01-31, but found {text}");

    private static ClockExtension? ReadExtension(string id, JsonElement json) =>
        json.TryGetProperty("extension", out var extension)
            ? new(Positive(id, LawData.Number(extension, "length")), LawData.Text(extension, "approvedBy")) { Roles = ReadRoles(extension) }
            : null;

    private static ImmutableArray<string> ReadRoles(JsonElement extension)
    {
        ImmutableArray<string> roles = [.. LawData.Member(extension, "roles", JsonValueKind.Array).EnumerateArray().Select(role => role.GetString() ?? string.Empty)];
        return roles.FirstOrDefault(role => Roles.NameOf(role) == role) is { } unknown ? throw new FormatException($"Expected roles of the bureau, but found {unknown}") : roles;
    }

    private static bool ReadFlag(JsonElement json, string name) => json.TryGetProperty(name, out var flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"Expected {name} to be true or false"),
    };

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
        "date" => ClockUnit.Date,
        _ => throw new FormatException($"Expected a unit of the clock table, but found {text}"),
    };
}
