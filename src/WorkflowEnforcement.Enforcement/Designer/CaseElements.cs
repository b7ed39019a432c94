using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>Which elements a case can go through: the engine runs more than the law layer can hand to people.</summary>
public static class CaseElements
{
    /// <summary>Names every element at which a case would stand for ever, because nobody could report that it is done.</summary>
    /// <param name="procedure">A procedure with what it calls.</param>
    /// <returns>A fault for each, by line; empty where the flow can carry cases.</returns>
    public static ImmutableArray<ModelFault> Check(ProcedureDefinition procedure) =>
    [
        .. procedure.Nodes
            .Where(node => Missing(procedure, node) is not null)
            .OrderBy(node => node.Line)
            .Select(node => new ModelFault(
                "procedure.element-not-yet", node.Id, node.Line, $"Expected a procedure of elements that cases can go through, but {node.Id} is {Missing(procedure, node)}")),
    ];

    private static string? Missing(ProcedureDefinition procedure, FlowNode node) => node switch
    {
        ManualTask => "a manual task",
        SendTask => "a send task",
        ReceiveTask => "a receive task; an event that waits for the message can be reported by a person",
        BusinessRuleTask { Decision: null } => "a business rule task without enf:decision",
        StartEvent { Trigger: MessageTrigger } start when start.Scope == procedure.ModelOf(node.Id).Root.ElementId => "a start by message; a case is opened by a person",
        EventNode { Trigger: MessageTrigger } and not (ThrowEvent or EndEvent) when procedure.Steps.GetValueOrDefault(node.Id)?.Assignment is null =>
            "an event that waits for a message and has no enf:assignment to say who reports that it came",
        _ => null,
    };
}
