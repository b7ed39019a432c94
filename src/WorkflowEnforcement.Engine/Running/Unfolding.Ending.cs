using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How scopes, tokens and timers end.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Closes the scope when no token is left in it: the process is completed, a subprocess is left.</summary>
    public void CloseIfEmpty(long scope)
    {
        if (State.Status == InstanceStatus.Active && State.Scopes.TryGetValue(scope, out var open) && IsEmpty(scope))
        {
            Close(open);
        }
    }

    /// <summary>Closes a scope in which no token is left.</summary>
    public void Close(ScopeInstance scope)
    {
        DropScopeTimers(scope.Id);
        if (scope.Host is not { } id)
        {
            Emit(new InstanceCompleted());
            return;
        }

        var host = State.Tokens[id];
        var node = Node(host);
        ElementTable.Of(node).Close(this, host, node, scope);
    }

    /// <summary>Ends a scope at a terminate end event, whatever else is open in it.</summary>
    public void TerminateScope(long scope, string element)
    {
        CancelTokens(scope);
        if (State.Scopes[scope].Host is null)
        {
            DropScopeTimers(scope);
            Emit(new InstanceTerminated($"Terminate end event {element} was reached"));
        }
        else
        {
            Close(State.Scopes[scope]);
        }
    }

    /// <summary>Takes away all tokens directly within a scope and what hangs on them.</summary>
    public void CancelTokens(long scope)
    {
        foreach (var token in TokensOf(scope))
        {
            Cancel(token);
        }
    }

    /// <summary>Takes a token away, with its timers, its incidents and all scopes that it hosts.</summary>
    public void Cancel(Token token)
    {
        DropTimers(token);
        foreach (var scope in ScopesOf(token.Id))
        {
            CancelScope(scope);
        }

        Emit(new TokenCancelled(token.Id, token.Element));
    }

    /// <summary>Takes a scope away with all that is in it.</summary>
    public void CancelScope(long scope)
    {
        DropScopeTimers(scope);
        CancelTokens(scope);
        Emit(new ScopeClosed(scope));
    }

    public void DropTimers(Token token)
    {
        foreach (var timer in TimersOf(token.Id))
        {
            Emit(new TimerDropped(timer));
        }
    }

    private void DropScopeTimers(long scope)
    {
        foreach (var timer in TimersOf(0).Where(timer => State.Timers[timer].Scope == scope))
        {
            Emit(new TimerDropped(timer));
        }
    }

    /// <summary>Cancels what is open in a scope, and nothing more starts in it but what already began.</summary>
    public void Interrupt(long scope)
    {
        CancelTokens(scope);
        DropScopeTimers(scope);
    }

    /// <summary>Whether an interrupting event subprocess has taken a scope over.</summary>
    public bool IsInterrupted(ScopeInstance scope, ScopeModel drawn) => drawn.EventSubprocesses.Any(id =>
        StartOf(ModelOf(scope), id).Interrupting && State.TokensIn(scope.Id).Any(token => token.Element == id));

    private static StartEvent StartOf(ProcessModel model, string eventSubprocess) =>
        (StartEvent)model.Nodes[((EventSubprocess)model.Nodes[eventSubprocess]).Start];
}
