using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>An end event consumes its token and throws what is drawn; the last token in the scope closes it.</summary>
internal sealed class EndEventRules : ElementRules<EndEvent>
{
    protected override void Enter(Unfolding run, Token token, EndEvent node)
    {
        switch (node.Trigger)
        {
            case NoTrigger:
                run.Follow(token, []);
                break;
            case TerminateTrigger:
                run.Complete(token);
                run.TerminateScope(token.Scope, node.Id);
                break;
            case ErrorTrigger error:
                Throw(run, token, error.Code ?? string.Empty);
                break;
            case CompensationTrigger compensation:
                run.BeginCompensating(token, run.ToCompensate(token, compensation.Activity));
                break;
            case CancelTrigger:
                TakeBack(run, token);
                break;
            default:
                Throwing.Pass(run, token, node);
                break;
        }
    }

    protected override void Leave(Unfolding run, Token token, EndEvent node)
    {
        if (node.Trigger is CancelTrigger)
        {
            LeaveTransaction(run, token);
        }
        else
        {
            run.Follow(token, []);
        }
    }

    protected override void Close(Unfolding run, Token host, EndEvent node, ScopeInstance scope) => Throwing.HandlerDone(run, host, scope);

    private static void Throw(Unfolding run, Token token, string code)
    {
        if (!run.ThrowError(token, code, ends: true))
        {
            run.Fault(token, IncidentPhase.Entering, "error.uncaught", $"Expected error '{code}' of {token.Element} to be caught, but no event catches it");
        }
    }

    // All else in the transaction stops, its other instances too, then what was completed in it is undone.
    private static void TakeBack(Unfolding run, Token token)
    {
        foreach (var other in run.State.TokensIn(token.Scope).Where(other => other.Id != token.Id).ToList())
        {
            run.HandUp(other, token.Scope);
            run.Cancel(other);
        }

        var (host, guarded) = HostOf(run, token);
        foreach (var beside in run.ScopesOf(guarded.Id).Where(scope => guarded.Id != host.Id && scope != host.Scope).ToList())
        {
            run.StopInstance(guarded, beside, token.Scope);
        }

        run.BeginCompensating(token, run.ToCompensate(token, null));
    }

    // The token at the transaction, and the one on which its boundary stands: in a loop, that of the loop.
    private static (Token Host, Token Guarded) HostOf(Unfolding run, Token token)
    {
        var host = run.State.Tokens[run.State.Scopes[token.Scope].Host!.Value];
        return (host, run.IsLoopInstance(host) ? run.State.Tokens[run.State.Scopes[host.Scope].Host!.Value] : host);
    }

    private static void LeaveTransaction(Unfolding run, Token token)
    {
        var guarded = HostOf(run, token).Guarded;
        var model = run.ModelOf(guarded);
        var boundary = ((Activity)model.Nodes[guarded.Element]).BoundaryEvents.Select(id => (BoundaryEvent)model.Nodes[id]).First(boundary => boundary.Trigger is CancelTrigger);
        run.Complete(token);
        run.TriggerBoundary(guarded, boundary);
    }
}
