using WorkflowEnforcement.Server.Documents;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Documents;

/// <summary>The templates of this repository, found from the folder of the tests upwards.</summary>
internal sealed class TemplateFolder
{
    private TemplateFolder(string path) => Path = path;

    public static string Repository { get; } = FindRepository();

    public static string Root { get; } = System.IO.Path.Combine(Repository, "templates");

    public static KnownNames Names { get; } = KnownNames.Read(File.ReadAllBytes(System.IO.Path.Combine(Root, "names.json")));

    public string Path { get; }

    public byte[] Template => File.ReadAllBytes(System.IO.Path.Combine(Path, "template.docx"));

    public byte[] Description => File.ReadAllBytes(System.IO.Path.Combine(Path, "template.json"));

    public string ExpectedFile => System.IO.Path.Combine(Path, "expected.txt");

    public DocumentData Sample => SampleFacts.Read(File.ReadAllBytes(System.IO.Path.Combine(Path, "sample.json")), Names);

    public static TemplateFolder Of(string code) => new(System.IO.Path.Combine(Root, code));

    public static TheoryData<string> All() =>
        [.. Directory.GetDirectories(Root).Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "WorkflowEnforcement.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Expected the tests to lie inside the repository, but they do not");
    }
}
