using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A user task waits until its completion is reported.</summary>
internal sealed class UserTaskRules : ActivityRules<UserTask>
{
    protected override void Begin(Unfolding run, Token token) => run.Rest(token, TokenState.Waiting);
}
