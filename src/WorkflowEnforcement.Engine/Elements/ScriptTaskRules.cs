using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A script task is worked out at once; its value goes to the result variable.</summary>
internal sealed class ScriptTaskRules : ActivityRules<ScriptTask>
{
    protected override void Begin(Unfolding run, Token token, ScriptTask node)
    {
        var (value, failure) = node.Script.Evaluate(run.Surroundings(token));
        if (failure is not null)
        {
            run.Fault(token, IncidentPhase.Working, failure);
            return;
        }

        if (node.ResultVariable is { } name)
        {
            run.WriteResults(token.Scope, FeelContext.Empty.With(name, value));
        }

        Leave(run, token, (FlowNode)node);
    }

    protected override void Redo(Unfolding run, Token token, ScriptTask node) => Begin(run, token, node);
}
