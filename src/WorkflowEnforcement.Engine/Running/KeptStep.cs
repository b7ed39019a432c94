using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The last step within an activity that ended with it, and what was within before: kept as long as the step can be withdrawn.</summary>
/// <param name="Step">The token that did the step, as it was before it did.</param>
/// <param name="Host">The outermost token that was completed because the step was.</param>
/// <param name="Within">That token and all that hung on it before the step was done, but not the step itself.</param>
public sealed record KeptStep(Token Step, long Host, ProcessInstance Within);

/// <summary>The step that was done last in the command, and how far it has led.</summary>
/// <param name="Step">The token that did it.</param>
/// <param name="Top">The outermost token that was completed because it was.</param>
/// <param name="Before">The state before it was done.</param>
internal sealed record Ending(Token Step, long Top, ProcessInstance Before)
{
    /// <summary>What is kept once something waits behind that token; null while it was no activity around the step.</summary>
    public KeptStep? Keeps { get; init; }
}

/// <summary>Keeps what a step closed behind it, so that the step can be withdrawn alone and the work of others stays done.</summary>
internal static class Keeping
{
    /// <summary>What is kept after a token was completed that did a step.</summary>
    public static ProcessInstance Completed(ProcessInstance before, ProcessInstance after, Token token)
    {
        if (before.Ending is { } ending && token.State == TokenState.Hosting && before.Passing.Fresh.Contains(ending.Top))
        {
            return after with { Ending = ending with { Top = token.Id, Keeps = new KeptStep(ending.Step, token.Id, Within(ending, token.Id)) } };
        }

        return before.Scopes[token.Scope].Host is null
            ? after with { Ending = null }
            : after with { Ending = new Ending(token, token.Id, before with { Ending = null, Passing = Passing.Nothing, Kept = before.Kept.Clear() }) };
    }

    /// <summary>Takes over what can be withdrawn from now on, and forgets what cannot any more.</summary>
    public static ProcessInstance Kept(ProcessInstance? before, ProcessInstance state)
    {
        // On the way through a gateway nothing waits behind it for a moment.
        if (state.Ending?.Keeps is { } keeps && IsOpen(state, keeps.Host) && !ReferenceEquals(state.Kept.GetValueOrDefault(keeps.Step.Id), keeps))
        {
            return state with { Kept = state.Kept.SetItem(keeps.Step.Id, keeps) };
        }

        if (state.Kept.IsEmpty || (before is not null && ReferenceEquals(before.Fresh, state.Fresh) && ReferenceEquals(before.Loops, state.Loops)))
        {
            return state;
        }

        var over = state.Kept.Where(kept => !IsOpen(state, kept.Value.Host)).Select(kept => kept.Key).ToList();
        return over.Count == 0 ? state : state with { Kept = state.Kept.RemoveRange(over) };
    }

    /// <summary>Puts back what a step closed; the step itself is entered again right after.</summary>
    public static ProcessInstance Reopened(ProcessInstance state, ScopesReopened e)
    {
        var (kept, within) = (state.Reopening!, state.Reopening!.Within);
        var host = within.Tokens[kept.Host];
        var loop = state.Loops.Values.FirstOrDefault(loop => loop.Done.ContainsKey(kept.Host));
        var trail = loop is null ? state.Passing.Trail.Before(kept.Host) : host.Trail;
        var compensations = CompensationEvolution.WithoutVisits(state, [e.Visit, .. within.Tokens.Keys]).Compensations;
        return state with
        {
            Compensations = compensations.AddRange(within.Compensations),
            Tokens = state.Tokens.AddRange(within.Tokens.SetItem(host.Id, host with { Trail = trail })),
            Scopes = state.Scopes.AddRange(within.Scopes),
            Timers = state.Timers.AddRange(within.Timers),
            Loops = (loop is null ? state.Loops : state.Loops.SetItem(loop.Token, loop.Without(kept.Host))).AddRange(within.Loops),
            Work = state.Work.AddRange(within.Work),
            Held = state.Held.AddRange(within.Held),
            Reopening = null,
            Passing = new Passing(e.Visit, kept.Step.Scope, kept.Step.Trail, [], Cancelled: true),
        };
    }

    private static bool IsOpen(ProcessInstance state, long host) =>
        state.Fresh.Contains(host) || state.Loops.Values.Any(loop => loop.Done.ContainsKey(host));

    private static ProcessInstance Within(Ending ending, long host)
    {
        var state = ending.Before;
        var (tokens, scopes) = (new HashSet<long>(), new HashSet<long>());
        var root = state.Tokens[host];
        if (state.Scopes[root.Scope] is { Counter: not null } instance && instance.Element == root.Element)
        {
            scopes.Add(instance.Id);
        }

        Gather((state.Scopes.Values.ToLookup(scope => scope.Host ?? 0, scope => scope.Id), state.Tokens.Values.ToLookup(token => token.Scope, token => token.Id)), host, tokens, scopes);
        tokens.Remove(ending.Step.Id);
        return new ProcessInstance
        {
            NextId = state.NextId,
            Tokens = Some(state.Tokens, token => tokens.Contains(token.Id)),
            Scopes = Some(state.Scopes, scope => scopes.Contains(scope.Id)),
            Timers = Some(state.Timers, timer => tokens.Contains(timer.Token) || scopes.Contains(timer.Scope)),
            Loops = Some(state.Loops, loop => tokens.Contains(loop.Token)),
            Work = Some(state.Work, work => tokens.Contains(work.Token)),
            Compensations = Some(state.Compensations, record => scopes.Contains(record.Scope)),
            Held = state.Held.FindAll(held => tokens.Contains(held.Owner) || scopes.Contains(held.Owner)),
        };
    }

    private static void Gather((ILookup<long, long> ScopesOf, ILookup<long, long> TokensIn) all, long host, HashSet<long> tokens, HashSet<long> scopes)
    {
        tokens.Add(host);
        foreach (var scope in all.ScopesOf[host])
        {
            scopes.Add(scope);
            foreach (var token in all.TokensIn[scope])
            {
                Gather(all, token, tokens, scopes);
            }
        }
    }

    private static ImmutableSortedDictionary<long, T> Some<T>(ImmutableSortedDictionary<long, T> rows, Func<T, bool> holds) =>
        rows.IsEmpty ? rows : ImmutableSortedDictionary.CreateRange(rows.Where(row => holds(row.Value)));
}
