using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads an expression where the file has one.</summary>
internal static class ExpressionReading
{
    /// <summary>The expression; null after a fault, which names the line in the file.</summary>
    public static FeelExpression? Parse(XmlItem item, string element, FaultList faults)
    {
        if (item.Attribute("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add("expression.language", element, item.Line, $"Expected an expression of {element} in FEEL, but its language is {language}");
            return null;
        }

        foreach (var child in item.Children)
        {
            faults.Add("element.unsupported", element, child.Line, $"Expected an expression of {element} as text, but found {child.Name}");
        }

        var (expression, fault) = FeelExpression.Parse(item.Text.Trim());
        if (fault is not null)
        {
            var line = item.Line + LinesBefore(item.Text) + fault.Line - 1;
            faults.Add("expression.invalid", element, line, $"{fault.Message} (expression of {element}, column {fault.Column})");
        }

        return expression;
    }

    private static int LinesBefore(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \t\r\n");
        return start < 0 ? 0 : text.AsSpan(0, start).Count('\n');
    }
}
