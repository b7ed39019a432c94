using System.Diagnostics;
using System.Globalization;
using System.Text;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The engine alone, in memory, on one core: a flow of ten user tasks one after the other.</summary>
internal static class EngineBenchmark
{
    private const int Tasks = 10;
    private const int Rounds = 5;

    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static void Run()
    {
        var model = Model();
        var events = Instance(model);
        Rate(() => Instance(model));
        var decided = Enumerable.Range(0, Rounds).Select(_ => Rate(() => Instance(model))).Order().ToList();
        Rate(() => Replay(events));
        var replayed = Enumerable.Range(0, Rounds).Select(_ => Rate(() => Replay(events)) * events.Count).Order().ToList();
        Console.WriteLine();
        Console.WriteLine($"engine, {Tasks} user tasks, {events.Count} events an instance, one thread, median of {Rounds} rounds (least, most)");
        Console.WriteLine($"  decide   {decided[Rounds / 2],12:#,0} instances/s ({decided[0]:#,0}, {decided[^1]:#,0}), {decided[Rounds / 2] * (Tasks + 1):#,0} commands/s");
        Console.WriteLine($"  replay   {replayed[Rounds / 2],12:#,0} events/s ({replayed[0]:#,0}, {replayed[^1]:#,0})");
    }

    private static double Rate(Action act)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundLength)
        {
            act();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static List<EngineEvent> Instance(ProcessModel model)
    {
        var events = new List<EngineEvent>();
        var state = Do(model, null, new StartInstance(FeelContext.Empty) { Now = Now }, events);
        while (state.Status == InstanceStatus.Active)
        {
            state = Do(model, state, new CompleteElement(state.Waiting.First().Id, FeelContext.Empty) { Now = Now }, events);
        }

        return events;
    }

    private static ProcessInstance Do(ProcessModel model, ProcessInstance? state, EngineCommand command, List<EngineEvent> events)
    {
        var accepted = (EngineAccepted)ProcessEngine.Decide(model, state, command);
        events.AddRange(accepted.Events);
        return accepted.State;
    }

    private static void Replay(List<EngineEvent> events)
    {
        ProcessInstance? state = null;
        foreach (var happened in events)
        {
            state = ProcessEngine.Evolve(state, happened);
        }

        if (state is not { Status: InstanceStatus.Completed })
        {
            throw new InvalidOperationException("Expected the replay to end as the instance did");
        }
    }

    private static ProcessModel Model()
    {
        var flow = new StringBuilder("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:benchmark">
            <process id="P" isExecutable="true"><startEvent id="T0"/>
            """);
        for (var i = 1; i <= Tasks; i++)
        {
            flow.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="F{i}" sourceRef="T{i - 1}" targetRef="T{i}"/><userTask id="T{i}"/>""");
        }

        flow.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="F" sourceRef="T{Tasks}" targetRef="E"/><endEvent id="E"/></process></definitions>""");
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(flow.ToString()));
        return read.Model ?? throw new InvalidOperationException(string.Join(Environment.NewLine, read.Faults));
    }
}
