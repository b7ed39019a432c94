using System.Collections.Immutable;
using System.Diagnostics;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

public static partial class ProcessEngine
{
    /// <summary>Applies one event. Holds no rule and asks nothing.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <returns>The state after it.</returns>
    public static ProcessInstance Evolve(ProcessInstance? state, EngineEvent happened)
    {
        var after = Applied(state, happened);
        return after.Kept.IsEmpty && after.Ending is null ? after : Keeping.Kept(state, after);
    }

    private static ProcessInstance Applied(ProcessInstance? state, EngineEvent happened) => (state, happened) switch
    {
        (null, ScopeOpened { Host: null } e) => Opened(new ProcessInstance(), e),
        (null, _) => throw new UnreachableException($"{happened.GetType().Name} cannot be the first event"),
        (_, ElementEntered e) => Entered(state, e),
        (_, ElementCompleted e) => Completed(state, e),
        (_, TokenRested e) => state with { Tokens = Resting(state, e.Token, e.State), Opening = 0 },
        (_, TurnCame e) => InState(state, e.Token, TokenState.Moving),
        (_, ScopeOpened e) => Opened(state, e),
        (_, ScopeClosed e) => Closed(state, e),
        (_, TokenJoined e) => Joined(state, e),
        (_, TokenCancelled e) => Cancelled(state, e),
        (_, VariablesWritten e) => Written(state, e),
        (_, TimerSet e) => WithTimer(state, new TimerSubscription(e.Timer, e.Token, e.Element, e.DueAt) { Left = e.Left, Every = e.Every, Since = e.Since }),
        (_, ScopeTimerSet e) => WithTimer(state, new TimerSubscription(e.Timer, 0, e.Element, e.DueAt) { Scope = e.Scope, Left = e.Left, Every = e.Every, Since = e.Since }),
        (_, TimerFired e) => state with { Timers = state.Timers.Remove(e.Timer) },
        (_, TimerDropped e) => state with { Timers = state.Timers.Remove(e.Timer) },
        (_, EngineIncidentRaised e) => Raised(state, e),
        (_, EngineIncidentResolved e) => Resolved(state, e),
        (_, ConditionHeld e) => e.Again ? state with { Held = state.Held.Add(new HeldCondition(e.Owner, e.Element)) } : state,
        (_, ConditionCleared e) => state with { Held = state.Held.Remove(new HeldCondition(e.Owner, e.Element)) },
        (_, CallsBound e) => state with { Calls = e.Versions },
        (_, MessageThrown or SignalThrown { Element.Length: > 0 }) => Freshness.Thrown(state),
        (_, EscalationThrown e) => Freshness.Escalated(state, e),
        (_, MessageCaught or SignalThrown or ErrorThrown or DecisionMade) => state,
        (_, StepReturned e) => CompensationEvolution.Returned(state, e),
        (_, StepWithdrawn e) => CompensationEvolution.WithoutVisits(state, [e.Visit]) with { Passing = Passing.Nothing, Reopening = state.Kept.GetValueOrDefault(e.Visit), Kept = state.Kept.Remove(e.Visit) },
        (_, ScopesReopened e) => Keeping.Reopened(state, e),
        (_, InstanceMigrated e) => MigrationEvolution.Migrated(state, e),
        (_, InstanceCompleted) => Ended(state, InstanceStatus.Completed),
        (_, InstanceTerminated) => Ended(state, InstanceStatus.Terminated),
        (_, WorkBegun e) => state with { Work = state.Work.Add(e.Token, new OpenWork(e.Token, new WorkItem()) { Veto = e.Veto, Presiding = e.Presiding }) },
        (_, WorkChanged e) => Worked(state, e),
        _ => EvolveLoop(state, happened) ?? EvolveCompensation(state, happened) ?? throw new UnreachableException($"{happened.GetType().Name} has no arm in Evolve"),
    };

    private static ProcessInstance? EvolveLoop(ProcessInstance state, EngineEvent happened) => happened switch
    {
        LoopBegun e => state with { Loops = state.Loops.Add(e.Token, new LoopInstance(e.Token, e.Total, e.Items)) },
        LoopInstanceCompleted e => WithLoop(state, e.Loop, loop => loop with { Completed = loop.Completed + 1, Done = loop.Done.Add(e.Token, e.Counter) }),
        LoopInstanceTerminated e => WithLoop(state, e.Loop, loop => loop with { Terminated = loop.Terminated + 1 }),
        LoopInstanceRecalled e => WithLoop(state, e.Loop, loop => loop with { Started = loop.Started - 1 }),
        LoopInstanceReopened e => WithLoop(state, e.Loop, loop => loop with { Started = loop.Started - 1, Completed = loop.Completed - 1, Done = loop.Done.Remove(e.Token) }),
        _ => null,
    };

