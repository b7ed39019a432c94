using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>What reading a procedure gave: the definition, or every fault.</summary>
/// <param name="Definition">The definition; null when there is a fault.</param>
/// <param name="Faults">All faults, by line.</param>
public sealed record ProcedureReadResult(ProcedureDefinition? Definition, ImmutableArray<ModelFault> Faults);

/// <summary>Reads a procedure: its flow and forms, and the procedures that it calls.</summary>
public static class ProcedureReader
{
    /// <summary>Reads a procedure that calls no other.</summary>
    /// <param name="bpmn">The flow, BPMN 2.0 XML.</param>
    /// <param name="forms">Form-js schemas by the name by which the flow refers to them.</param>
    public static ProcedureReadResult Read(ReadOnlyMemory<byte> bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms) =>
        Read(new ProcedureSource(bpmn, forms), []);

    /// <summary>Reads a procedure and what it calls. A case stays on all of it: the hash of the definition covers every file.</summary>
    /// <param name="source">The procedure.</param>
    /// <param name="called">All that it calls, and what those call (<see cref="ProcedureLibrary.CalledBy"/>).</param>
    public static ProcedureReadResult Read(ProcedureSource source, IReadOnlyList<ProcedureSource> called)
    {
        var faults = ImmutableArray.CreateBuilder<ModelFault>();
        if (ReadFlow(source, faults) is not { } own)
        {
            return Faulty(faults);
        }

        var others = called.Select(other => ReadCalled(own, other, faults)).OfType<ReadProcedure>().ToList();
        if (faults.Count > 0)
        {
            return Faulty(faults);
        }

        var linked = ProcessLinker.Link(own.Model, others.Select(other => other.Model), [.. others.Prepend(own).SelectMany(each => each.Decisions)]);
        faults.AddRange(linked.Faults);
        NameShared(own, others, faults);
        var steps = Steps(own, others, faults);
        return faults.Count > 0 ? Faulty(faults) : new ProcedureReadResult(Definition(own with { Model = linked.Model! }, steps, others), []);
    }

    /// <summary>Hash of a flow and its forms: see <see cref="ProcedureSource.Hash"/>.</summary>
    public static string Hash(ReadOnlyMemory<byte> bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms) => new ProcedureSource(bpmn, forms).Hash();

    private static ProcedureReadResult Faulty(ImmutableArray<ModelFault>.Builder faults) => new(null, [.. faults.OrderBy(fault => fault.Line)]);

    private static ReadProcedure? ReadFlow(ProcedureSource source, ImmutableArray<ModelFault>.Builder faults)
    {
        var read = BpmnReader.Read(source.Bpmn);
        faults.AddRange(read.Faults);
        if (read.Model is not { } model)
        {
            return null;
        }

        var procedure = model.Extensions.FirstOrDefault(extension => extension is { Namespace: Vocabulary.Namespace, Name: "procedure" });
        CheckProcedure(model, procedure, faults);
        var hash = source.Hash();
        return new ReadProcedure(model with { Version = hash }, procedure, Forms(source.Forms, faults), Decisions(source.Decisions, faults), hash);
    }

    private static ReadProcedure? ReadCalled(ReadProcedure caller, ProcedureSource source, ImmutableArray<ModelFault>.Builder faults)
    {
        var inner = ImmutableArray.CreateBuilder<ModelFault>();
        var read = ReadFlow(source, inner);
        if (inner.FirstOrDefault() is { } first)
        {
            var name = read?.Model.Id ?? "?";
            var call = ProcessLinker.Calls(caller.Model).FirstOrDefault(call => call.CalledElement == name || call.CalledElement == read?.Key);
            faults.Add(new ModelFault("call.broken", call?.Id, call?.Line ?? 0, $"Expected the called procedure {name} to be sound, but at its line {first.Line}: {first.Message}"));
        }

        return read;
    }

