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
        foreach (var token in state.Tokens.Values)
        {
            CheckToken(model, state, token);
        }

        foreach (var timer in state.Timers.Values)
        {
            CheckTimer(model, state, timer);
        }

        foreach (var scope in state.Scopes.Values.Where(scope => scope.Host is not null))
        {
            var host = state.Tokens[scope.Host!.Value];
            Assert.Equal((TokenState.Hosting, scope.Element), (host.State, host.Element));
            Assert.True(state.TokensIn(scope.Id).Any(), $"Expected scope {scope.Id} to hold a token, but it is empty");
        }

        Assert.All(state.Incidents.Values, incident => Assert.Equal(TokenState.Faulted, state.Tokens[incident.Token].State));
    }

    private static void CheckStatus(ProcessInstance state)
    {
        Assert.Single(state.Scopes.Values, scope => scope.Host is null);
        Assert.Equal(state.Status == InstanceStatus.Active, state.Tokens.Count > 0);
        if (state.Status != InstanceStatus.Active)
        {
            Assert.Equal((1, 0, 0), (state.Scopes.Count, state.Timers.Count, state.Incidents.Count));
        }
    }

    private static void CheckNumbers(ProcessInstance state)
    {
        long[] numbers = [.. state.Tokens.Keys, .. state.Scopes.Keys, .. state.Timers.Keys, .. state.Incidents.Keys];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 1, state.NextId - 1));
    }

    private static void CheckToken(ProcessModel model, ProcessInstance state, Token token)
    {
        var node = model.Nodes[token.Element];
        Assert.Equal(state.Scopes[token.Scope].Element, node.Scope);
        Assert.NotEqual(TokenState.Moving, token.State);
        Assert.Equal(token.State == TokenState.Faulted ? 1 : 0, state.Incidents.Values.Count(incident => incident.Token == token.Id));
        Assert.Equal(token.State == TokenState.Hosting ? 1 : 0, state.Scopes.Values.Count(scope => scope.Host == token.Id));
        Assert.Equal(token.State == TokenState.Joining, node is ParallelGateway && token.State != TokenState.Faulted);
        if (node is TimerCatchEvent && token.State == TokenState.Waiting)
        {
            Assert.Single(state.Timers.Values, timer => timer.Token == token.Id);
        }
    }

    private static void CheckTimer(ProcessModel model, ProcessInstance state, TimerSubscription timer)
    {
        var token = state.Tokens[timer.Token];
        var guarded = model.Nodes[timer.Element] is TimerBoundaryEvent boundary ? boundary.AttachedTo : timer.Element;
        Assert.Equal(guarded, token.Element);
        Assert.Single(state.Timers.Values, other => other.Token == timer.Token && other.Element == timer.Element);
    }
}
