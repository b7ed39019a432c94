using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>All files of a definition as one JSON object of names and bytes: the forms by their names, decisions and called procedures in folders.</summary>
/// <remarks>A form's name has no slash, so definitions stored before there were folders read as they are.</remarks>
internal static class StoredProcedure
{
    private const string DecisionsFolder = "decisions/";
    private const string CalledFolder = "called/";
    private const string FormsFolder = "forms/";
    private const string Flow = "process.bpmn";

    /// <summary>The files beside the flow.</summary>
    public static string Pack(ProcedureSource source, IReadOnlyList<ProcedureSource> called)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, bytes) in source.Forms)
        {
            files[name] = bytes.ToArray();
        }

        Add(files, DecisionsFolder, source.Decisions);
        for (var place = 0; place < called.Count; place++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"{CalledFolder}{place:000}/");
            files[folder + Flow] = called[place].Bpmn.ToArray();
            Add(files, folder + FormsFolder, called[place].Forms);
            Add(files, folder + DecisionsFolder, called[place].Decisions);
        }

        return JsonSerializer.Serialize(files);
    }

    /// <summary>Reads a stored definition with all it calls.</summary>
    public static ProcedureReadResult Read(DefinitionRow row)
    {
        var files = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(row.Forms)!;
        var source = new ProcedureSource(row.Bpmn, In(files, string.Empty)) { Decisions = In(files, DecisionsFolder) };
        var called = files.Keys.Where(name => name.StartsWith(CalledFolder, StringComparison.Ordinal) && name.EndsWith("/" + Flow, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => name[..^Flow.Length])
            .Select(folder => new ProcedureSource(files[folder + Flow], In(files, folder + FormsFolder)) { Decisions = In(files, folder + DecisionsFolder) });
        return ProcedureReader.Read(source, [.. called]);
    }

    private static void Add(SortedDictionary<string, byte[]> files, string folder, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> added)
    {
        foreach (var (name, bytes) in added)
        {
            files[folder + name] = bytes.ToArray();
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> In(Dictionary<string, byte[]> files, string folder) => files
        .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && !file.Key[folder.Length..].Contains('/', StringComparison.Ordinal))
        .ToDictionary(file => file.Key[folder.Length..], file => new ReadOnlyMemory<byte>(file.Value), StringComparer.Ordinal);
}
