using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A send task asks for its sending by coming to rest; when that is reported, the message also reaches who waits for it in the case.</summary>
internal sealed class SendTaskRules : WaitingTaskRules<SendTask>;
