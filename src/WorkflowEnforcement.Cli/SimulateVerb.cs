using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Simulation;

namespace WorkflowEnforcement.Cli;

/// <summary><c>wfe simulate</c>: runs a definition with the real engine on a virtual clock. It always answers in JSON.</summary>
internal static class SimulateVerb
{
    private const string Script = "--script";
    private const string With = "--with";
    private const string Pretty = "--pretty";
    private const string Json = "--json";

    public static int Run(string[] args, TextWriter output)
    {
        var given = new GivenOptions(args, [Pretty, Json], [Script, With]);
        var file = given.Word("a BPMN file");
        var script = given.One(Script) ?? throw new UnusableInputException($"Expected {Script} with a file that tells what happens, but found none");
        var pretty = given.Has(Pretty);
        var faults = ImmutableArray.CreateBuilder<ModelFault>();
        if (Definition(file, [.. given.All(With)], faults) is { } model && Steps(script, model, faults) is { } steps)
        {
            output.WriteLine(Text(pretty, Simulator.Run(model, steps).Write));
            return CommandLine.Good;
        }

        output.WriteLine(Text(pretty, writer => Write(writer, faults)));
        return CommandLine.Unusable;
    }

    private static ProcessModel? Definition(string file, IReadOnlyCollection<string> others, ImmutableArray<ModelFault>.Builder faults)
    {
        var root = Read(file, null, faults);
        List<ProcessModel?> called = [.. others.Where(other => !IsDecisions(other)).Select(other => Read(other, other, faults))];
        if (faults.Count > 0)
        {
            return null;
        }

        var named = others.Where(IsDecisions).ToList();
        var beside = called.Append(root).Any(NamesDecisions) ? Beside(file) : [];
        List<DecisionModel?> decisions = [.. named.Concat(beside).Select(other => Decisions(other, faults))];
        if (faults.Count > 0)
        {
            return null;
        }

        var linked = ProcessLinker.Link(root!, called.Select(model => model!), decisions.Select(model => model!));
        faults.AddRange(linked.Faults);
        return linked.Model;
    }

    private static bool IsDecisions(string file) => file.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase);

    private static bool NamesDecisions(ProcessModel? model) => model!.Nodes.Values.Any(node => node is BusinessRuleTask { Decision: not null });

    // Decision tables lie beside the flow that names them.
    private static IEnumerable<string> Beside(string file) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*.dmn").Order(StringComparer.Ordinal);

    private static DecisionModel? Decisions(string file, ImmutableArray<ModelFault>.Builder faults)
    {
        if (Bytes(file, faults) is not { } bytes)
        {
            return null;
        }

        var read = DmnReader.Read(bytes);
        faults.AddRange(read.Faults.Select(fault => fault with { Message = $"{file}: {fault.Message}" }));
        return read.Model;
    }

    // A fault of a further file says in which it lies.
    private static ProcessModel? Read(string file, string? toldAs, ImmutableArray<ModelFault>.Builder faults)
    {
        if (Bytes(file, faults) is not { } bytes)
        {
            return null;
        }

        var read = BpmnReader.Read(bytes);
        faults.AddRange(read.Faults.Select(fault => toldAs is null ? fault : fault with { Message = $"{toldAs}: {fault.Message}" }));
        return read.Model;
    }

    private static SimulationScript? Steps(string file, ProcessModel model, ImmutableArray<ModelFault>.Builder faults)
    {
        if (Bytes(file, faults) is not { } bytes)
        {
            return null;
        }

        var read = ScriptReader.Read(bytes);
        faults.AddRange(read.Script is { } script ? Simulator.Check(model, script) : read.Faults);
        return faults.Count > 0 ? null : read.Script;
    }

    private static byte[]? Bytes(string file, ImmutableArray<ModelFault>.Builder faults)
    {
        try
        {
            return InputFile.Read(file);
        }
        catch (UnusableInputException fault)
        {
            faults.Add(new ModelFault("file.unreadable", null, 0, fault.Message));
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<ModelFault> faults)
    {
        writer.WriteStartArray();
        foreach (var fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("code", fault.Code);
            writer.WriteString("element", fault.Element);
            writer.WriteNumber("line", fault.Line);
            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Text(bool pretty, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = pretty }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
