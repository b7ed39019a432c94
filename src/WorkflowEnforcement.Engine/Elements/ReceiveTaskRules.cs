using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A receive task waits for its message, or until its coming is reported.</summary>
internal sealed class ReceiveTaskRules : WaitingTaskRules<ReceiveTask>;
