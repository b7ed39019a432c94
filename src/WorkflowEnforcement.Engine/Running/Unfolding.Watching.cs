using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>An event that waits, and what it waits on.</summary>
/// <param name="Owner">Number of the token or scope; the smaller has waited longer.</param>
/// <param name="Waiter">The token that waits or is watched; null where a scope is.</param>
/// <param name="Node">The catch, boundary or start event, or the receive task.</param>
/// <param name="Trigger">What it waits for.</param>
internal readonly record struct Watch(long Owner, Token? Waiter, FlowNode Node, EventTrigger Trigger);

/// <summary>Which events wait, and what happens when one comes.</summary>
internal sealed partial class Unfolding
{
    /// <summary>All events that wait for something, who has waited longest first.</summary>
    public IEnumerable<Watch> Watches()
    {
        // The scope of the process stays after the end, but nothing starts in it any more.
        if (State.Status != InstanceStatus.Active)
        {
            return [];
        }

        var found = State.Tokens.Values.SelectMany(WatchesOf).Concat(State.Scopes.Values.SelectMany(WatchesOf));
        return found.OrderBy(watch => watch.Owner);
    }

    /// <summary>Whether who is watched is still there, so that the event may come.</summary>
    public bool StillWaits(Watch watch) => watch.Waiter is { } token
        ? State.Tokens.TryGetValue(token.Id, out var now) && now.State == token.State
        : State.Scopes.TryGetValue(watch.Owner, out var scope) && DrawnFor(scope) is { } drawn && !IsInterrupted(scope, drawn);

    /// <summary>Lets an event come.</summary>
    public void Trigger(Watch watch, FeelContext variables)
    {
        WriteResults(watch.Waiter?.Scope ?? watch.Owner, variables);
        switch (watch.Node)
        {
            case BoundaryEvent boundary:
                TriggerBoundary(watch.Waiter!, boundary);
                break;
            case StartEvent start:
                StartEventSubprocess(State.Scopes[watch.Owner], start);
                break;
            default:
                Arrive(watch.Waiter!, watch.Node);
                break;
        }
    }

    /// <summary>Starts a branch at a boundary event, beside the activity or in its place.</summary>
    public void TriggerBoundary(Token guarded, BoundaryEvent boundary)
    {
        if (boundary.Interrupting)
        {
            Cancel(guarded);
        }

        Enter(guarded.Scope, boundary.Id, null, guarded.Id);
    }

    /// <summary>Starts an event subprocess in a scope, beside what goes on there or in its place.</summary>
    public void StartEventSubprocess(ScopeInstance scope, StartEvent start)
    {
        if (start.Interrupting)
        {
            Interrupt(scope.Id);
        }

        HostEventSubprocess(scope, start);
    }

    /// <summary>Opens the scope of an event subprocess at its start event.</summary>
    public void HostEventSubprocess(ScopeInstance scope, StartEvent start)
    {
        var host = NextId;
        Emit(new ElementEntered(host, scope.Id, start.Scope, null));
        Emit(new TokenRested(host, TokenState.Hosting));
        var drawn = ModelOf(scope).Scopes[start.Scope];
        Begin(OpenScope(State.Tokens[host], start.Scope, LocalsOf(drawn)), drawn, start.Id);
    }

    /// <summary>The variables a scope begins with: those drawn in it, without value.</summary>
    public static FeelContext LocalsOf(ScopeModel drawn) => drawn.Variables.IsEmpty
        ? FeelContext.Empty
        : new FeelContext(FeelContext.Empty.Entries.AddRange(drawn.Variables.Select(name => KeyValuePair.Create(name, FeelValue.Null))));

