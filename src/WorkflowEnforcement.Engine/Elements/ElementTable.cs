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
        [typeof(CatchEvent)] = new CatchEventRules(),
        [typeof(ThrowEvent)] = new ThrowEventRules(),
        [typeof(BoundaryEvent)] = new BoundaryEventRules(),
        [typeof(ExclusiveGateway)] = new ExclusiveGatewayRules(),
        [typeof(ParallelGateway)] = new ParallelGatewayRules(),
        [typeof(InclusiveGateway)] = new InclusiveGatewayRules(),
        [typeof(EventBasedGateway)] = new EventBasedGatewayRules(),
        [typeof(UserTask)] = new UserTaskRules(),
        [typeof(ManualTask)] = new ManualTaskRules(),
        [typeof(ServiceTask)] = new ServiceTaskRules(),
        [typeof(SendTask)] = new SendTaskRules(),
        [typeof(ReceiveTask)] = new ReceiveTaskRules(),
        [typeof(ScriptTask)] = new ScriptTaskRules(),
        [typeof(BusinessRuleTask)] = new BusinessRuleTaskRules(),
        [typeof(CallActivity)] = new CallActivityRules(),
        [typeof(Subprocess)] = new SubprocessRules(),
        [typeof(Transaction)] = new TransactionRules(),
        [typeof(AdHocSubprocess)] = new AdHocSubprocessRules(),
        [typeof(EventSubprocess)] = new EventSubprocessRules(),
    }.ToFrozenDictionary();

    public static ElementRules Of(FlowNode node) => ByNode[node.GetType()];
}
