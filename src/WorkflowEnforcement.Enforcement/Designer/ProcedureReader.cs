using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>What reading a procedure gave: the definition, or every fault.</summary>
/// <param name="Definition">The definition; null when there is a fault.</param>
/// <param name="Faults">All faults, by line.</param>
public sealed record ProcedureReadResult(ProcedureDefinition? Definition, ImmutableArray<ModelFault> Faults);

/// <summary>Reads a procedure: its flow and its forms.</summary>
public static class ProcedureReader
{
    /// <summary>Reads a procedure.</summary>
    /// <param name="bpmn">The flow, BPMN 2.0 XML.</param>
    /// <param name="forms">Form-js schemas by the name by which the flow refers to them.</param>
    public static ProcedureReadResult Read(ReadOnlyMemory<byte> bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms)
    {
        var read = BpmnReader.Read(bpmn);
        if (read.Model is not { } model)
        {
            return new ProcedureReadResult(null, read.Faults);
        }

        var faults = ImmutableArray.CreateBuilder<ModelFault>();
        var procedure = model.Extensions.FirstOrDefault(extension => extension is { Namespace: Vocabulary.Namespace, Name: "procedure" });
        CheckProcedure(model, procedure, faults);
        var steps = new StepReader(model, Forms(forms, faults), faults).ReadAll();
        return faults.Count > 0
            ? new ProcedureReadResult(null, [.. faults.OrderBy(fault => fault.Line)])
            : new ProcedureReadResult(Definition(model, procedure!, steps, Hash(bpmn, forms)), []);
    }

    /// <summary>Hash of a flow and its forms: SHA-256 over the flow's bytes and each form's name and bytes, forms ordered by name.</summary>
    public static string Hash(ReadOnlyMemory<byte> bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> forms)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(bpmn.Span));
        foreach (var (name, json) in forms.OrderBy(form => form.Key, StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(json.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
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

    private static ProcedureDefinition Definition(ProcessModel model, ExtensionElement procedure, FrozenDictionary<string, StepDefinition> steps, string hash) => new()
    {
        Key = procedure.Attributes["key"],
        Kind = procedure.Attributes["kind"],
        Name = model.Name,
        Hash = hash,
        Model = model,
        Steps = steps,
    };

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
}
