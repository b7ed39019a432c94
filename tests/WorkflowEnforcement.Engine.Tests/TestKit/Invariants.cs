using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>What holds in every state between two commands.</summary>
internal static class Invariants
{
    public static void Check(ProcessModel model, ProcessInstance state)
    {
        CheckStatus(state);
        CheckNumbers(state);
        var scopes = state.Scopes.Values.ToLookup(scope => scope.Host ?? 0);
        var incidents = state.Incidents.Values.ToLookup(incident => incident.Token);
        var inhabited = state.Tokens.Values.Select(token => token.Scope).ToHashSet();
        foreach (var token in state.Tokens.Values)
        {
            CheckToken(model, state, token, incidents[token.Id].Count(), scopes[token.Id].Count());
        }

        foreach (var timer in state.Timers.Values)
        {
            CheckTimer(model, state, timer);
        }

        foreach (var scope in state.Scopes.Values.Where(scope => scope.Host is not null))
        {
            CheckScope(state, scope, inhabited.Contains(scope.Id), incidents[scope.Host!.Value]);
        }

        Assert.All(state.Scopes.Values, scope => CheckTurns(model, state, scope));
        Assert.All(state.Loops.Values, loop => CheckLoop(state, loop));
        Assert.All(state.Incidents.Values, incident => Assert.Equal(TokenState.Faulted, state.Tokens[incident.Token].State));
        Assert.All(state.Compensations.Values, record => Assert.True(state.Scopes.ContainsKey(record.Scope)));
        Assert.All(state.Compensating.Values, work => Assert.Equal(TokenState.Hosting, state.Tokens[work.Token].State));
        Assert.All(state.Held, held => Assert.True(state.Tokens.ContainsKey(held.Owner) || state.Scopes.ContainsKey(held.Owner)));
    }

    /// <summary>The definition in which a token stands.</summary>
    public static ProcessModel ModelOf(ProcessModel model, ProcessInstance state, Token token) =>
        state.Scopes[token.Scope].Definition is { } called ? model.Called[called] : model;

    private static void CheckStatus(ProcessInstance state)
    {
        Assert.Single(state.Scopes.Values, scope => scope.Host is null);
        Assert.Equal(state.Status == InstanceStatus.Active, state.Tokens.Count > 0);
        if (state.Status != InstanceStatus.Active)
        {
            Assert.Equal((1, 0, 0), (state.Scopes.Count, state.Timers.Count, state.Incidents.Count));
            Assert.Equal((0, 0, 0), (state.Loops.Count, state.Compensations.Count, state.Compensating.Count));
        }
    }

