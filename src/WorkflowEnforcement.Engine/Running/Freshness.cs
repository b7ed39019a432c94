using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What the token that was just completed or cancelled leaves to its successors.</summary>
/// <param name="Token">Its number.</param>
/// <param name="Scope">The scope it lived in.</param>
/// <param name="Trail">What lies behind a successor.</param>
/// <param name="Fresh">Visits behind it that stay fresh when a successor enters; a branch without one has come to its end.</param>
/// <param name="Cancelled">Whether it was cancelled: who comes after it comes by an event.</param>
internal sealed record Passing(long Token, long Scope, Trail Trail, ImmutableSortedSet<long> Fresh, bool Cancelled)
{
    public static readonly Passing Nothing = new(0, 0, Trail.Empty, [], false);
}

/// <summary>Keeps account of the visits since which nothing has happened that follows from them.</summary>
/// <remarks>What follows is found by the trails: something that happens to a token follows from all visits behind it, and behind the tokens around it.</remarks>
internal static class Freshness
{
    /// <summary>Something happened to what has this behind it.</summary>
    public static ProcessInstance Followed(ProcessInstance state, Trail trail, long scope)
    {
        var fresh = AfterFollowing(state, trail, scope);
        return ReferenceEquals(fresh, state.Fresh) ? state : state with { Fresh = fresh };
    }

    /// <summary>Something happened to a token.</summary>
    public static ProcessInstance Followed(ProcessInstance state, long id) =>
        !state.Fresh.IsEmpty && state.Tokens.TryGetValue(id, out var token) ? Followed(state, token.Trail, token.Scope) : state;

    /// <summary>The token that was just completed threw something.</summary>
    public static ProcessInstance Thrown(ProcessInstance state) => Followed(state, state.Passing.Trail, state.Passing.Scope);

    /// <summary>An escalation was thrown: by an event that was just completed, or at work that goes on.</summary>
    public static ProcessInstance Escalated(ProcessInstance state, EscalationThrown e) => e.By is { } by ? Followed(state, by) : Thrown(state);

    /// <summary>What a token that was just completed leaves. Where it only passed, what is fresh stays so for who comes after it.</summary>
    public static Passing Leaving(ProcessInstance state, Token token, Trail behind, bool step) => step
        ? new Passing(token.Id, token.Scope, behind.With(token.Element, token.Id), [token.Id], Cancelled: false)
        : new Passing(
            token.Id,
            token.Scope,
            behind,
            state.Fresh.IsEmpty || HasRested(token) ? [] : state.Fresh.Intersect(behind.Steps.Select(each => each.Visit)),
            Cancelled: false);

    /// <summary>What is fresh after a token was completed.</summary>
    public static ImmutableSortedSet<long> AfterLeaving(ProcessInstance state, Token token, Trail behind, bool step) =>
        step || HasRested(token) ? AfterFollowing(state, behind, token.Scope) : Without(state.Fresh, behind);

    /// <summary>What is fresh after a token came in: on the way, at the beginning of its scope, or because an event or a person brought it.</summary>
    public static ImmutableSortedSet<long> AfterEntering(ProcessInstance state, ElementEntered e, Trail trail)
    {
        if (e.Again is not null)
        {
            return state.Fresh;
        }

        if (e.After is { } after && state.Passing is { Cancelled: false } passing && passing.Token == after)
        {
            return state.Fresh.IsEmpty ? passing.Fresh : passing.Fresh.IsEmpty ? state.Fresh : state.Fresh.Union(passing.Fresh);
        }

        return e.After is not null || e.Scope != state.Opening ? AfterFollowing(state, trail, e.Scope) : state.Fresh;
    }

    /// <summary>What is fresh after a scope opened. What happens in the next instance of a loop follows from the one before.</summary>
    public static ImmutableSortedSet<long> AfterOpening(ProcessInstance state, ScopeOpened e)
    {
        var isNext = e.Counter is { } counter && state.Loops[e.Host!.Value].Done.TryGetValue(state.Passing.Token, out var before) && before == counter - 1;
        return isNext ? state.Fresh.Add(e.Scope) : state.Fresh;
    }

    private static bool HasRested(Token token) => token.State is TokenState.Waiting or TokenState.Hosting;

    private static ImmutableSortedSet<long> AfterFollowing(ProcessInstance state, Trail trail, long scope)
    {
        var fresh = Without(state.Fresh, trail);
        while (!fresh.IsEmpty && state.Scopes.TryGetValue(scope, out var around))
        {
            fresh = fresh.Remove(scope);
            if (around.Host is not { } host || !state.Tokens.TryGetValue(host, out var token))
            {
                break;
            }

            (fresh, scope) = (Without(fresh, token.Trail), token.Scope);
        }

        return fresh;
    }

    /// <summary>Visits without those that lie behind a token.</summary>
    public static ImmutableSortedSet<long> Without(ImmutableSortedSet<long> fresh, Trail trail)
    {
        if (fresh.IsEmpty)
        {
            return fresh;
        }

        foreach (var step in trail.Steps)
        {
            fresh = fresh.Remove(Math.Abs(step.Visit));
        }

        return fresh;
    }
}
