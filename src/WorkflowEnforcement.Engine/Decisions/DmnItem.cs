using System.Collections.Frozen;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>Elements of DMN among those of a file.</summary>
internal static class DmnItem
{
    // DMN 1.1 to 1.5; what is read here has not changed between them.
    private static readonly FrozenSet<string> Namespaces = FrozenSet.Create(
        StringComparer.Ordinal,
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/");

    public static bool IsDmn(this XmlItem item) => Namespaces.Contains(item.Namespace);

    public static IEnumerable<XmlItem> Dmn(this XmlItem item, string name) => item.Children.Where(child => child.Name == name && child.IsDmn());

    public static XmlItem? First(this XmlItem item, string name) => item.Dmn(name).FirstOrDefault();

    /// <summary>The element <c>text</c> within, trimmed; empty where there is none.</summary>
    public static string Written(this XmlItem item) => item.First("text")?.Text.Trim() ?? "";

    /// <summary>Refuses all elements of DMN within, save those that are named.</summary>
    public static void Only(this XmlItem item, FaultList faults, FrozenSet<string> known)
    {
        foreach (var child in item.Children.Where(child => child.IsDmn() && !known.Contains(child.Name)))
        {
            faults.Add("element.unsupported", child.Id ?? item.Id, child.Line, $"Expected in {item.Name} what is held of DMN, but found {child.Name}");
        }
    }

    /// <summary>Whether the language is FEEL or left open; a fault where it is another.</summary>
    public static bool IsFeel(this XmlItem item, string element, FaultList faults)
    {
        if (item.Attribute("expressionLanguage") is not { Length: > 0 } language || language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        faults.Add("expression.language", element, item.Line, $"Expected an expression of {element} in FEEL, but its language is {language}");
        return false;
    }

    /// <summary>Adds the fault of a text with its line in the file.</summary>
    public static void AddFault(this XmlItem item, string element, FeelSyntaxFault fault, FaultList faults)
    {
        var text = item.First("text") ?? item;
        var start = text.Text.AsSpan().IndexOfAnyExcept(" \t\r\n");
        var line = text.Line + (start < 0 ? 0 : text.Text.AsSpan(0, start).Count('\n')) + fault.Line - 1;
        faults.Add("expression.invalid", element, line, $"{fault.Message} (expression of {element}, column {fault.Column})");
    }
}
