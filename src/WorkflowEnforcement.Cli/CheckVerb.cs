using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Lawfulness;
using WorkflowEnforcement.Engine.Analysis;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Cli;

/// <summary><c>wfe check</c>: every fault of a procedure, as the server would find it when it reads the folder, and what its flow can run into.</summary>
internal static class CheckVerb
{
    private const string Json = "--json";
    private const string BoundHit = "analysis.bound-hit";
    private const string NoProcedure = "procedure.missing";

    public static int Run(string[] args, TextWriter output)
    {
        var given = new GivenOptions(args, [Json], []);
        var file = given.Word("a BPMN file");
        var bpmn = InputFile.Read(file);
        var read = BpmnReader.Read(bpmn);
        List<Finding> found = read.Model is { } model
            ? [.. Words(bpmn, file), .. FlowAnalysis.Check(model).Select(Finding.Of), .. LawLint.Check(model).Select(Finding.Of)]
            : [.. read.Faults.Select(Finding.Of)];
        if (given.Has(Json))
        {
            output.WriteLine(JsonText.Of(found));
        }
        else
        {
            Tell(file, found, output);
        }

        return read.Faults.Any(IsNoBpmn) ? CommandLine.Unusable
            : found.Exists(finding => finding.Severity != Finding.Info) ? CommandLine.Findings
            : CommandLine.Good;
    }

    /// <summary>Faults of the vocabulary and of the forms. A flow that is no procedure of this system has neither.</summary>
    private static IEnumerable<Finding> Words(byte[] bpmn, string file)
    {
        var source = new ProcedureSource(bpmn, FormsBeside(file)) { Decisions = DecisionsBeside(file) };
        var read = new ProcedureLibrary(Beside(file)).Read(source);
        var faults = read.Definition is { } definition ? CaseElements.Check(definition) : read.Faults;
        return faults.FirstOrDefault(fault => fault.Code == NoProcedure) is { } missing
            ? [Finding.Of(missing) with { Severity = Finding.Info, Message = $"{missing.Message}: it is no procedure of this system, and only its flow was checked" }]
            : faults.Select(Finding.Of);
    }

    private static void Tell(string file, List<Finding> found, TextWriter output)
    {
        foreach (var severity in (string[])[Finding.Error, Finding.Warning, Finding.Info])
        {
            foreach (var finding in found.Where(finding => finding.Severity == severity))
            {
                var place = finding.Line > 0 ? $"{file}:{finding.Line}" : file;
                var element = finding.Element is { } id ? $" ({id})" : string.Empty;
                output.WriteLine($"{place}: {severity} {finding.Code}{element}: {finding.Message}{(finding.Basis is { } basis ? $" [{basis}]" : string.Empty)}");
            }
        }

        var bounded = found.Exists(finding => finding.Code == BoundHit);
        output.WriteLine(found.Count(finding => finding.Severity != Finding.Info) switch
        {
            0 => bounded ? "Nothing was found within the bound." : "No findings.",
            1 => "1 finding.",
            var count => $"{count} findings.",
        });
        if (bounded)
        {
            output.WriteLine("The flow is too large to be played to every end: beyond the bound it was not proved sound.");
        }
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

    private static Dictionary<string, ReadOnlyMemory<byte>> DecisionsBeside(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.dmn").ToDictionary(decision => Path.GetFileName(decision), decision => (ReadOnlyMemory<byte>)InputFile.Read(decision), StringComparer.Ordinal)
            : [];
    }

    /// <summary>The procedures in the folders beside that of the file, which it may call.</summary>
    private static IEnumerable<ProcedureSource> Beside(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var parent = Path.GetDirectoryName(folder);
        return parent is null || !Directory.Exists(parent)
            ? []
            : Directory.GetDirectories(parent).Where(other => other != folder).Order(StringComparer.Ordinal)
                .Select(other => Path.Combine(other, "process.bpmn"))
                .Where(File.Exists)
                .Select(flow => new ProcedureSource(InputFile.Read(flow), FormsBeside(flow)) { Decisions = DecisionsBeside(flow) });
    }

    /// <summary>A finding for machines. Line 0 means the file as a whole.</summary>
    private sealed record Finding(string Code, string Severity, string? Element, string Message, string? Basis, int Line)
    {
        public const string Error = "error";
        public const string Warning = "warning";
        public const string Info = "info";

        public static Finding Of(ModelFault fault) => new(fault.Code, Error, fault.Element, fault.Message, null, fault.Line);

        public static Finding Of(LawFinding found) => new(found.Code, found.IsFault ? Error : Warning, found.Element, found.Message, found.Basis.ToString(), found.Line);

        public static Finding Of(FlowFinding found) => new(found.Code, found.Severity.ToString().ToLowerInvariant(), found.Element, found.Message, null, found.Line);
    }
}
