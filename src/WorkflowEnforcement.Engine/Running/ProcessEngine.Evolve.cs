using System.Diagnostics;

namespace WorkflowEnforcement.Engine.Running;

public static partial class ProcessEngine
{
    /// <summary>Applies one event. Holds no rule and asks nothing.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <returns>The state after it.</returns>
    public static ProcessInstance Evolve(ProcessInstance? state, EngineEvent happened) => (state, happened) switch
    {
        (null, ScopeOpened { Host: null } e) => Opened(new ProcessInstance(), e),
        (null, _) => throw new UnreachableException($"{happened.GetType().Name} cannot be the first event"),
        (_, ScopeOpened e) => Opened(state, e),
        (_, ScopeClosed e) => state with { Scopes = state.Scopes.Remove(e.Scope) },
        (_, ElementEntered e) => Entered(state, e),
        (_, TokenRested e) => InState(state, e.Token, e.State),
        (_, ElementCompleted e) => state with { Tokens = state.Tokens.Remove(e.Token) },
        (_, TokenJoined e) => state with { Tokens = state.Tokens.Remove(e.Token) },
        (_, TokenCancelled e) => Cancelled(state, e),
        (_, VariablesWritten e) => Written(state, e),
        (_, TimerSet e) => Numbered(state, e.Timer) with
        {
            Timers = state.Timers.Add(e.Timer, new TimerSubscription(e.Timer, e.Token, e.Element, e.DueAt)),
        },
        (_, TimerFired e) => state with { Timers = state.Timers.Remove(e.Timer) },
        (_, TimerDropped e) => state with { Timers = state.Timers.Remove(e.Timer) },
        (_, EngineIncidentRaised e) => Raised(state, e),
        (_, EngineIncidentResolved e) => Resolved(state, e),
        (_, InstanceCompleted) => state with { Status = InstanceStatus.Completed },
        (_, InstanceTerminated) => state with { Status = InstanceStatus.Terminated },
        _ => throw new UnreachableException($"{happened.GetType().Name} has no arm in Evolve"),
    };

    private static ProcessInstance Numbered(ProcessInstance state, long id) => state with { NextId = Math.Max(state.NextId, id + 1) };

    private static ProcessInstance InState(ProcessInstance state, long token, TokenState tokenState) =>
        state with { Tokens = state.Tokens.SetItem(token, state.Tokens[token] with { State = tokenState }) };

    private static ProcessInstance Opened(ProcessInstance state, ScopeOpened e) => Numbered(state, e.Scope) with
    {
        Scopes = state.Scopes.Add(e.Scope, new ScopeInstance(e.Scope, e.Element, e.Host, e.Variables)),
    };

    private static ProcessInstance Entered(ProcessInstance state, ElementEntered e) => Numbered(state, e.Token) with
    {
        Tokens = state.Tokens.Add(e.Token, new Token(e.Token, e.Scope, e.Element, e.Flow, TokenState.Moving)),
    };

    private static ProcessInstance Cancelled(ProcessInstance state, TokenCancelled e) => state with
    {
        Tokens = state.Tokens.Remove(e.Token),
        Incidents = state.Incidents.RemoveRange(state.Incidents.Values.Where(i => i.Token == e.Token).Select(i => i.Id)),
    };

    private static ProcessInstance Written(ProcessInstance state, VariablesWritten e)
    {
        var scope = state.Scopes[e.Scope];
        var variables = scope.Variables with { Entries = scope.Variables.Entries.SetItems(e.Variables.Entries) };
        return state with { Scopes = state.Scopes.SetItem(e.Scope, scope with { Variables = variables }) };
    }

    private static ProcessInstance Raised(ProcessInstance state, EngineIncidentRaised e) =>
        InState(Numbered(state, e.Incident), e.Token, TokenState.Faulted) with
        {
            Incidents = state.Incidents.Add(e.Incident, new EngineIncident(e.Incident, e.Token, e.Element, e.Code, e.Message) { Phase = e.Phase }),
        };

    private static ProcessInstance Resolved(ProcessInstance state, EngineIncidentResolved e) =>
        InState(state, state.Incidents[e.Incident].Token, TokenState.Moving) with { Incidents = state.Incidents.Remove(e.Incident) };
}
