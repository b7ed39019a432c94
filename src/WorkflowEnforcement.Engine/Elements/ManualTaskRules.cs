using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A manual task is done outside the system and waits until that is reported.</summary>
internal sealed class ManualTaskRules : WaitingTaskRules<ManualTask>;
