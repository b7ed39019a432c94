using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Cases;

namespace WorkflowEnforcement.Server.Tests.Storage;

/// <summary>A case walked through a scenario of the penalty flow with chance in between: people who take tasks on and give them back, documents that fail,
/// timers, commands that are refused or sent twice. All of it comes from the seed.</summary>
internal sealed class StoredWalk
{
    // Shorter scenarios give chance no room.
    private const int Fewest = 15;

    private static readonly string[] Users = ["officer1", "officer2", "unithead", "reviewer", "legalhead", "deputy", "director", "admin"];

    private readonly TestServer server;
    private readonly int seed;
    private readonly Random random;
    private readonly Queue<JsonElement> steps;
    private readonly JsonElement start;
    private readonly string procedure;
    private DateTimeOffset now;
    private int commands;
    private CaseCommand? last;

    /// <param name="server">Reads the case; commands may be run by another.</param>
    /// <param name="scenarios">Folder of scenarios.</param>
    public StoredWalk(TestServer server, string scenarios, int seed)
    {
        (this.server, this.seed, random) = (server, seed, new Random(seed));
        var files = Directory.GetFiles(scenarios, "*.json").Order(StringComparer.Ordinal).Select(file => JsonElement.Parse(File.ReadAllBytes(file)))
            .Where(file => file.GetProperty("steps").GetArrayLength() > Fewest).ToList();
        var scenario = files[random.Next(files.Count)];
        start = scenario.GetProperty("start");
        procedure = scenario.GetProperty("procedure").GetString()!;
        steps = new Queue<JsonElement>(scenario.GetProperty("steps").EnumerateArray());
        now = At(start);
        Name = scenario.GetProperty("name").GetString()!;
    }

    public string Name { get; }

    /// <summary>The case, once it is open.</summary>
    public Guid Id { get; private set; }

    public async Task Open()
    {
        var command = new OpenCase(start.GetProperty("title").GetString()!, Facts(start)) { By = By(start), At = now, CommandId = Next() };
        Id = (await server.Cases.Open(Guid.CreateVersion7(), procedure, command, TestServer.Ct)).CaseId;
    }

    /// <summary>The next command; null at the end.</summary>
    public async Task<CaseCommand?> Command()
    {
        var state = (await server.Cases.Load(Id, TestServer.Ct))!.State;
        return last = random.Next(10) switch
        {
            0 when last is not null => last,
            1 when state.Tasks.Count > 0 => new ClaimTask(Any(state.Tasks.Keys)) { By = server.Person(Users[random.Next(Users.Length)]), At = now, CommandId = Next() },
            2 or 3 when state.Tasks.Values.FirstOrDefault(task => task.Holder is not null) is { } held => Release(held),
            4 when state.Documents.Count > 0 => Report(Any(state.Documents).Id, fails: random.Next(3) == 0),
            _ => Needed(state) ?? Further(state),
        };
    }

    // What a scenario takes for granted: documents are made, incidents resolved, and nobody holds a task of somebody else.
    private CaseCommand? Needed(CaseState state) =>
        state.Incidents.FirstOrDefault() is { } incident
            ? new ResolveCaseIncident(incident.Id, false, "已处理。") { By = server.Person("unithead"), At = now, CommandId = Next() }
            : state.Documents.Find(document => document.State == DocumentState.Requested) is { } asked ? Report(asked.Id, fails: random.Next(8) == 0)
            : state.Tasks.Values.FirstOrDefault(task => task.Holder is not null) is { } held ? Release(held)
            : null;

    private CaseCommand? Further(CaseState state)
    {
        if (!steps.TryPeek(out var step))
        {
            return null;
        }

        now = At(step) > now ? At(step) : now;
        if (step.TryGetProperty("advance", out _))
        {
            if (state.Instance!.Timers.Values.FirstOrDefault(timer => timer.DueAt <= now) is { } due)
            {
                return new FireDueTimer(due.Id) { By = Actor.TheSystem, At = now, CommandId = Next() };
            }

            steps.Dequeue();
            return Further(state);
        }

        steps.Dequeue();
        if (step.TryGetProperty("refused", out _))
        {
            return Further(state);
        }

        if (step.TryGetProperty("message", out var message))
        {
            return new ReceiveMessage(message.GetString()!, Facts(step), string.Empty) { By = By(step), At = now, CommandId = Next() };
        }

        var task = state.Tasks.Values.First(open => open.Element == step.GetProperty("task").GetString());
        var comment = step.TryGetProperty("comment", out var said) ? said.GetString()! : string.Empty;
        return new CompleteTask(task.Task, step.GetProperty("outcome").GetString()!, Facts(step), comment) { By = By(step), At = now, CommandId = Next() };
    }

    private ReleaseTask Release(OpenTask held) => new(held.Task) { By = server.Person(held.Holder!), At = now, CommandId = Next() };

    private CaseCommand Report(Guid document, bool fails) => fails
        ? new ReportDocumentFailure(document, "template.broken", "模板损坏。") { By = Actor.TheSystem, At = now, CommandId = Next() }
        : new ReportDocument(document, new string('a', 64), random.Next(1, 99999), new string('b', 64)) { By = Actor.TheSystem, At = now, CommandId = Next() };

    private T Any<T>(IEnumerable<T> items) => items.ElementAt(random.Next(items.Count()));

    private string Next() => $"walk-{seed}-{commands++}";

    private Actor By(JsonElement step) => server.Person(step.GetProperty("by").GetString()!);

    private static DateTimeOffset At(JsonElement step) => DateTimeOffset.Parse(step.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);

    private static ImmutableSortedDictionary<string, FeelValue> Facts(JsonElement step) =>
        step.TryGetProperty("facts", out var given) ? FactsJson.Read(given).Facts : CaseState.NoFacts;
}
