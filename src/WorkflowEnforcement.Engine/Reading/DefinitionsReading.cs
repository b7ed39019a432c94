namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Finds the one executable process of a file and looks at what stands beside it.</summary>
internal static class DefinitionsReading
{
    private static readonly string[] Expressions = ["conditionExpression", "condition", "completionCondition", "loopCondition"];

    /// <summary>The process; null after a fault.</summary>
    public static XmlItem? FindProcess(XmlItem root, FaultList faults)
    {
        if (!IsDefinitions(root, faults))
        {
            return null;
        }

        foreach (var other in root.Children.Where(child => child.IsBpmn && !BpmnNames.BesideProcess.Contains(child.Name)))
        {
            faults.Add("element.unsupported", other, $"Expected elements this engine executes, but found {other.Name}");
        }

        CheckLanguage(root, faults);
        AssociationRules.Check(root, IdRules.Check(root, faults), faults);
        TextRules.Check(root, faults);
        return OneExecutable(root, faults);
    }

    /// <summary>Whether the file is one of BPMN.</summary>
    public static bool IsDefinitions(XmlItem root, FaultList faults)
    {
        if (root.IsNamed("definitions"))
        {
            return true;
        }

        faults.Add("definitions.missing", null, root.Line, $"Expected the root element definitions of BPMN 2.0, but found {root.Name}");
        return false;
    }

    // It is the language of every expression of the file that names none; without it, the files of this system are in FEEL.
    // Many editors write one into files that hold no expression: that does no harm.
    private static void CheckLanguage(XmlItem root, FaultList faults)
    {
        if (root.Attribute("expressionLanguage") is { } language && !ExpressionReading.IsFeel(language) && FirstWithout(root, "language") is { } expression)
        {
            faults.Add("expression.language", root.Attribute("id"), expression.Line, $"Expected an expression in FEEL, but it names no language and the expressionLanguage of the file is {language}");
        }
    }

    private static XmlItem? FirstWithout(XmlItem item, string attribute) =>
        Expressions.Contains(item.Name) && item.Attribute(attribute) is null ? item
        : item.Children.Select(child => FirstWithout(child, attribute)).FirstOrDefault(found => found is not null);

    private static XmlItem? OneExecutable(XmlItem root, FaultList faults)
    {
        var executable = root.Named("process").Where(IsExecutable).ToList();
        if (executable.Count == 0)
        {
            faults.Add("process.missing", null, root.Line, "Expected one process with isExecutable=\"true\", but there is none");
        }

        foreach (var second in executable.Skip(1))
        {
            faults.Add("process.several", second, $"Expected one process with isExecutable=\"true\", but process {second.Id} is another");
        }

        return executable.Count > 0 ? executable[0] : null;
    }

    private static bool IsExecutable(XmlItem process) => process.Attribute("isExecutable") is "true" or "1";
}
