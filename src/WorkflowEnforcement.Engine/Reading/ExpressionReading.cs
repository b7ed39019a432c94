using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads an expression where the file has one. After a fault it gives one that nobody will evaluate, for then there is no model.</summary>
internal static class ExpressionReading
{
    /// <summary>Stands where a fault was found in an expression.</summary>
    public static readonly FeelExpression Unread = FeelExpression.Parse("null").Expression!;

    /// <summary>The expression that an element holds as text; a fault names its line in the file.</summary>
    public static FeelExpression Parse(XmlItem item, string element, FaultList faults)
    {
        if (!CheckLanguage(item, "language", element, faults))
        {
            return Unread;
        }

        foreach (var child in item.Children)
        {
            faults.Add("element.unsupported", element, child.Line, $"Expected an expression of {element} as text, but found {child.Name}");
        }

        return Parse(item.Text.Trim(), item.Line + LinesBefore(item.Text), element, faults);
    }

    /// <summary>The expression in a text that begins in a line.</summary>
    public static FeelExpression Parse(string text, int line, string element, FaultList faults)
    {
        var (expression, fault) = FeelExpression.Parse(text);
        if (fault is not null)
        {
            faults.Add("expression.invalid", element, line + fault.Line - 1, $"{fault.Message} (expression of {element}, column {fault.Column})");
        }

        return expression ?? Unread;
    }

    /// <summary>The expression in the one child of a name; null where there is no such child.</summary>
    public static FeelExpression? Child(XmlItem item, string name, string element, FaultList faults)
    {
        FeelExpression? expression = null;
        foreach (var child in item.Named(name))
        {
            if (expression is not null)
            {
                faults.Add("element.unsupported", element, child.Line, $"Expected one {name} of {element}, but found another");
                break;
            }

            expression = Parse(child, element, faults);
        }

        return expression;
    }

    /// <summary>Whether the language that an attribute names is FEEL, by its short name or its address; where none is named, it is.</summary>
    public static bool CheckLanguage(XmlItem item, string attribute, string element, FaultList faults)
    {
        if (item.Attribute(attribute) is not { } language || IsFeel(language))
        {
            return true;
        }

        faults.Add("expression.language", element, item.Line, $"Expected an expression of {element} in FEEL, but its {attribute} is {language}");
        return false;
    }

    /// <summary>Whether a language is FEEL, by its short name or its address.</summary>
    public static bool IsFeel(string language) => language.Contains("feel", StringComparison.OrdinalIgnoreCase);

    private static int LinesBefore(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \t\r\n");
        return start < 0 ? 0 : text.AsSpan(0, start).Count('\n');
    }
}
