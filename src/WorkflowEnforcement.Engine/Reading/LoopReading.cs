using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads the markers that say how often an activity is done.</summary>
internal static class LoopReading
{
    private const string Collection = "collection";
    private const string ElementVariable = "elementVariable";

    /// <summary>The marker of an activity; null where it has none, or after a fault.</summary>
    public static LoopDefinition? Read(XmlItem activity, string id, FaultList faults)
    {
        var markers = activity.Children.FindAll(child => child.IsBpmn && BpmnNames.Markers.Contains(child.Name));
        foreach (var second in markers.Skip(1))
        {
            faults.Add("loop.several", id, second.Line, $"Expected one marker on {id}, but {second.Name} is another");
        }

        if (markers is [{ Name: "multiInstanceLoopCharacteristics" } many, ..])
        {
            return Many(many, activity, id, faults);
        }

        foreach (var name in (ReadOnlySpan<string>)[Collection, ElementVariable])
        {
            if (AttributeReading.Own(activity, name, id, faults) is not null)
            {
                faults.Add("loop.unmarked", id, activity.Line, $"Expected enf:{name} only with multiInstanceLoopCharacteristics, but {id} has none");
            }
        }

        return markers is [var again, ..] ? Again(again, id, faults) : null;
    }

    private static MultiInstance Many(XmlItem marker, XmlItem activity, string id, FaultList faults)
    {
        CheckChildren(marker, id, faults, "loopCardinality", "completionCondition");
        AttributeReading.Only(marker, "behavior", id, faults, "All");
        var cardinality = ExpressionReading.Child(marker, "loopCardinality", id, faults);
        var collection = CollectionOf(marker, id, faults) ?? CollectionOf(activity, id, faults);
        var variable = AttributeReading.Own(marker, ElementVariable, id, faults) ?? AttributeReading.Own(activity, ElementVariable, id, faults);
        if (cardinality is null == collection is null)
        {
            var found = cardinality is null ? "neither" : "both";
            faults.Add("loop.count", id, marker.Line, $"Expected either loopCardinality or enf:collection for {id}, but found {found}");
        }
        else if (variable is not null && collection is null)
        {
            faults.Add("loop.count", id, marker.Line, $"Expected enf:elementVariable of {id} beside an enf:collection, but there is none");
        }

        return new MultiInstance
        {
            Sequential = AttributeReading.Flag(marker, "isSequential", id, otherwise: false, faults),
            Cardinality = cardinality,
            Collection = collection,
            ElementVariable = variable,
            CompletionCondition = ExpressionReading.Child(marker, "completionCondition", id, faults),
        };
    }

    private static FeelExpression? CollectionOf(XmlItem item, string id, FaultList faults) =>
        AttributeReading.Own(item, Collection, id, faults) is { } text ? ExpressionReading.Parse(text, item.Line, id, faults) : null;

    private static StandardLoop Again(XmlItem marker, string id, FaultList faults)
    {
        CheckChildren(marker, id, faults, "loopCondition");
        var loop = new StandardLoop
        {
            Condition = ExpressionReading.Child(marker, "loopCondition", id, faults),
            TestBefore = AttributeReading.Flag(marker, "testBefore", id, otherwise: false, faults),
            Maximum = AttributeReading.Count(marker, "loopMaximum", id, faults),
        };
        if (loop.Condition is null && marker.Attribute("loopMaximum") is null)
        {
            faults.Add("loop.endless", id, marker.Line, $"Expected the loop of {id} to have a loopCondition or a loopMaximum, but it has neither");
        }

        return loop;
    }

    private static void CheckChildren(XmlItem marker, string id, FaultList faults, params string[] known)
    {
        foreach (var child in marker.Children)
        {
            if (!child.IsBpmn || !(child.Name is "documentation" or "extensionElements" || known.Contains(child.Name)))
            {
                faults.Add("element.unsupported", id, child.Line, $"Expected {marker.Name} of {id} to bear only what this engine executes, but found {child.Name}");
            }
        }
    }
}
