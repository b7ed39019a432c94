namespace WorkflowEnforcement.Enforcement.Tests;

/// <summary>Pages and tables of the repository that tests hold to their word.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = FindRoot();

    public static string Page(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    public static string Folder(string name) => Path.Combine(Root, name);

    public static string Table(string slice, string name) =>
        Page("tests", "WorkflowEnforcement.Enforcement.Tests", slice, name);

    /// <summary>Files of a folder with that ending, ordered by name.</summary>
    public static IReadOnlyList<string> Files(string ending, params string[] folder) =>
        [.. Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*" + ending).Order(StringComparer.Ordinal)];

    /// <summary>The full path of a folder.</summary>
    public static string Folder(params string[] path) => Path.Combine([Root, .. path]);

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
