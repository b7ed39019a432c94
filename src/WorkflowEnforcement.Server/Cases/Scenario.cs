using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Documents;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>A scenario beside a flow: who does what and when, from opening on. Walked by tests, and by the demo data of a new development database.</summary>
public sealed class Scenario
{
    private readonly JsonElement json;
    private readonly int shift;

    private Scenario(JsonElement json, int shift) => (this.json, this.shift) = (json, shift);

    /// <summary>Name of the scenario.</summary>
    public string Name => json.GetProperty("name").GetString()!;

    /// <summary>What is expected at its end.</summary>
    public JsonElement Expected => json.GetProperty("expect");

    /// <summary>The moments of its steps, the opening first.</summary>
    public IEnumerable<DateTimeOffset> Moments =>
        json.GetProperty("steps").EnumerateArray().Prepend(json.GetProperty("start")).Select(step => Moment(step.GetProperty("at").GetString()!));

    /// <summary>Reads a scenario file.</summary>
    public static Scenario Read(ReadOnlyMemory<byte> bytes) => new(JsonElement.Parse(bytes.Span), 0);

    /// <summary>The same scenario so many days later; whole weeks keep its weekdays.</summary>
    public Scenario Later(int days) => new(json, shift + days);

    /// <summary>Walks the scenario. Documents are made as the steps ask for them.</summary>
    /// <param name="server">The server's services.</param>
    /// <returns>The case that was opened.</returns>
    /// <exception cref="InvalidOperationException">A step was refused; the message says which and why.</exception>
    public async Task<Guid> Walk(IServiceProvider server, CancellationToken ct)
    {
        var walk = new Walking(server.GetRequiredService<CaseStore>(), server.GetRequiredService<DocumentJob>(), server.GetRequiredService<StaffRegister>(), $"scenario-{Name}-{shift}");
        var start = json.GetProperty("start");
        var id = await walk.Open(json.GetProperty("procedure").GetString()!, start.GetProperty("title").GetString()!, Facts(start), By(start), At(start), ct);
        foreach (var step in json.GetProperty("steps").EnumerateArray())
        {
            if (step.TryGetProperty("advance", out _))
            {
                await walk.Advance(id, At(step), ct);
            }
            else
            {
                var comment = step.TryGetProperty("comment", out var said) ? said.GetString()! : string.Empty;
                if (step.TryGetProperty("refused", out _))
                {
                    // Wrong attempts are for the tests; they leave nothing behind.
                    continue;
                }

                if (step.TryGetProperty("message", out var message))
                {
                    await walk.Receive(id, message.GetString()!, Facts(step), comment, By(step), At(step), ct);
                    continue;
                }

                await walk.Complete(id, step.GetProperty("task").GetString()!, step.GetProperty("outcome").GetString()!, Facts(step), comment, By(step), At(step), ct);
            }
        }

        return id;
    }

    private static string By(JsonElement step) => step.GetProperty("by").GetString()!;

    private DateTimeOffset At(JsonElement step) => Moment(step.GetProperty("at").GetString()!);

    private DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).AddDays(shift);

    private System.Collections.Immutable.ImmutableSortedDictionary<string, Engine.Conditions.FeelValue> Facts(JsonElement step)
    {
        if (!step.TryGetProperty("facts", out var given))
        {
            return CaseState.NoFacts;
        }

        var (facts, refusal) = FactsJson.Read(given);
        return refusal is null
            ? CaseState.NoFacts.AddRange(facts.Select(fact => KeyValuePair.Create(fact.Key, Shifted(fact.Value))))
            : throw new InvalidOperationException($"Expected the facts of {Name} to be readable, but {refusal.Fields[0].Key}: {refusal.Fields[0].Message}");
    }

    private Engine.Conditions.FeelValue Shifted(Engine.Conditions.FeelValue value) => value switch
    {
        Engine.Conditions.FeelDate date => Engine.Conditions.FeelValue.Of(date.Value.AddDays(shift)),
        Engine.Conditions.FeelList list => Engine.Conditions.FeelValue.Of(list.Items.Select(Shifted)),
        Engine.Conditions.FeelContext row => row.Entries.Aggregate(
            Engine.Conditions.FeelContext.Empty, (context, cell) => context.With(cell.Key, Shifted(cell.Value))),
        _ => value,
    };

    private sealed class Walking(CaseStore cases, DocumentJob documents, StaffRegister staff, string prefix)
    {
        private int step;

        public async Task<Guid> Open(
            string procedure, string title, System.Collections.Immutable.ImmutableSortedDictionary<string, Engine.Conditions.FeelValue> facts, string by, DateTimeOffset at, CancellationToken ct)
        {
            var command = new OpenCase(title, facts) { By = Person(by), At = at, CommandId = Next() };
            var result = await cases.Open(Guid.CreateVersion7(at), procedure, command, ct);
            Demand(result, "opening");
            await MakeDocuments(result.CaseId, at, ct);
            return result.CaseId;
        }

        public async Task Complete(
            Guid id,
            string element,
            string outcome,
            System.Collections.Immutable.ImmutableSortedDictionary<string, Engine.Conditions.FeelValue> facts,
            string comment,
            string by,
            DateTimeOffset at,
            CancellationToken ct)
        {
            var open = (await cases.Load(id, ct))!.State.Tasks.Values.FirstOrDefault(task => task.Element == element)
                ?? throw new InvalidOperationException($"Expected {prefix} to wait at {element}, but it does not");
            Demand(await cases.Run(id, new CompleteTask(open.Task, outcome, facts, comment) { By = Person(by), At = at, CommandId = Next() }, ct), element);
            await MakeDocuments(id, at, ct);
        }

        public async Task Receive(
            Guid id,
            string element,
            System.Collections.Immutable.ImmutableSortedDictionary<string, Engine.Conditions.FeelValue> facts,
            string comment,
            string by,
            DateTimeOffset at,
            CancellationToken ct)
        {
            Demand(await cases.Run(id, new ReceiveMessage(element, facts, comment) { By = Person(by), At = at, CommandId = Next() }, ct), element);
            await MakeDocuments(id, at, ct);
        }

        public async Task Advance(Guid id, DateTimeOffset at, CancellationToken ct)
        {
            while ((await cases.Load(id, ct))!.State.Instance!.Timers.Values.FirstOrDefault(timer => timer.DueAt <= at) is { } due)
            {
                Demand(await cases.Run(id, new FireDueTimer(due.Id) { By = Actor.TheSystem, At = at, CommandId = Next() }, ct), due.Element);
                await MakeDocuments(id, at, ct);
            }
        }

        private async Task MakeDocuments(Guid id, DateTimeOffset at, CancellationToken ct)
        {
            while ((await cases.Load(id, ct))!.State.Documents.FirstOrDefault(document => document.State == DocumentState.Requested) is { } asked)
            {
                await documents.Run(id, asked.Id, at, ct);
            }
        }

        private Actor Person(string user) => staff.Find(user) is { } member
            ? new Actor(member.Id, member.Name, member.Roles, member.Unit)
            : throw new InvalidOperationException($"Expected an account {user}, but there is none");

        private string Next() => $"{prefix}-{step++}";

        private void Demand(CommandResult result, string what)
        {
            if (result.Outcome is Refused refused)
            {
                var fields = string.Concat(refused.Fields.Select(fault => $" {fault.Key}: {fault.Message}"));
                throw new InvalidOperationException($"Expected {prefix} to go on at {what}, but {refused.Code}: {refused.Message}{fields}");
            }
        }
    }
}
