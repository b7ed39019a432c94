using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads one sequence flow; whether its ends fit is asked when all nodes are known.</summary>
internal static class FlowReading
{
    public static FlowDraft Read(XmlItem item, string id, FaultList faults)
    {
        var conditions = item.Named("conditionExpression").ToList();
        foreach (var child in item.Children.Where(child => !IsKnown(child)).Concat(conditions.Skip(1)))
        {
            faults.Add("element.unsupported", id, child.Line, $"Expected flow {id} to bear at most one condition, but found {child.Name}");
        }

        FeelExpression? test = conditions is [var first, ..] ? ExpressionReading.Parse(first, id, faults) : null;
        var condition = conditions is [var drawn, ..] ? drawn.Text.Trim() : null;
        var (source, target) = (item.Attribute("sourceRef") ?? "", item.Attribute("targetRef") ?? "");
        return new FlowDraft(item, new SequenceFlow(id, item.Attribute("name"), source, target, condition, item.Line) { Test = test });
    }

    private static bool IsKnown(XmlItem child) =>
        child.IsBpmn && child.Name is "documentation" or "extensionElements" or "conditionExpression";
}
