using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>Whether a flow may be taken. A null condition is false; one that fails or gives no truth value is a fault.</summary>
internal static class FlowCondition
{
    public static (bool Holds, FeelFailure? Fault) Holds(Unfolding run, Token token, string flow)
    {
        if (run.Flow(flow).Test is not { } test)
        {
            return (true, null);
        }

        return test.Evaluate(run.Surroundings(token)) switch
        {
            { Failure: { } failure } => (false, failure with { Message = $"{failure.Message} (condition of flow {flow})" }),
            { Value: FeelBoolean truth } => (truth.Value, null),
            { Value: FeelNull } => (false, null),
            var other => (false, new FeelFailure(
                "condition.not-boolean", $"Expected the condition of flow {flow} to be true or false, but it is a {other.Value.GetType().Name[4..].ToLowerInvariant()}")),
        };
    }
}
