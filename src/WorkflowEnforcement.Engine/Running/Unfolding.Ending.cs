using WorkflowEnforcement.Engine.Elements;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How scopes, tokens and timers end.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Closes the scope when no token is left in it: the process is completed, a subprocess is left.</summary>
    public void CloseIfEmpty(long scope)
    {
        if (State.TokensIn(scope).Any())
        {
            return;
        }

        if (State.Scopes[scope].Host is null)
        {
            Emit(new InstanceCompleted());
        }
        else
        {
            CloseSubprocess(scope);
        }
    }

    /// <summary>Ends a scope at a terminate end event, whatever else is open in it.</summary>
    public void TerminateScope(long scope, string element)
    {
        CancelTokens(scope);
        if (State.Scopes[scope].Host is null)
        {
            Emit(new InstanceTerminated($"Terminate end event {element} was reached"));
        }
        else
        {
            CloseSubprocess(scope);
        }
    }

    /// <summary>Takes away all tokens directly within a scope and what hangs on them.</summary>
    public void CancelTokens(long scope)
    {
        foreach (var token in State.TokensIn(scope).ToList())
        {
            Cancel(token);
        }
    }

    /// <summary>Takes a token away, with its timers, its incidents and, at a subprocess, the whole scope it waits for.</summary>
    public void Cancel(Token token)
    {
        DropTimers(token);
        foreach (var scope in State.Scopes.Values.Where(scope => scope.Host == token.Id).ToList())
        {
            CancelTokens(scope.Id);
            Emit(new ScopeClosed(scope.Id));
        }

        Emit(new TokenCancelled(token.Id, token.Element));
    }

    public void DropTimers(Token token)
    {
        foreach (var timer in State.Timers.Values.Where(timer => timer.Token == token.Id).ToList())
        {
            Emit(new TimerDropped(timer.Id));
        }
    }

    private void CloseSubprocess(long scope)
    {
        var host = State.Tokens[State.Scopes[scope].Host!.Value];
        Emit(new ScopeClosed(scope));
        var node = Node(host);
        ElementTable.Of(node).Leave(this, host, node);
    }
}
