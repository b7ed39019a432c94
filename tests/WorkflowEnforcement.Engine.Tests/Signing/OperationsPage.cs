namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>The tables of <c>docs/approval-operations.md</c>, found by the first words of their heads.</summary>
internal static class OperationsPage
{
    private static readonly string Root = FindRoot();

    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(Root, "docs", "approval-operations.md")).Select(line => line.StartsWith('|') ? Cells(line) : [])];

    public static string Source(string folder, string name) => File.ReadAllText(Path.Combine(Root, "src", "WorkflowEnforcement.Engine", folder, name));

    public static IEnumerable<string> SourceNames(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", "WorkflowEnforcement.Engine", folder), "*.cs").Select(path => Path.GetFileName(path));

    public static string SampleFile(string name) =>
        File.ReadAllText(Path.Combine(Root, "tests", "WorkflowEnforcement.Engine.Tests", "Signing", "Samples", name));

    /// <summary>Every table whose head starts so: the head, then the rows.</summary>
    public static IEnumerable<(string[] Head, string[][] Body)> Tables(params string[] head)
    {
        for (var at = 0; at < Rows.Length; at++)
        {
            if (Rows[at].Take(head.Length).SequenceEqual(head))
            {
                yield return (Rows[at], [.. Rows.Skip(at + 2).TakeWhile(row => row.Length > 0)]);
            }
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim(' ', '`', '|'))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Expected the tests to run inside the repository");
    }
}
