using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A user task waits until its completion is reported.</summary>
internal sealed class UserTaskRules : WaitingTaskRules<UserTask>;