    // Tasks, entries and documents are known by the id of their step: one id must mean one step throughout a case.
    private static void NameShared(ReadProcedure own, List<ReadProcedure> others, ImmutableArray<ModelFault>.Builder faults)
    {
        var known = own.Model.Nodes.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var other in others)
        {
            foreach (var shared in other.Model.Nodes.Keys.Where(id => !known.Add(id)).Order(StringComparer.Ordinal))
            {
                faults.Add(new ModelFault("call.same-id", shared, own.Model.Nodes.GetValueOrDefault(shared)?.Line ?? 0, $"Expected procedures that call one another to have no element id in common, but {shared} is in {other.Key} too"));
            }
        }
    }

    private static FrozenDictionary<string, StepDefinition> Steps(ReadProcedure own, List<ReadProcedure> others, ImmutableArray<ModelFault>.Builder faults)
    {
        // What is called knows nothing of its callers, so that it reads alike for all of them.
        var called = others.SelectMany(each => each.Model.Nodes.Keys).ToHashSet(StringComparer.Ordinal);
        var steps = new Dictionary<string, StepDefinition>(
            new StepReader(own.Model, own.Forms, called.Union(own.Model.Nodes.Keys).ToHashSet(StringComparer.Ordinal), faults).ReadAll(), StringComparer.Ordinal);
        foreach (var other in others)
        {
            foreach (var (id, step) in new StepReader(other.Model, other.Forms, called, faults).ReadAll())
            {
                steps.TryAdd(id, step);
            }
        }

        return steps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ProcedureDefinition Definition(ReadProcedure own, FrozenDictionary<string, StepDefinition> steps, List<ReadProcedure> others)
    {
        var hash = ProcedureSource.HashWith(own.Hash, others.Select(other => other.Hash));
        return new ProcedureDefinition
        {
            Key = own.Key,
            Kind = own.Procedure!.Attributes["kind"],
            Name = own.Model.Name,
            Hash = hash,
            Model = own.Model,
            Steps = steps,
        };
    }

    private static void CheckProcedure(ProcessModel model, ExtensionElement? procedure, ImmutableArray<ModelFault>.Builder faults)
    {
        if (procedure is null)
        {
            faults.Add(new ModelFault("procedure.missing", model.Id, 0, $"Expected the process {model.Id} to hold an enf:procedure with its key and kind, but it has none"));
            return;
        }

        if (procedure.Attributes.GetValueOrDefault("key", string.Empty).Length == 0)
        {
            faults.Add(new ModelFault("procedure.key", model.Id, procedure.Line, "Expected enf:procedure to have a key, but it has none"));
        }

        var kind = procedure.Attributes.GetValueOrDefault("kind", string.Empty);
        if (!Vocabulary.Kinds.Contains(kind))
        {
            faults.Add(new ModelFault("procedure.kind", model.Id, procedure.Line, $"Expected a kind of {string.Join(' ', Vocabulary.Kinds.Order(StringComparer.Ordinal))}, but found {kind}"));
        }
    }

    private static Dictionary<string, FormDefinition> Forms(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms, ImmutableArray<ModelFault>.Builder faults)
    {
        var read = new Dictionary<string, FormDefinition>(StringComparer.Ordinal);
        foreach (var (name, json) in forms)
        {
            try
            {
                read[name] = FormReader.Read(name, json);
            }
            catch (FormatException fault)
            {
                faults.Add(new ModelFault("form.broken", null, 0, fault.Message));
            }
        }

        return read;
    }

    private static ImmutableArray<DecisionModel> Decisions(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> decisions, ImmutableArray<ModelFault>.Builder faults)
    {
        var read = ImmutableArray.CreateBuilder<DecisionModel>();
        foreach (var (name, xml) in decisions.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var result = DmnReader.Read(xml);
            faults.AddRange(result.Faults.Select(fault => fault with { Line = 0, Message = $"{name}, line {fault.Line}: {fault.Message}" }));
            if (result.Model is { } model)
            {
                read.Add(model);
            }
        }

        return read.ToImmutable();
    }

    private sealed record ReadProcedure(
        ProcessModel Model, ExtensionElement? Procedure, Dictionary<string, FormDefinition> Forms, ImmutableArray<DecisionModel> Decisions, string Hash)
    {
        public string Key => Procedure?.Attributes.GetValueOrDefault("key") ?? Model.Id;
    }
}
