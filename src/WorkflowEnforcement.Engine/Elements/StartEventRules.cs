using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A start event is passed at once: what it waits for has come when a token is there. With it the scope begins to watch for its event subprocesses.</summary>
internal sealed class StartEventRules : ElementRules<StartEvent>
{
    protected override void Enter(Unfolding run, Token token, StartEvent node)
    {
        if (run.Watch(token.Scope) is { } fault)
        {
            run.Fault(token, IncidentPhase.Entering, fault);
        }
        else
        {
            run.Follow(token, node.Outgoing);
        }
    }
}