    private static void CheckNumbers(ProcessInstance state)
    {
        long[] numbers = [.. state.Tokens.Keys, .. state.Scopes.Keys, .. state.Timers.Keys, .. state.Incidents.Keys, .. state.Compensations.Keys];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 1, state.NextId - 1));
    }

    private static void CheckToken(ProcessModel model, ProcessInstance state, Token token, int incidents, int scopes)
    {
        var node = ModelOf(model, state, token).Nodes[token.Element];
        var scope = state.Scopes[token.Scope];
        var isInstance = scope.Counter is not null;
        var isHandler = ModelOf(model, state, token).Nodes.GetValueOrDefault(scope.Element) is EventNode;
        Assert.Equal(isInstance ? node.Id : isHandler ? scope.Element : node.Scope, scope.Element);
        Assert.True(!isHandler || node is Activity { IsForCompensation: true } or EventSubprocess, $"{node.Id} cannot be a handler");
        Assert.NotEqual(TokenState.Moving, token.State);
        Assert.Equal(token.State == TokenState.Faulted ? 1 : 0, incidents);
        Assert.Equal(token.State == TokenState.Joining, node is ParallelGateway or InclusiveGateway && token.State != TokenState.Faulted);
        CheckHosting(state, token, node is Activity { Loop: not null } && !isInstance, scopes);
        if (node is CatchEvent { Trigger: TimerTrigger } && token.State == TokenState.Waiting)
        {
            Assert.Single(state.Timers.Values, timer => timer.Token == token.Id);
        }
    }

    private static void CheckHosting(ProcessInstance state, Token token, bool isLoop, int scopes)
    {
        switch (token.State)
        {
            case TokenState.Hosting when isLoop:
                Assert.Equal(state.Loops[token.Id].Active, scopes);
                break;
            case TokenState.Hosting:
                Assert.Equal(1, scopes);
                break;
            case TokenState.Faulted:
                Assert.InRange(scopes, 0, 1);
                break;
            default:
                Assert.Equal(0, scopes);
                break;
        }
    }

    private static void CheckScope(ProcessInstance state, ScopeInstance scope, bool inhabited, IEnumerable<EngineIncident> incidents)
    {
        var host = state.Tokens[scope.Host!.Value];
        var closes = incidents.Any(incident => incident.Phase == IncidentPhase.Closing);
        Assert.Equal(closes ? TokenState.Faulted : TokenState.Hosting, host.State);
        Assert.Equal(!closes, inhabited);
        Assert.Equal(scope.Counter is not null, state.Loops.ContainsKey(host.Id));
    }

    // One at a time in a sequential ad hoc subprocess; what people are offered is not performed yet.
    private static void CheckTurns(ProcessModel model, ProcessInstance state, ScopeInstance scope)
    {
        var within = state.TokensIn(scope.Id).ToList();
        if (scope is { Host: { } host, Counter: null } && ModelOf(model, state, state.Tokens[host]).Nodes[state.Tokens[host].Element] is AdHocSubprocess { Sequential: true })
        {
            var performed = within.Where(token => token.State is TokenState.Waiting or TokenState.Hosting && ModelOf(model, state, token).Nodes[token.Element] is Activity node
                && node is not EventSubprocess && !(token.State == TokenState.Waiting && node is UserTask or ManualTask or ReceiveTask && node.Incoming.IsEmpty)).ToList();
            Assert.True(performed.Count <= 1, $"Expected one activity to be performed at a time, but there are {string.Join(' ', performed)}");
            Assert.True(performed.Count > 0 || state.Status != InstanceStatus.Active || within.Any(token => token.State == TokenState.Faulted) || within.TrueForAll(token => token.State != TokenState.Queued),
                $"Expected who is queued in {scope.Element} to go on when nothing is performed, but nobody does");
            return;
        }

        Assert.DoesNotContain(within, token => token.State == TokenState.Queued);
    }

    private static void CheckLoop(ProcessInstance state, LoopInstance loop)
    {
        // A loop that is over stands still only where none of its ways out is open.
        Assert.Equal(loop.Active == 0 ? TokenState.Faulted : TokenState.Hosting, state.Tokens[loop.Token].State);
        Assert.Equal(loop.Completed, loop.Done.Count);
        Assert.InRange(loop.Started, 1, loop.Total ?? int.MaxValue);
    }

    private static void CheckTimer(ProcessModel model, ProcessInstance state, TimerSubscription timer)
    {
        if (timer.Scope != 0)
        {
            Assert.True(state.Scopes.ContainsKey(timer.Scope));
            return;
        }

        var token = state.Tokens[timer.Token];
        var drawn = ModelOf(model, state, token);
        var isNext = drawn.Nodes[token.Element] is EventBasedGateway gateway && gateway.Outgoing.Any(flow => drawn.Flows[flow].Target == timer.Element);
        var guarded = drawn.Nodes[timer.Element] is BoundaryEvent boundary ? boundary.AttachedTo : timer.Element;
        Assert.True(isNext || guarded == token.Element, $"Expected timer {timer.Element} to be set where its token is, but that is {token.Element}");
        Assert.Single(state.Timers.Values, other => other.Token == timer.Token && other.Element == timer.Element);
    }
}
