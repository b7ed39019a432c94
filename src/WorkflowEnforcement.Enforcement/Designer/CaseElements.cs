using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>Which elements a case can go through: the engine runs more than the law layer can hand to people yet.</summary>
public static class CaseElements
{
    /// <summary>Names every element at which a case would stand for ever, because nobody could report that it is done.</summary>
    /// <param name="model">The flow of a procedure.</param>
    /// <returns>A fault for each, by line; empty where the flow can carry cases.</returns>
    public static ImmutableArray<ModelFault> Check(ProcessModel model) =>
    [
        .. model.Nodes.Values
            .Where(node => Missing(node) is not null)
            .OrderBy(node => node.Line)
            .Select(node => new ModelFault(
                "procedure.element-not-yet", node.Id, node.Line, $"Expected a procedure of elements that cases can go through so far, but {node.Id} is {Missing(node)}")),
    ];

    private static string? Missing(FlowNode node) => node switch
    {
        CallActivity => "a call activity",
        ManualTask => "a manual task",
        SendTask => "a send task",
        ReceiveTask => "a receive task",
        BusinessRuleTask => "a business rule task",
        CatchEvent { Trigger: MessageTrigger } or BoundaryEvent { Trigger: MessageTrigger } or StartEvent { Trigger: MessageTrigger } => "an event that waits for a message",
        _ => null,
    };
}
