using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A business rule task waits for its report where no decision is named.</summary>
internal sealed class BusinessRuleTaskRules : ActivityRules<BusinessRuleTask>
{
    protected override void Begin(Unfolding run, Token token, BusinessRuleTask node) => run.Rest(token, TokenState.Waiting);
}
