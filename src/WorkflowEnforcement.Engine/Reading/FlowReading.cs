using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads one sequence flow; whether its ends fit is asked when all nodes are known.</summary>
internal static class FlowReading
{
    public static FlowDraft Read(XmlItem item, string id, FaultList faults)
    {
        foreach (var child in item.Children.Where(child => !IsKnown(child)))
        {
            faults.Add("element.unsupported", id, child.Line, $"Expected flow {id} to bear at most a condition, but found {child.Name}");
        }

        var test = ExpressionReading.Child(item, "conditionExpression", id, faults);
        var condition = test is null ? null : item.Named("conditionExpression").First().Text.Trim();
        var (source, target) = (item.Reference("sourceRef") ?? "", item.Reference("targetRef") ?? "");
        return new FlowDraft(item, new SequenceFlow(id, item.Attribute("name"), source, target, condition, item.Line) { Test = test });
    }

    private static bool IsKnown(XmlItem child) =>
        child.IsBpmn && child.Name is "documentation" or "extensionElements" or "conditionExpression";
}
