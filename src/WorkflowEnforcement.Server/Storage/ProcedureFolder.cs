using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A folder of a procedure: <c>process.bpmn</c>, form-js schemas beside it or in <c>forms/</c>, named by what the flow calls them, and decision tables (<c>.dmn</c>) beside it.</summary>
internal sealed class ProcedureFolder(string path)
{
    private const long MaxFile = BpmnReader.MaxBytes;

    private readonly string flow = Path.Combine(path, "process.bpmn");

    public string Name => Path.GetFileName(path);

    public bool HasFlow => File.Exists(flow);

    /// <summary>The bytes of the flow, its forms and its decisions.</summary>
    /// <exception cref="InvalidDataException">A file is larger than 16 MiB, or two forms have one name.</exception>
    public ProcedureSource Read()
    {
        var forms = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in Forms())
        {
            var name = Path.GetFileName(file).Split('.')[0];
            if (!forms.TryAdd(name, Bytes(file)))
            {
                throw new InvalidDataException($"Expected one form {name}, but found two");
            }
        }

        var decisions = Directory.GetFiles(path, "*.dmn").ToDictionary(file => Path.GetFileName(file), file => new ReadOnlyMemory<byte>(Bytes(file)), StringComparer.Ordinal);
        return new ProcedureSource(Bytes(flow), forms) { Decisions = decisions };
    }

    private string[] Forms()
    {
        var inner = Path.Combine(path, "forms");
        var files = Directory.GetFiles(path, "*.form");
        return Directory.Exists(inner) ? [.. files, .. Directory.GetFiles(inner, "*.form"), .. Directory.GetFiles(inner, "*.json")] : files;
    }

    private static byte[] Bytes(string file) => new FileInfo(file).Length <= MaxFile
        ? File.ReadAllBytes(file)
        : throw new InvalidDataException($"Expected {Path.GetFileName(file)} to be at most {MaxFile} bytes, but it is {new FileInfo(file).Length}");
}
