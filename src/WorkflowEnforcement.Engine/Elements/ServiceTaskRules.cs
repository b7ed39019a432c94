using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A service task asks for its work by coming to rest, and waits until success or failure is reported.</summary>
internal sealed class ServiceTaskRules : ActivityRules<ServiceTask>
{
    protected override void Begin(Unfolding run, Token token) => run.Rest(token, TokenState.Waiting);
}
