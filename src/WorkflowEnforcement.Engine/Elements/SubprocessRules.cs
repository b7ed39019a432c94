using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A subprocess opens a scope of its own and is left when the last token in it is consumed.</summary>
internal sealed class SubprocessRules : ActivityRules<Subprocess>
{
    protected override void Begin(Unfolding run, Token token) => run.OpenScope(token);
}
