using System.Diagnostics;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An event subprocess is opened by its start event, never by a flow, and ends within the scope it watched.</summary>
internal sealed class EventSubprocessRules : ElementRules<EventSubprocess>
{
    protected override void Enter(Unfolding run, Token token, EventSubprocess node) =>
        throw new UnreachableException("An event subprocess is entered by its start event");

    protected override void Close(Unfolding run, Token host, EventSubprocess node, ScopeInstance scope)
    {
        run.Emit(new ScopeClosed(scope.Id));
        run.Complete(host);
        run.CloseIfEmpty(host.Scope);
    }
}
