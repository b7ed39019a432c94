using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An end event consumes its token; the last one in the scope closes it.</summary>
internal sealed class EndEventRules : ElementRules<EndEvent>
{
    protected override void Enter(Unfolding run, Token token, EndEvent node) => run.Follow(token, []);
}