    /// <summary>Sets the timers that may start event subprocesses of a scope; all are worked out before the first is set.</summary>
    /// <returns>Why one of them has no moment; null when all have.</returns>
    public FeelFailure? Watch(long scope)
    {
        if (DrawnFor(State.Scopes[scope]) is not { EventSubprocesses: { IsEmpty: false } within })
        {
            return null;
        }

        var timers = new List<(string Element, TimerPlan Plan)>();
        foreach (var start in within.Select(id => StartOf(ModelOf(State.Scopes[scope]), id)))
        {
            if (start.Trigger is not TimerTrigger timer)
            {
                continue;
            }

            if (!timer.Timer.TryPlan(Surroundings(scope), out var plan, out var fault))
            {
                return fault;
            }

            timers.Add((start.Id, plan));
        }

        foreach (var (element, plan) in timers)
        {
            Emit(new ScopeTimerSet(NextId, scope, element, plan.DueAt) { Left = plan.Left, Every = plan.Every, Since = plan.Since });
        }

        return null;
    }

    private void Arrive(Token token, FlowNode at)
    {
        if (Node(token) is not EventBasedGateway gateway)
        {
            ElementTable.Of(at).Leave(this, token, at);
            return;
        }

        DropTimers(token);
        var flow = gateway.Outgoing.First(flow => ModelOf(token).Flows[flow].Target == at.Id);
        Complete(token);
        var id = NextId;
        Emit(new ElementEntered(id, token.Scope, at.Id, flow) { After = token.Id });
        ElementTable.Of(at).Leave(this, State.Tokens[id], at);
    }

    private IEnumerable<Watch> WatchesOf(Token token)
    {
        if (token.State is TokenState.Joining or TokenState.Moving or TokenState.Queued)
        {
            return [];
        }

        var node = Node(token);
        return node switch
        {
            CatchEvent caught when token.State == TokenState.Waiting => [new Watch(token.Id, token, caught, caught.Trigger)],
            EventBasedGateway gateway when token.State == TokenState.Waiting => gateway.Outgoing.Select(flow => OfTarget(token, ModelOf(token).Nodes[ModelOf(token).Flows[flow].Target])),
            Activity activity => OfActivity(token, activity),
            _ => [],
        };
    }

    private static Watch OfTarget(Token token, FlowNode target) => new(token.Id, token, target, target switch
    {
        CatchEvent caught => caught.Trigger,
        ReceiveTask { Message: { } message } => message,
        _ => NoTrigger.Instance,
    });

    private IEnumerable<Watch> OfActivity(Token token, Activity activity)
    {
        if (activity is ReceiveTask { Message: { } message } && token.State == TokenState.Waiting)
        {
            yield return new Watch(token.Id, token, activity, message);
        }

        if (activity.BoundaryEvents.IsEmpty || IsLoopInstance(token) || !HasBegun(token))
        {
            yield break;
        }

        foreach (var boundary in activity.BoundaryEvents.Select(id => (BoundaryEvent)ModelOf(token).Nodes[id]))
        {
            yield return new Watch(token.Id, token, boundary, boundary.Trigger);
        }
    }

    /// <summary>Whether the work of an activity has begun and is not over. One that stands still before or after it is not watched: its timers are not set, or put away.</summary>
    public bool HasBegun(Token token) =>
        token.State != TokenState.Faulted || State.Incidents.Values.Any(incident => incident.Token == token.Id && incident.Phase is IncidentPhase.Working or IncidentPhase.Closing);

    // All within is done, and only its closing stands still.
    private bool IsOver(ScopeInstance scope) => scope.Host is { } host && State.Tokens[host].State == TokenState.Faulted;

    /// <summary>Whether event subprocesses can still start in a scope.</summary>
    public bool IsWatched(ScopeInstance scope, ScopeModel drawn) => !IsInterrupted(scope, drawn) && !IsOver(scope);

    private IEnumerable<Watch> WatchesOf(ScopeInstance scope)
    {
        if (DrawnFor(scope) is not { EventSubprocesses: { IsEmpty: false } within } drawn || !IsWatched(scope, drawn))
        {
            return [];
        }

        return within.Select(id => StartOf(ModelOf(scope), id)).Select(start => new Watch(scope.Id, null, start, start.Trigger));
    }
}
