using System.Collections.Frozen;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>Reads one decision.</summary>
internal sealed class DecisionReading(TypeReading types, FeelReading feel, FaultList faults)
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement", "authorityRequirement",
        "supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess", "usingTask",
        "decisionTable", "literalExpression");

    private static readonly FrozenSet<string> KnownLiteral = FrozenSet.Create("description", "extensionElements", "text");

    /// <summary>The decision; null after a fault.</summary>
    public Decision? Read(XmlItem item)
    {
        item.Only(faults, Known);
        if (item.Id is not { Length: > 0 } id)
        {
            return null;
        }

        var head = new DecisionHead(id, DecisionsReading.NameOf(item), DecisionsReading.VariableOf(item));
        var type = types.Of(item.First("variable"), id);
        var (table, literal) = (item.First("decisionTable"), item.First("literalExpression"));
        if (table is null == literal is null)
        {
            faults.Add("decision.logic", item, $"Expected {id} to have one decision table or literal expression, but it has {(table is null ? "none" : "both")}");
            return null;
        }

        return table is not null
            ? new TableReading(id, types, feel, faults).Read(table, type) is { } read ? new Decision(head, read, null, type) : null
            : Expression(literal!, head) is { } expression ? new Decision(head, null, expression, types.Of(literal, id) ?? type) : null;
    }

    private FeelExpression? Expression(XmlItem literal, DecisionHead head)
    {
        literal.Only(faults, KnownLiteral);
        if (literal.Written().Length == 0)
        {
            faults.Add("expression.missing", head.Id, literal.Line, $"Expected an expression of {head.Id}, but it is empty");
        }

        return feel.Expression(literal, head.Id);
    }
}
