using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How messages, signals, errors and escalations find who waits for them.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Gives a message to one that waits for it; false when nobody does.</summary>
    /// <remarks>Who waits within what another one watches comes before it; of the rest a token that waits or is guarded before an event subprocess, and then who has waited longest.</remarks>
    public bool Deliver(string name, string? element, FeelContext variables)
    {
        var waiting = Watches()
            .Where(watch => watch.Trigger is MessageTrigger message && (message.Name == name || message.Id == name) && (element is null || watch.Node.Id == element))
            .ToList();
        if (waiting.Count == 0)
        {
            return false;
        }

        var around = waiting.SelectMany(Around).ToHashSet();
        var first = waiting.Where(watch => !around.Contains(watch.Owner)).OrderBy(watch => watch.Waiter is null).First();
        Emit(new MessageCaught(first.Node.Id, ((MessageTrigger)first.Trigger).Name));
        Trigger(first, variables);
        return true;
    }

    // The scopes in which something waits, and the tokens that host them, outwards.
    private IEnumerable<long> Around(Watch watch)
    {
        var scope = watch.Waiter?.Scope;
        if (scope is { } own)
        {
            yield return own;
        }

        for (var at = State.Scopes[scope ?? watch.Owner]; at.Host is { } host; at = State.Scopes[State.Tokens[host].Scope])
        {
            yield return host;
            yield return State.Tokens[host].Scope;
        }
    }

    /// <summary>Gives a signal to all that wait for it now; false when nobody does.</summary>
    /// <param name="thrower">Id of the event that gives it; empty from outside.</param>
    /// <param name="name">Name or id of the signal.</param>
    /// <param name="variables">What it brings.</param>
    public bool Broadcast(string thrower, string name, FeelContext variables)
    {
        var waiting = Watches().Where(watch => watch.Trigger is SignalTrigger signal && (signal.Name == name || signal.Id == name)).ToList();
        if (thrower.Length > 0 || waiting.Count > 0)
        {
            Emit(new SignalThrown(thrower, name));
        }

        foreach (var watch in waiting.Where(StillWaits))
        {
            Trigger(watch, variables);
        }

        return waiting.Count > 0;
    }

    /// <summary>Who catches what a token throws: first the boundary of its own activity, then scope by scope outwards.</summary>
    /// <param name="thrower">The token.</param>
    /// <param name="fits">Whether an event waits for it: 2 when it names the code, 1 when it catches all, 0 when it does not wait for it.</param>
    public Watch? Catcher(Token thrower, Func<EventTrigger, int> fits)
    {
        var token = thrower;
        while (true)
        {
            if (Node(token) is Activity activity && !IsLoopInstance(token) && Best(OfActivity(token, activity), fits) is { } boundary)
            {
                return boundary;
            }

            var scope = State.Scopes[token.Scope];
            if (Best(WatchesOf(scope), fits) is { } within)
            {
                return within;
            }

            if (scope.Host is not { } host)
            {
                return null;
            }

            token = State.Tokens[host];
        }
    }

    /// <summary>Throws an error; false when nobody catches it, and then nothing has happened.</summary>
    /// <param name="thrower">The token that throws.</param>
    /// <param name="code">Error code.</param>
    /// <param name="ends">Whether the token has reached its end by throwing.</param>
    public bool ThrowError(Token thrower, string code, bool ends)
    {
        if (Catcher(thrower, trigger => trigger is ErrorTrigger error ? Fits(error.Code, code) : 0) is not { } caught)
        {
            return false;
        }

        Emit(new ErrorThrown(thrower.Element, code, caught.Node.Id));
        if (ends)
        {
            Complete(thrower);
        }

        Trigger(caught, FeelContext.Empty);
        return true;
    }

    /// <summary>Throws an escalation outwards from where a token stands; it goes to the nearest that catches it.</summary>
    public void ThrowEscalation(Watch? caught, EscalationThrown thrown)
    {
        Emit(thrown with { CaughtBy = caught?.Node.Id });
        if (caught is { } watch && StillWaits(watch))
        {
            Trigger(watch, FeelContext.Empty);
        }
    }

    /// <summary>Who catches an escalation of a token.</summary>
    public Watch? CatcherOfEscalation(Token thrower, string code) =>
        Catcher(thrower, trigger => trigger is EscalationTrigger escalation ? Fits(escalation.Code, code) : 0);

    private static int Fits(string? wanted, string code) => wanted is null ? 1 : wanted == code ? 2 : 0;

    private static Watch? Best(IEnumerable<Watch> watches, Func<EventTrigger, int> fits)
    {
        var (best, found) = (0, default(Watch?));
        foreach (var watch in watches)
        {
            var fit = fits(watch.Trigger);
            if (fit > best)
            {
                (best, found) = (fit, watch);
            }
        }

        return found;
    }
}
