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

        return ReferenceEquals(fresh, state.Fresh) ? state : state with { Fresh = fresh };
    }

    /// <summary>Something happened to a token.</summary>
    public static ProcessInstance Followed(ProcessInstance state, long id) =>
        !state.Fresh.IsEmpty && state.Tokens.TryGetValue(id, out var token) ? Followed(state, token.Trail, token.Scope) : state;

    /// <summary>The token that was just completed threw something.</summary>
    public static ProcessInstance Thrown(ProcessInstance state) => Followed(state, state.Passing.Trail, state.Passing.Scope);

    /// <summary>An escalation was thrown: by an event that was just completed, or at work that goes on.</summary>
    public static ProcessInstance Escalated(ProcessInstance state, EscalationThrown e) => e.By is { } by ? Followed(state, by) : Thrown(state);

    /// <summary>A token was completed. Where it only passed, what is fresh stays so for who comes after it.</summary>
    public static ProcessInstance Completed(ProcessInstance state, Token token, Trail behind, bool step)
    {
        var happened = step || token.State is TokenState.Waiting or TokenState.Hosting;
        var kept = step ? [token.Id] : happened || state.Fresh.IsEmpty ? [] : state.Fresh.Intersect(behind.Steps.Select(each => each.Visit));
        var left = happened ? Followed(state, behind, token.Scope) : state with { Fresh = Without(state.Fresh, behind) };
        return left with { Passing = new Passing(token.Id, token.Scope, step ? behind.With(token.Element, token.Id) : behind, kept, Cancelled: false), Opening = 0 };
    }

    /// <summary>A token was cancelled.</summary>
    public static ProcessInstance Cancelled(ProcessInstance state, Token token) => state with
    {
        Fresh = Without(state.Fresh, token.Trail),
        Passing = new Passing(token.Id, token.Scope, token.Trail, [], Cancelled: true),
        Opening = 0,
    };

    /// <summary>A token came in: on the way, at the beginning of its scope, or because an event or a person brought it.</summary>
    public static ProcessInstance Entered(ProcessInstance state, ElementEntered e, Trail trail)
    {
        if (e.Again is not null)
        {
            return state;
        }

        if (e.After is { } after && state.Passing is { Cancelled: false } passing && passing.Token == after)
        {
            return passing.Fresh.IsEmpty ? state : state with { Fresh = state.Fresh.Union(passing.Fresh) };
        }

        return e.After is not null || e.Scope != state.Opening ? Followed(state, trail, e.Scope) : state;
    }

    /// <summary>A scope opened. What happens in the next instance of a loop follows from the one before.</summary>
    public static ProcessInstance Opened(ProcessInstance state, ScopeOpened e)
    {
        var isNext = e.Counter is { } counter && state.Loops[e.Host!.Value].Done.TryGetValue(state.Passing.Token, out var before) && before == counter - 1;
        return state with { Opening = e.Scope, Fresh = isNext ? state.Fresh.Add(e.Scope) : state.Fresh };
    }

    private static ImmutableSortedSet<long> Without(ImmutableSortedSet<long> fresh, Trail trail)
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
