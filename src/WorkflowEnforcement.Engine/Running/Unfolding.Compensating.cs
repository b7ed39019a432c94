using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Elements;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>How what was completed is undone: newest first, one after the other.</summary>
internal sealed partial class Unfolding
{
    /// <summary>Keeps what is needed to undo an activity that was just completed; a subprocess still has its scope open.</summary>
    /// <param name="token">The token that did it.</param>
    /// <param name="node">The activity.</param>
    /// <param name="within">The scope within it, which is about to close; null where it has none.</param>
    public void KeepForCompensation(Token token, Activity node, long? within = null)
    {
        var keeps = node.CompensatedBy is not null
            || (within is { } scope && (HandlerWithin(ModelOf(token), node) is not null || State.Compensations.Values.Any(record => record.Scope == scope)));
        if (keeps)
        {
            var outer = OutOfLoops(token.Scope);
            Emit(new CompensationKept(NextId, outer, node.Id, within) { Token = token.Id, Instance = outer == token.Scope ? null : token.Scope });
        }
    }

    /// <summary>Hands what was completed in all that a token hosts up to a scope, so that it can be undone after the token is cancelled.</summary>
    /// <remarks>What a called process completed cannot be undone from outside it, nor what a handler of a compensation did.</remarks>
    public void HandUp(Token token, long into)
    {
        if (Node(token) is not Activity or CallActivity)
        {
            return;
        }

        foreach (var scope in ScopesOf(token.Id))
        {
            foreach (var within in TokensOf(scope))
            {
                HandUp(within, scope);
            }

            if (State.Compensations.Values.Any(record => record.Scope == scope))
            {
                Emit(new CompensationHandedUp(scope, into));
            }
        }
    }

    /// <summary>Numbers of what a throwing event would undo, newest first.</summary>
    public ImmutableArray<long> ToCompensate(Token thrower, string? activity)
    {
        var scope = State.Scopes[thrower.Scope];
        var of = ModelOf(scope).Nodes.GetValueOrDefault(scope.Element) is EventSubprocess && scope.Host is { } host ? State.Tokens[host].Scope : scope.Id;
        return [.. State.Compensations.Values.Where(record => record.Scope == of && (activity is null || record.Element == activity)).Select(record => record.Id).Reverse()];
    }

    /// <summary>Begins to undo, with the token as the host of the handlers.</summary>
    public void BeginCompensating(Token thrower, ImmutableArray<long> records)
    {
        Emit(new CompensationBegun(thrower.Id, records));
        Rest(thrower, TokenState.Hosting);
        CompensateNext(thrower);
    }

    /// <summary>Takes up the next record; when none is left, the throwing event is left.</summary>
    public void CompensateNext(Token thrower)
    {
        while (true)
        {
            var next = State.Compensating[thrower.Id].Records.FirstOrDefault(State.Compensations.ContainsKey);
            if (next == 0)
            {
                Emit(new CompensationEnded(thrower.Id));
                var node = Node(thrower);
                ElementTable.Of(node).Leave(this, State.Tokens[thrower.Id], node);
                return;
            }

            if (Compensate(thrower, State.Compensations[next]))
            {
                return;
            }
        }
    }

    // True when a handler now runs; false where the record only leads to what was completed within it.
    private bool Compensate(Token thrower, CompensationRecord record)
    {
        var model = ModelOf(thrower);
        var done = (Activity)model.Nodes[record.Element];
        if (done.CompensatedBy is { } handler)
        {
            var scope = OpenScope(thrower, thrower.Element, record.Variables);
            Emit(new CompensationTaken(thrower.Id, record.Id, scope));
            Enter(scope, handler, null, null);
            return true;
        }

        if (HandlerWithin(model, done) is { } start)
        {
            var scope = OpenScope(thrower, thrower.Element, record.Variables);
            Emit(new CompensationTaken(thrower.Id, record.Id, scope));
            HostEventSubprocess(State.Scopes[scope], start);
            return true;
        }

        Emit(new CompensationTaken(thrower.Id, record.Id, null));
        return false;
    }

    private static StartEvent? HandlerWithin(ProcessModel model, Activity node) => node is ContainerActivity && model.Scopes.TryGetValue(node.Id, out var drawn)
        ? drawn.EventSubprocesses.Select(id => StartOf(model, id)).FirstOrDefault(start => start.Trigger is CompensationTrigger)
        : null;

    private long OutOfLoops(long scope)
    {
        while (State.Scopes[scope] is { Counter: not null, Host: { } host })
        {
            scope = State.Tokens[host].Scope;
        }

        return scope;
    }
}
