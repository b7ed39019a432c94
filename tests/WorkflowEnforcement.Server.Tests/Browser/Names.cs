using System.Xml.Linq;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>Names that people see, for the keys that files and accounts have.</summary>
internal static class Names
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static IReadOnlyDictionary<string, string> Tasks { get; } =
        TasksOf("penalty-ordinary");

    /// <summary>Names of the user tasks of one procedure and of those it may call.</summary>
    public static IReadOnlyDictionary<string, string> TasksOf(string folder) => new[] { folder }
        .Concat(Directory.EnumerateDirectories(BrowserServer.RepositoryFile("workflows"), "shared-*").Select(path => Path.GetFileName(path)!))
        .SelectMany(name => XDocument.Load(BrowserServer.RepositoryFile("workflows", name, "process.bpmn")).Descendants(Bpmn + "userTask"))
        .DistinctBy(task => task.Attribute("id")!.Value)
        .ToDictionary(task => task.Attribute("id")!.Value, task => task.Attribute("name")!.Value);

    public static IReadOnlyDictionary<string, string> People { get; } = new Dictionary<string, string>
    {
        ["officer1"] = "执法人员一",
        ["officer2"] = "执法人员二",
        ["unithead"] = "办案机构负责人",
        ["reviewer"] = "法制审核员",
        ["legalhead"] = "法制科负责人",
        ["deputy"] = "分管负责人",
        ["director"] = "局长",
        ["publisher"] = "公示员",
        ["archivist"] = "档案员",
    };
}
