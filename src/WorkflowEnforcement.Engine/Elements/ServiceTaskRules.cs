using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A service task asks for its work by coming to rest, and waits until success or failure is reported.</summary>
internal sealed class ServiceTaskRules : WaitingTaskRules<ServiceTask>;
