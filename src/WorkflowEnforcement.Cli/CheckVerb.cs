using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Cli;

/// <summary><c>wfe check</c>: every fault of a procedure, as the server would find it when it reads the folder.</summary>
internal static class CheckVerb
{
    private const string Json = "--json";

    public static int Run(string[] args, TextWriter output)
    {
        var given = new GivenOptions(args, [Json], []);
        var file = given.Word("a BPMN file");
        var faults = ProcedureReader.Read(InputFile.Read(file), FormsBeside(file)).Faults;
        if (given.Has(Json))
        {
            output.WriteLine(JsonText.Of(faults.Select(Finding.Of)));
        }
        else
        {
            Tell(file, faults, output);
        }

        return faults switch
        {
            [] => CommandLine.Good,
            _ when faults.Any(IsNoBpmn) => CommandLine.Unusable,
            _ => CommandLine.Findings,
        };
    }

    private static void Tell(string file, IReadOnlyCollection<ModelFault> faults, TextWriter output)
    {
        foreach (var fault in faults)
        {
            var place = fault.Line > 0 ? $"{file}:{fault.Line}" : file;
            var element = fault.Element is { } id ? $" ({id})" : string.Empty;
            output.WriteLine($"{place}: error {fault.Code}{element}: {fault.Message}");
        }

        output.WriteLine(faults.Count switch
        {
            0 => "No findings.",
            1 => "1 finding.",
            _ => $"{faults.Count} findings.",
        });
    }

    private static bool IsNoBpmn(ModelFault fault) =>
        fault.Code.StartsWith("xml.", StringComparison.Ordinal) || fault.Code.StartsWith("file.", StringComparison.Ordinal) || fault.Code == "definitions.missing";

    /// <summary>Form-js schemas by the name by which the flow refers to them: the file's name up to its first dot.</summary>
    private static Dictionary<string, ReadOnlyMemory<byte>> FormsBeside(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var inner = Path.Combine(folder, "forms");
        List<string> files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.form")] : [];
        if (Directory.Exists(inner))
        {
            files.AddRange([.. Directory.GetFiles(inner, "*.form"), .. Directory.GetFiles(inner, "*.json")]);
        }

        var forms = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var form in files)
        {
            var name = Path.GetFileName(form).Split('.')[0];
            if (!forms.TryAdd(name, InputFile.Read(form)))
            {
                throw new UnusableInputException($"Expected one form {name}, but found two");
            }
        }

        return forms;
    }

    /// <summary>A fault for machines. Line 0 means the file as a whole.</summary>
    private sealed record Finding(string Code, string Severity, string? Element, string Message, string? Basis, int Line)
    {
        public static Finding Of(ModelFault fault) => new(fault.Code, "error", fault.Element, fault.Message, null, fault.Line);
    }
}
