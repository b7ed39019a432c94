using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Tests.Simulation;

/// <summary>One small process and what it must do under some scripts. Derived from the standard or the contract, never from a run.</summary>
internal sealed record CorpusCase(string Title, string Basis, IReadOnlyList<CorpusRun> Runs)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Simulation", "corpus");

    /// <summary>Files of the processes it calls.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Files of the decisions it names.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    /// <summary>Where the process lies.</summary>
    [JsonIgnore]
    public string File { get; private init; } = string.Empty;

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static CorpusCase Read(string name)
    {
        var file = Path.Combine(Folder, name);
        return JsonSerializer.Deserialize<CorpusCase>(System.IO.File.ReadAllBytes(file + ".json"), Strict)! with { File = file + ".bpmn" };
    }

    /// <summary>The process with all it calls, or the faults of the files.</summary>
    public ReadResult Load()
    {
        var root = BpmnReader.Read(System.IO.File.ReadAllBytes(File));
        return root.Model is null ? root : ProcessLinker.Link(root.Model, With.Select(Called), Decisions.Select(Decided));
    }

    private ProcessModel Called(string name)
    {
        var read = BpmnReader.Read(Beside(name));
        return read.Model ?? throw new InvalidOperationException(string.Join('\n', read.Faults));
    }

    private DecisionModel Decided(string name)
    {
        var read = DmnReader.Read(Beside(name));
        return read.Model ?? throw new InvalidOperationException(string.Join('\n', read.Faults));
    }

    private byte[] Beside(string name) => System.IO.File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(File)!, name));
}

/// <summary>One script and what must come of it.</summary>
/// <param name="When">What is special about it; null where the script says it.</param>
internal sealed record CorpusRun(JsonElement Script, CorpusExpectation Expect, string? When = null);

/// <summary>What must come of a script; what is not named is left open.</summary>
internal sealed record CorpusExpectation
{
    public string? Status { get; init; }

    public IReadOnlyList<string>? Active { get; init; }

    /// <summary>The trace, where there is only one.</summary>
    public IReadOnlyList<string>? Trace { get; init; }

    /// <summary>The trace where there are a few.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? TraceOneOf { get; init; }

    /// <summary>The elements of the trace, where their order is open but for <see cref="Order"/>.</summary>
    public IReadOnlyList<string>? TraceAnyOrder { get; init; }

    /// <summary>Pairs like <c>a&lt;b</c>: the first <c>a</c> of the trace comes before the last <c>b</c>.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    public JsonElement? Variables { get; init; }

    public IReadOnlyList<CorpusRefusal>? Refused { get; init; }

    /// <summary>Where the definition must be refused: the elements, with <c>|</c> between those of which one is named.</summary>
    public IReadOnlyList<string>? Faults { get; init; }
}

internal sealed record CorpusRefusal(int Index, string Code);
