using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A terminate end event ends the scope it lies in: the process is terminated, a subprocess is completed.</summary>
internal sealed class TerminateEndEventRules : ElementRules<TerminateEndEvent>
{
    protected override void Enter(Unfolding run, Token token, TerminateEndEvent node)
    {
        run.Emit(new ElementCompleted(token.Id, token.Element));
        run.TerminateScope(token.Scope, node.Id);
    }
}
