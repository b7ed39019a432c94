using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A business rule task works out the decision that it names; where none is named it waits for its report.</summary>
internal sealed class BusinessRuleTaskRules : ActivityRules<BusinessRuleTask>
{
    protected override void Begin(Unfolding run, Token token, BusinessRuleTask node)
    {
        if (node.Decision is not { } id)
        {
            run.Rest(token, TokenState.Waiting);
            return;
        }

        if (run.Decision(id) is not { } decision)
        {
            run.Fault(token, IncidentPhase.Working, "decision.unknown", $"Expected decision '{id}' of {node.Id} to be given, but it is not");
            return;
        }

        var outcome = decision.Evaluate(run.Surroundings(token));
        if (outcome.Failure is { } failure)
        {
            run.Fault(token, IncidentPhase.Working, failure);
            return;
        }

        run.Emit(new DecisionMade(node.Id, id, [.. outcome.Hits.Select(hit => $"{hit.Decision}#{hit.Rule}")]));
        if (node.ResultVariable is { } name)
        {
            run.WriteResults(token.Scope, FeelContext.Empty.With(name, outcome.Value));
        }

        Leave(run, token, (FlowNode)node);
    }

    protected override void Redo(Unfolding run, Token token, BusinessRuleTask node) => Begin(run, token, node);
}
