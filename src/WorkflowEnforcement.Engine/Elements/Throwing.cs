using System.Diagnostics;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>What end and throw events have in common.</summary>
internal static class Throwing
{
    /// <summary>Goes on and throws a message, signal or escalation; who catches it may take away even the branch that threw.</summary>
    public static void Pass(Unfolding run, Token token, EventNode node)
    {
        var throws = Prepared(run, token, node);
        run.Complete(token);
        if (node.Outgoing.IsEmpty)
        {
            throws();
            run.CloseIfEmpty(token.Scope);
        }
        else
        {
            run.Continue(token, node.Outgoing);
            throws();
        }
    }

    /// <summary>A handler of a compensation is done; the next one follows.</summary>
    public static void HandlerDone(Unfolding run, Token host, ScopeInstance scope)
    {
        run.Emit(new ScopeClosed(scope.Id));
        run.CompensateNext(host);
    }

    /// <summary>Sends a message, which reaches who waits for it in the same case.</summary>
    public static void Send(Unfolding run, string element, MessageTrigger message)
    {
        run.Emit(new MessageThrown(element, message.Name));
        run.Deliver(message.Name, element: null, FeelContext.Empty);
    }

    // Who catches an escalation is found from where the token still stands.
    private static Action Prepared(Unfolding run, Token token, EventNode node)
    {
        switch (node.Trigger)
        {
            case MessageTrigger message:
                return () => Send(run, node.Id, message);
            case SignalTrigger signal:
                return () => run.Broadcast(node.Id, signal.Name, FeelContext.Empty);
            case EscalationTrigger escalation:
                var caught = run.CatcherOfEscalation(token, escalation.Code ?? string.Empty);
                return () => run.ThrowEscalation(caught, new EscalationThrown(node.Id, escalation.Code ?? string.Empty, null));
            default:
                throw new UnreachableException($"{node.Trigger.GetType().Name} cannot be thrown in passing");
        }
    }
}
