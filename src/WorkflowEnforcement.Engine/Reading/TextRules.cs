namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Text stands in the elements that hold text, not between the parts of a flow, where it is a slip of the hand.</summary>
internal static class TextRules
{
    public static void Check(XmlItem root, FaultList faults)
    {
        foreach (var item in IdRules.Within(root).Where(item => item.Text.Length > 0 && IsPart(item)))
        {
            faults.Add("text.unexpected", item.Id, item.TextLine, $"Expected elements only in {item.Name}, but found the text '{Shortened(item.Text.Trim())}'");
        }
    }

    private static bool IsPart(XmlItem item) => item.Name is "definitions" or "process" or "sequenceFlow" || NodeReading.IsKnown(item.Name);

    private static string Shortened(string text) => text.Length <= 20 ? text : $"{text[..20]}...";
}
