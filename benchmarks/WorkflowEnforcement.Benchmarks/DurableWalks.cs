using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Server.Cases;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>A command of a case; the one that opens it names its procedure.</summary>
internal sealed record DurableStep(Guid CaseId, string? Procedure, CaseCommand Command);

/// <summary>The commands of a whole case of its own. Each must be taken before the next is asked for.</summary>
internal interface IDurableWalk
{
    string Name { get; }

    string Procedure { get; }

    IAsyncEnumerable<DurableStep> Commands(DurableServer server);
}

/// <summary>Ten user tasks one after the other and nothing else, as <see cref="EngineBenchmark"/> measures them without a database.</summary>
internal sealed class TenTasksWalk : IDurableWalk
{
    private const int Tasks = 10;

    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public string Name => $"cases of {Tasks} user tasks";

    public string Procedure => "penalty.ten-tasks";

    /// <summary>Writes the flow into a folder of procedures.</summary>
    public static void WriteFlow(string workflows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(workflows, "penalty-ten-tasks")).FullName;
        File.WriteAllText(Path.Combine(folder, "process.bpmn"), Flow());
    }

    public async IAsyncEnumerable<DurableStep> Commands(DurableServer server)
    {
        var (id, by) = (Guid.CreateVersion7(), server.Person("officer1"));
        yield return new DurableStep(id, Procedure, new OpenCase("某公司未按规定报送报告", CaseState.NoFacts) { By = by, At = At, CommandId = server.NextCommand() });
        while ((await server.State(id)).Tasks.Values.FirstOrDefault() is { } open)
        {
            yield return new DurableStep(id, null, new CompleteTask(open.Task, "done", CaseState.NoFacts, string.Empty) { By = by, At = At, CommandId = server.NextCommand() });
        }
    }

    private static string Flow()
    {
        var flow = new StringBuilder();
        for (var i = 1; i <= Tasks; i++)
        {
            flow.Append(CultureInfo.InvariantCulture, $"""
                <sequenceFlow id="F{i}" sourceRef="T{i - 1}" targetRef="T{i}"/><userTask id="T{i}" name="办理事项{i}"><extensionElements><enf:stage>调查</enf:stage><enf:purpose>办理第{i}项。</enf:purpose>
                <enf:basis law="行政处罚法" article="第五条" tag="checked"/><enf:assignment roles="officer" people="1"/><enf:outcome key="done" label="办结" kind="primary"/></extensionElements></userTask>
                """);
        }

        return $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:enf="urn:workflow-enforcement:bpmn:1" id="d" targetNamespace="urn:benchmark"><process id="P" name="十步" isExecutable="true">
            <extensionElements><enf:procedure key="penalty.ten-tasks" kind="penalty" law="行政处罚法"/></extensionElements>
            <startEvent id="T0"/>{flow}<sequenceFlow id="F" sourceRef="T{Tasks}" targetRef="E"/><endEvent id="E"/></process></definitions>
            """;
    }
}

/// <summary>The penalty flow from its opening to its archive, each task claimed and given back before it is finished, each document reported.</summary>
internal sealed class PenaltyWalk(string workflows) : IDurableWalk
{
    private readonly JsonElement scenario = JsonElement.Parse(File.ReadAllBytes(Path.Combine(workflows, "penalty-ordinary", "scenarios", "full-penalty.json")));

    public string Name => "cases of the penalty flow";

    public string Procedure => "penalty.ordinary";

    public async IAsyncEnumerable<DurableStep> Commands(DurableServer server)
    {
        var id = Guid.CreateVersion7();
        var start = scenario.GetProperty("start");
        yield return new DurableStep(id, Procedure, new OpenCase(start.GetProperty("title").GetString()!, Facts(start)) { By = By(server, start), At = At(start), CommandId = server.NextCommand() });
        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            await foreach (var next in Step(server, id, step))
            {
                yield return new DurableStep(id, null, next);
                while ((await server.State(id)).Documents.Find(document => document.State == DocumentState.Requested) is { } asked)
                {
                    var report = new ReportDocument(asked.Id, new string('a', 64), 25_000, new string('b', 64)) { By = Actor.TheSystem, At = At(step), CommandId = server.NextCommand() };
                    yield return new DurableStep(id, null, report);
                }
            }
        }
    }

    private static async IAsyncEnumerable<CaseCommand> Step(DurableServer server, Guid id, JsonElement step)
    {
        if (step.TryGetProperty("advance", out _))
        {
            while ((await server.State(id)).Instance!.Timers.Values.FirstOrDefault(timer => timer.DueAt <= At(step)) is { } due)
            {
                yield return new FireDueTimer(due.Id) { By = Actor.TheSystem, At = At(step), CommandId = server.NextCommand() };
            }

            yield break;
        }

        var open = (await server.State(id)).Tasks.Values.First(task => task.Element == step.GetProperty("task").GetString());
        yield return new ClaimTask(open.Task) { By = By(server, step), At = At(step), CommandId = server.NextCommand() };
        yield return new ReleaseTask(open.Task) { By = By(server, step), At = At(step), CommandId = server.NextCommand() };
        var comment = step.TryGetProperty("comment", out var said) ? said.GetString()! : string.Empty;
        yield return new CompleteTask(open.Task, step.GetProperty("outcome").GetString()!, Facts(step), comment) { By = By(server, step), At = At(step), CommandId = server.NextCommand() };
    }

    private static Actor By(DurableServer server, JsonElement step) => server.Person(step.GetProperty("by").GetString()!);

    private static DateTimeOffset At(JsonElement step) => DateTimeOffset.Parse(step.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);

    private static ImmutableSortedDictionary<string, FeelValue> Facts(JsonElement step) =>
        step.TryGetProperty("facts", out var given) ? FactsJson.Read(given).Facts : CaseState.NoFacts;
}
