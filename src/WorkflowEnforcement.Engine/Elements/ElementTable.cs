using System.Collections.Frozen;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>Which rules hold for which node: all that this engine executes.</summary>
internal static class ElementTable
{
    private static readonly FrozenDictionary<Type, ElementRules> ByNode = new Dictionary<Type, ElementRules>
    {
        [typeof(StartEvent)] = new StartEventRules(),
        [typeof(EndEvent)] = new EndEventRules(),
        [typeof(TerminateEndEvent)] = new TerminateEndEventRules(),
        [typeof(TimerCatchEvent)] = new TimerCatchEventRules(),
        [typeof(TimerBoundaryEvent)] = new TimerBoundaryEventRules(),
        [typeof(ExclusiveGateway)] = new ExclusiveGatewayRules(),
        [typeof(ParallelGateway)] = new ParallelGatewayRules(),
        [typeof(UserTask)] = new UserTaskRules(),
        [typeof(ServiceTask)] = new ServiceTaskRules(),
        [typeof(Subprocess)] = new SubprocessRules(),
    }.ToFrozenDictionary();

    public static ElementRules Of(FlowNode node) => ByNode[node.GetType()];
}