    private static ProcessInstance? EvolveCompensation(ProcessInstance state, EngineEvent happened) => happened switch
    {
        CompensationKept e => CompensationEvolution.Kept(state, e),
        CompensationHandedUp e => CompensationEvolution.HandedUp(state, e),
        CompensationBegun e => Freshness.Followed(state, e.Token) with { Compensating = state.Compensating.Add(e.Token, new Compensating(e.Token, e.Records)) },
        CompensationTaken e => CompensationEvolution.Taken(state, e),
        CompensationEnded e => state with { Compensating = state.Compensating.Remove(e.Token) },
        _ => null,
    };

    private static ProcessInstance Numbered(ProcessInstance state, long id) => state with { NextId = Math.Max(state.NextId, id + 1) };

    private static ProcessInstance InState(ProcessInstance state, long token, TokenState tokenState) =>
        state with { Tokens = Resting(state, token, tokenState) };

    private static ImmutableSortedDictionary<long, Token> Resting(ProcessInstance state, long token, TokenState tokenState) =>
        state.Tokens.SetItem(token, state.Tokens[token] with { State = tokenState });

    private static ProcessInstance Opened(ProcessInstance state, ScopeOpened e) => state with
    {
        Opening = e.Scope,
        Fresh = Freshness.AfterOpening(state, e),
        NextId = Math.Max(state.NextId, e.Scope + 1),
        Scopes = state.Scopes.Add(e.Scope, new ScopeInstance(e.Scope, e.Element, e.Host, e.Variables) { Definition = e.Definition, Counter = e.Counter }),
        Loops = e.Counter is null ? state.Loops : state.Loops.SetItem(e.Host!.Value, Begun(state.Loops[e.Host.Value])),
    };

    private static LoopInstance Begun(LoopInstance loop) => loop with { Started = loop.Started + 1 };

    private static ProcessInstance Closed(ProcessInstance state, ScopeClosed e) => state with
    {
        Scopes = state.Scopes.Remove(e.Scope),
        Fresh = state.Fresh.Remove(e.Scope),
        Held = state.Held.IsEmpty ? state.Held : state.Held.RemoveAll(held => held.Owner == e.Scope),
        Compensations = CompensationEvolution.Without(state.Compensations, e.Scope),
    };

    private static ProcessInstance Entered(ProcessInstance state, ElementEntered e)
    {
        var trail = TrailOf(state, e);
        return state with
        {
            Fresh = Freshness.AfterEntering(state, e, trail),
            NextId = Math.Max(state.NextId, e.Token + 1),
            Tokens = state.Tokens.Add(e.Token, new Token(e.Token, e.Scope, e.Element, e.Flow, TokenState.Moving) { Trail = trail }),
        };
    }

    private static Trail TrailOf(ProcessInstance state, ElementEntered e)
    {
        if (e.After is not { } after)
        {
            return Trail.Empty;
        }

        var trail = state.Passing.Token == after ? state.Passing.Trail
            : state.Tokens.TryGetValue(after, out var watched) ? watched.Trail
            : Trail.Empty;
        return e.Again is { } undone ? trail.Before(undone) : trail;
    }

    private static ProcessInstance Completed(ProcessInstance state, ElementCompleted e)
    {
        var token = state.Tokens[e.Token];
        var merged = state.Merging?.With(token.Trail) ?? Merging.Of(token.Trail);
        var again = e.Step ? Math.Abs(token.Trail.VisitOf(e.Element)) : 0;
        var left = Spent(Removed(state, token), token.Scope, again == 0 ? merged.Spent : merged.Spent.Add(again));
        var passing = Freshness.Leaving(left, token, merged.Trail, e.Step);
        var after = left with { Fresh = Freshness.AfterLeaving(left, token, merged.Trail, e.Step), Passing = passing, Opening = 0, Merging = null };
        return e.Step ? Keeping.Completed(state, after, token) : after;
    }

