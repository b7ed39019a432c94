using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads what each kind of activity bears beyond what all have.</summary>
internal sealed class ActivityReading(RootElements roots, FaultList faults)
{
    public SendTask Fill(SendTask task, XmlItem item) => task with { Message = roots.Message(item, task.Id) };

    public ReceiveTask Fill(ReceiveTask task, XmlItem item)
    {
        AttributeReading.Only(item, "instantiate", task.Id, faults, "false", "0");
        return task with { Message = roots.Message(item, task.Id) };
    }

    public ScriptTask Fill(ScriptTask task, XmlItem item)
    {
        // In another language the text is not FEEL, and faults of FEEL in it would mislead.
        var script = ExpressionReading.CheckLanguage(item, "scriptFormat", task.Id, faults)
            ? ExpressionReading.Child(item, "script", task.Id, faults)
            : ExpressionReading.Unread;
        if (script is null)
        {
            faults.Add("script.missing", task.Id, item.Line, $"Expected {item.Name} {task.Id} to have a script, but it has none");
        }

        return task with { Script = script ?? ExpressionReading.Unread, ResultVariable = ResultVariable(item, task.Id) };
    }

    public BusinessRuleTask Fill(BusinessRuleTask task, XmlItem item) => task with
    {
        Decision = AttributeReading.Own(item, "decision", task.Id, faults),
        ResultVariable = ResultVariable(item, task.Id),
    };

    public CallActivity Fill(CallActivity call, XmlItem item)
    {
        var called = item.Reference("calledElement");
        if (string.IsNullOrEmpty(called))
        {
            faults.Add("call.element-missing", call.Id, item.Line, $"Expected {item.Name} {call.Id} to have a calledElement, but it has none");
        }

        return call with { CalledElement = called ?? "", In = Mappings(item, "in", call.Id), Out = Mappings(item, "out", call.Id) };
    }

    public AdHocSubprocess Fill(AdHocSubprocess adHoc, XmlItem item)
    {
        AttributeReading.Only(item, "ordering", adHoc.Id, faults, "Parallel", "Sequential");
        return adHoc with
        {
            CompletionCondition = ExpressionReading.Child(item, "completionCondition", adHoc.Id, faults),
            CancelsRemaining = AttributeReading.Flag(item, "cancelRemainingInstances", adHoc.Id, otherwise: true, faults),
            Sequential = item.Attribute("ordering") == "Sequential",
        };
    }

    private string? ResultVariable(XmlItem item, string id) => AttributeReading.Own(item, "resultVariable", id, faults);

    private ImmutableArray<VariableMapping> Mappings(XmlItem item, string name, string id)
    {
        var mappings = ImmutableArray.CreateBuilder<VariableMapping>();
        foreach (var mapping in item.Named("extensionElements").SelectMany(extensions => extensions.Children))
        {
            if (mapping.Namespace == ExtensionElement.EnforcementNamespace && mapping.Name == name && Mapping(mapping, id) is { } read)
            {
                mappings.Add(read);
            }
        }

        return mappings.ToImmutable();
    }

    private VariableMapping? Mapping(XmlItem item, string id)
    {
        if (item.Attribute("source") is { Length: > 0 } source && item.Attribute("target") is { Length: > 0 } target)
        {
            return new VariableMapping(ExpressionReading.Parse(source, item.Line, id, faults), target);
        }

        faults.Add("mapping.incomplete", id, item.Line, $"Expected enf:{item.Name} of {id} to have source and target, but one of them is missing");
        return null;
    }
}
