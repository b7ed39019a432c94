using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>Whether a flow may be taken. A null condition is false; one that fails or gives no truth value is a fault.</summary>
internal static class FlowCondition
{
    public static (bool Holds, FeelFailure? Fault) Holds(Unfolding run, Token token, string flow)
    {
        if (run.ModelOf(token).Flows[flow].Test is not { } test)
        {
            return (true, null);
        }

        return Unfolding.Truth(test.Evaluate(run.Surroundings(token)), $"condition of flow {flow}");
    }
}