    private static ProcessInstance Joined(ProcessInstance state, TokenJoined e)
    {
        var trail = state.Tokens[e.Token].Trail;
        return state with { Tokens = state.Tokens.Remove(e.Token), Merging = state.Merging?.With(trail) ?? Merging.Of(trail) };
    }

    // Who runs beside must know too: going back from there would open a branch anew whose siblings were joined long ago, or a step that was done again since.
    private static ProcessInstance Spent(ProcessInstance state, long scope, ImmutableSortedSet<long> visits) => visits.IsEmpty ? state : state with
    {
        Tokens = state.Tokens.SetItems(
            from token in state.TokensIn(scope)
            let trail = token.Trail.Spending(visits)
            where !ReferenceEquals(trail, token.Trail)
            select KeyValuePair.Create(token.Id, token with { Trail = trail })),
    };

    private static ProcessInstance Cancelled(ProcessInstance state, TokenCancelled e)
    {
        var token = state.Tokens[e.Token];
        return Removed(state, token) with
        {
            Fresh = Freshness.Without(state.Fresh, token.Trail),
            Passing = new Passing(token.Id, token.Scope, token.Trail, state.Passing.Fresh, Cancelled: true),
            Opening = 0,
            Incidents = token.State != TokenState.Faulted ? state.Incidents : state.Incidents.RemoveRange(state.Incidents.Values.Where(i => i.Token == e.Token).Select(i => i.Id)),
        };
    }

    private static ProcessInstance Removed(ProcessInstance state, Token token) => state with
    {
        Tokens = state.Tokens.Remove(token.Id),
        Loops = state.Loops.Remove(token.Id),
        Work = state.Work.Remove(token.Id),
        Compensating = state.Compensating.Remove(token.Id),
        Held = state.Held.IsEmpty ? state.Held : state.Held.RemoveAll(held => held.Owner == token.Id),
    };

    private static ProcessInstance Worked(ProcessInstance state, WorkChanged e)
    {
        var work = state.Work[e.Token];
        var touched = e.Change is WorkAct ? Freshness.Followed(state, e.Token) : state;
        return touched with { Work = state.Work.SetItem(e.Token, work with { Item = WorkItems.Evolve(e.Change is WorkOpened ? null : work.Item, e.Change) }) };
    }

    private static ProcessInstance Written(ProcessInstance state, VariablesWritten e)
    {
        var scope = state.Scopes[e.Scope];
        var variables = scope.Variables with { Entries = scope.Variables.Entries.SetItems(e.Variables.Entries) };
        return state with { Scopes = state.Scopes.SetItem(e.Scope, scope with { Variables = variables }) };
    }

    private static ProcessInstance WithTimer(ProcessInstance state, TimerSubscription timer) =>
        Numbered(state, timer.Id) with { Timers = state.Timers.Add(timer.Id, timer) };

    private static ProcessInstance WithLoop(ProcessInstance state, long token, Func<LoopInstance, LoopInstance> change) =>
        state with { Loops = state.Loops.SetItem(token, change(state.Loops[token])) };

    private static ProcessInstance Raised(ProcessInstance state, EngineIncidentRaised e)
    {
        var token = state.Tokens[e.Token];
        var merged = state.Merging?.With(token.Trail) ?? Merging.Of(token.Trail);
        var left = Spent(Numbered(state, e.Incident), token.Scope, merged.Spent);
        return left with
        {
            Tokens = left.Tokens.SetItem(e.Token, token with { State = TokenState.Faulted, Trail = merged.Trail }),
            Merging = null,
            Passing = Passing.Nothing,
            Opening = 0,
            Incidents = state.Incidents.Add(e.Incident, new EngineIncident(e.Incident, e.Token, e.Element, e.Code, e.Message) { Phase = e.Phase }),
        };
    }

    private static ProcessInstance Resolved(ProcessInstance state, EngineIncidentResolved e)
    {
        var token = state.Incidents[e.Incident].Token;
        return InState(Freshness.Followed(state, token), token, TokenState.Moving) with { Incidents = state.Incidents.Remove(e.Incident) };
    }

    private static ProcessInstance Ended(ProcessInstance state, InstanceStatus status) => state with
    {
        Status = status,
        Compensations = state.Compensations.Clear(),
        Held = [],
        Fresh = [],
        Kept = state.Kept.Clear(),
    };
}
