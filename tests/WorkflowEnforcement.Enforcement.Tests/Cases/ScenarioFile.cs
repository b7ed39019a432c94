using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>One step of a scenario: a task that somebody finishes, something that comes from outside, or the passing of time.</summary>
internal sealed record ScenarioStep(
    DateTimeOffset At, string By, string Task, string Outcome, string Comment, ImmutableSortedDictionary<string, FeelValue> Facts, bool Advance)
{
    /// <summary>Id of the event that waited for what came; empty for a task.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Code with which the step is refused, changing nothing; empty where it is taken.</summary>
    public string Refused { get; init; } = string.Empty;

    /// <summary>What the legal source of the refusal holds; empty where none is asked for.</summary>
    public string Basis { get; init; } = string.Empty;

    /// <summary>The fact at whose field the refusal stands; empty where none is asked for.</summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>The step by somebody else.</summary>
    public ScenarioStep As(string user) => this with { By = user };

    /// <summary>The step with another entry.</summary>
    public ScenarioStep With(string key, string value) => With(key, FeelValue.Of(value));

    public ScenarioStep With(string key, decimal value) => With(key, FeelValue.Of(value));

    public ScenarioStep With(string key, DateOnly value) => With(key, FeelValue.Of(value));

    public ScenarioStep With(string key, FeelValue value) => this with { Facts = Facts.SetItem(key, value) };

    /// <summary>The step with entries left out.</summary>
    public ScenarioStep Without(params string[] keys) => this with { Facts = Facts.RemoveRange(keys) };

    /// <summary>The step with another outcome and an opinion.</summary>
    public ScenarioStep Ending(string outcome, string comment = "意见。") => this with { Outcome = outcome, Comment = comment };
}

/// <summary>A scenario beside a flow.</summary>
internal sealed record ScenarioFile(
    string Name, DateTimeOffset At, string By, string Title, ImmutableSortedDictionary<string, FeelValue> Facts, ImmutableArray<ScenarioStep> Steps, JsonElement Expected)
{
    /// <summary>True where the bureau of the scenario has every power of coercion that a law can give.</summary>
    public bool HasAllPowers { get; init; }

    /// <summary>Names of all scenarios of the first edition of the ordinary penalty procedure.</summary>
    public static IEnumerable<string> AllNames { get; } = NamesIn([.. TestBureau.FirstEdition, "scenarios"]);

    /// <summary>Names of the scenarios of a procedure; a shared one has none of its own.</summary>
    /// <param name="folder">Its folder.</param>
    public static IEnumerable<string> NamesOf(string folder) =>
        Directory.Exists(RepositoryFiles.Folder("workflows", folder, "scenarios")) ? NamesIn("workflows", folder, "scenarios") : [];

    /// <summary>Reads a scenario of the first edition of the ordinary penalty procedure.</summary>
    public static ScenarioFile Read(string name) => ReadIn([.. TestBureau.FirstEdition, "scenarios", name + ".json"]);

    /// <summary>Reads a scenario of a shipped procedure.</summary>
    public static ScenarioFile Read(string folder, string name) => ReadIn("workflows", folder, "scenarios", name + ".json");

    private static IEnumerable<string> NamesIn(params string[] folder) => [.. RepositoryFiles.Files(".json", folder).Select(path => Path.GetFileNameWithoutExtension(path))];

    private static ScenarioFile ReadIn(params string[] path)
    {
        var json = JsonElement.Parse(RepositoryFiles.Page(path));
        var start = json.GetProperty("start");
        return new ScenarioFile(
            json.GetProperty("name").GetString()!,
            Moment(start),
            Text(start, "by"),
            Text(start, "title"),
            FactsOf(start),
            [.. json.GetProperty("steps").EnumerateArray().Select(Step)],
            json.GetProperty("expect"))
        {
            HasAllPowers = Text(json, "powers") == "all",
        };
    }

    /// <summary>Facts as they stand in a scenario: texts, numbers, ISO dates, truth values, rows.</summary>
    private static ImmutableSortedDictionary<string, FeelValue> FactsOf(JsonElement step)
    {
        if (!step.TryGetProperty("facts", out var given))
        {
            return CaseState.NoFacts;
        }

        return CaseState.NoFacts.AddRange(given.EnumerateObject().Select(member =>
            FactText.Read(FactsDictionary.Official[member.Name], member.Value, out var value) is { } fault
                ? throw new InvalidOperationException($"{member.Name}: {fault}")
                : KeyValuePair.Create(member.Name, value)));
    }

    private static ScenarioStep Step(JsonElement json) =>
        new(Moment(json), Text(json, "by"), Text(json, "task"), Text(json, "outcome"), Text(json, "comment"), FactsOf(json), json.TryGetProperty("advance", out _))
        {
            Message = Text(json, "message"),
            Refused = Text(json, "refused"),
            Basis = Text(json, "basis"),
            Field = Text(json, "field"),
        };

    private static DateTimeOffset Moment(JsonElement json) => DateTimeOffset.Parse(Text(json, "at"), CultureInfo.InvariantCulture);

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString()! : string.Empty;
}
