using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>The engine alone, on one core: a flow of ten user tasks one after the other, wide states, and the reading of large models.</summary>
internal static class EngineBenchmark
{
    private const int Tasks = 10;
    private const int Rounds = 5;

    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly ArrayBufferWriter<byte> Buffer = new();

    public static void Run()
    {
        var model = Read(Sequence(Tasks));
        var events = Instance(model, saved: false).Events;
        Console.WriteLine();
        Console.WriteLine($"engine, {Tasks} user tasks, {events.Count} events an instance, one thread, median of {Rounds} rounds (least, most)");
        Tell("in memory", "instances/s", Median(() => Instance(model, saved: false)), goal: 20_000);
        Tell("saved and read back at each step", "instances/s", Median(() => Instance(model, saved: true)), goal: 4_000);
        Tell("replay", "events/s", Median(() => Replay(events)) switch { var (median, least, most) => (median * events.Count, least * events.Count, most * events.Count) }, goal: null);
        Sizes(model);
        Reading();
        Wide();
    }

    private static void Sizes(ProcessModel model)
    {
        var bytes = Instance(model, saved: true).Bytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int times = 1_000;
        for (var i = 0; i < times; i++)
        {
            Instance(model, saved: false);
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / times / (Tasks + 1);
        Console.WriteLine($"  state saved at a step: mean {bytes.Average():0} B, most {bytes.Max()} B (goal <= 1,536); allocated a step: {allocated:#,0} B");
    }

    private static void Reading()
    {
        foreach (var count in new[] { 1_000, 10_000 })
        {
            var xml = Encoding.UTF8.GetBytes(Sequence(count));
            var (median, least, most) = Median(() => BpmnReader.Read(xml));
            Console.WriteLine($"  a model of {count:#,0} tasks ({xml.Length / 1024:#,0} KB) is read in {1000 / median:0.0} ms (best {1000 / most:0.0}, worst {1000 / least:0.0}); goal <= {(count == 1_000 ? 50 : 2_000):#,0}");
        }
    }

    // Completing one of many waiting tasks, and firing the join that takes them all.
    private static void Wide()
    {
        Console.WriteLine("  decide() with many active tokens, microseconds a command (median of 200)");
        var first = 0d;
        foreach (var count in new[] { 10, 100, 1_000, 10_000 })
        {
            var model = Read(Parallel(count));
            var state = Do(model, null, new StartInstance(FeelContext.Empty) { Now = Now }, []);
            var times = new List<double>();
            for (var i = 0; i < 200; i++)
            {
                var token = state.Tokens.Keys.ElementAt(i % state.Tokens.Count);
                var started = Stopwatch.GetTimestamp();
                ProcessEngine.Decide(model, state, new CompleteElement(token, FeelContext.Empty) { Now = Now });
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            times.Sort();
            var median = times[times.Count / 2];
            first = count == 10 ? median : first;
            var whole = Stopwatch.GetTimestamp();
            var ended = Do(model, state, new TerminateInstance("benchmark") { Now = Now }, []);
            Console.WriteLine($"    {count,7:#,0} tokens: {median,9:0.0} us, {median / first:0.0} x that of 10; all cancelled in {Stopwatch.GetElapsedTime(whole).TotalMilliseconds:0.0} ms ({ended.Status})");
        }
    }

    private static void Tell(string what, string unit, (double Median, double Least, double Most) rate, double? goal)
    {
        var wanted = goal is { } least ? $", goal >= {least:#,0}: {rate.Median / least:0.0} x" : string.Empty;
        Console.WriteLine($"  {what,-33} {rate.Median,12:#,0} {unit} ({rate.Least:#,0}, {rate.Most:#,0}){wanted}");
    }

    private static (double Median, double Least, double Most) Median(Action act)
    {
        Rate(act);
        var rates = Enumerable.Range(0, Rounds).Select(_ => Rate(act)).Order().ToList();
        return (rates[Rounds / 2], rates[0], rates[^1]);
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

    private static (List<EngineEvent> Events, List<int> Bytes) Instance(ProcessModel model, bool saved)
    {
        var (events, bytes) = (new List<EngineEvent>(), new List<int>());
        var state = Do(model, null, new StartInstance(FeelContext.Empty) { Now = Now }, events);
        while (state.Status == InstanceStatus.Active)
        {
            if (saved)
            {
                state = SaveAndRead(state);
                bytes.Add(Buffer.WrittenCount);
            }

            state = Do(model, state, new CompleteElement(state.Waiting.First().Id, FeelContext.Empty) { Now = Now }, events);
        }

        return (events, bytes);
    }

    private static ProcessInstance SaveAndRead(ProcessInstance state)
    {
        Buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(Buffer))
        {
            ProcessInstanceJson.Write(writer, state);
        }

        using var json = JsonDocument.Parse(Buffer.WrittenMemory);
        return ProcessInstanceJson.Read(json.RootElement);
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

    private static ProcessModel Read(string xml)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        return read.Model ?? throw new InvalidOperationException(string.Join(Environment.NewLine, read.Faults));
    }

    private static string Sequence(int tasks)
    {
        var flow = new StringBuilder("""<startEvent id="T0"/>""");
        for (var i = 1; i <= tasks; i++)
        {
            flow.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="F{i}" sourceRef="T{i - 1}" targetRef="T{i}"/><userTask id="T{i}" name="办理事项{i}"/>""");
        }

        return File(flow.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="F" sourceRef="T{tasks}" targetRef="E"/><endEvent id="E"/>""").ToString());
    }

    private static string Parallel(int branches)
    {
        var flow = new StringBuilder("""<startEvent id="S"/><parallelGateway id="Fork"/><parallelGateway id="Join"/><endEvent id="E"/><sequenceFlow id="A" sourceRef="S" targetRef="Fork"/><sequenceFlow id="Z" sourceRef="Join" targetRef="E"/>""");
        for (var i = 1; i <= branches; i++)
        {
            flow.Append(CultureInfo.InvariantCulture, $"""<userTask id="T{i}"/><sequenceFlow id="I{i}" sourceRef="Fork" targetRef="T{i}"/><sequenceFlow id="O{i}" sourceRef="T{i}" targetRef="Join"/>""");
        }

        return File(flow.ToString());
    }

    private static string File(string content) => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:benchmark">
        <process id="P" isExecutable="true">{content}</process></definitions>
        """;
}
