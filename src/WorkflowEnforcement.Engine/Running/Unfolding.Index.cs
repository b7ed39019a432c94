namespace WorkflowEnforcement.Engine.Running;

/// <summary>Who lives where, gathered once a command when there is much of it, so that thousands of tokens do not search each other.</summary>
internal sealed partial class Unfolding
{
    // Below this, looking through all is faster than gathering.
    private const int Many = 16;

    private Dictionary<long, int>? _tokensIn;
    private Dictionary<long, List<long>>? _tokensOf;
    private Dictionary<long, List<long>>? _timersOf;
    private Dictionary<long, List<long>>? _scopesOf;

    /// <summary>Whether no token is left directly within a scope.</summary>
    public bool IsEmpty(long scope)
    {
        if (_tokensIn is null && State.Tokens.Count <= Many)
        {
            return !State.TokensIn(scope).Any();
        }

        _tokensIn ??= State.Tokens.Values.GroupBy(token => token.Scope).ToDictionary(group => group.Key, group => group.Count());
        return _tokensIn.GetValueOrDefault(scope) == 0;
    }

    /// <summary>Tokens directly within a scope, in order of their numbers, to be taken away while they are gone through.</summary>
    public List<Token> TokensOf(long scope)
    {
        if (_tokensOf is null && State.Tokens.Count <= Many)
        {
            return [.. State.TokensIn(scope)];
        }

        _tokensOf ??= Grouped(State.Tokens.Values, token => token.Scope, token => token.Id);
        return _tokensOf.TryGetValue(scope, out var tokens) ? [.. tokens.Where(State.Tokens.ContainsKey).Select(id => State.Tokens[id])] : [];
    }

    /// <summary>Numbers of the timers set on a token; those of scopes stand under 0.</summary>
    public IEnumerable<long> TimersOf(long token)
    {
        if (_timersOf is null && State.Timers.Count <= Many)
        {
            return State.Timers.IsEmpty ? [] : [.. State.Timers.Values.Where(timer => timer.Token == token).Select(timer => timer.Id)];
        }

        _timersOf ??= Grouped(State.Timers.Values, timer => timer.Token, timer => timer.Id);
        return _timersOf.TryGetValue(token, out var timers) ? [.. timers.Where(State.Timers.ContainsKey)] : [];
    }

    /// <summary>Numbers of the scopes that a token hosts.</summary>
    public IEnumerable<long> ScopesOf(long host)
    {
        if (_scopesOf is null && State.Scopes.Count <= Many)
        {
            return [.. State.Scopes.Values.Where(scope => scope.Host == host).Select(scope => scope.Id)];
        }

        _scopesOf ??= Grouped(State.Scopes.Values, scope => scope.Host ?? 0, scope => scope.Id);
        return _scopesOf.TryGetValue(host, out var scopes) ? [.. scopes.Where(State.Scopes.ContainsKey)] : [];
    }

    private static Dictionary<long, List<long>> Grouped<T>(IEnumerable<T> all, Func<T, long> by, Func<T, long> id) =>
        all.GroupBy(by).ToDictionary(group => group.Key, group => group.Select(id).ToList());

    private void Forget(EngineEvent happened)
    {
        if (_tokensIn is null)
        {
            return;
        }

        var gone = happened switch { ElementCompleted e => e.Token, TokenJoined e => e.Token, TokenCancelled e => e.Token, _ => 0L };
        if (gone != 0)
        {
            _tokensIn[State.Tokens[gone].Scope]--;
        }
    }

    private void Index(EngineEvent happened)
    {
        if (_tokensOf is not null && happened is ElementEntered entered)
        {
            Add(_tokensOf, entered.Scope, entered.Token);
        }

        switch (happened)
        {
            case ElementEntered e when _tokensIn is not null:
                _tokensIn[e.Scope] = _tokensIn.GetValueOrDefault(e.Scope) + 1;
                break;
            case TimerSet e when _timersOf is not null:
                Add(_timersOf, e.Token, e.Timer);
                break;
            case ScopeTimerSet e when _timersOf is not null:
                Add(_timersOf, 0, e.Timer);
                break;
            case ScopeOpened e when _scopesOf is not null:
                Add(_scopesOf, e.Host ?? 0, e.Scope);
                break;
            case ScopesReopened:
                (_tokensIn, _tokensOf, _timersOf, _scopesOf) = (null, null, null, null);
                break;
            default:
                break;
        }
    }

    private static void Add(Dictionary<long, List<long>> index, long key, long value)
    {
        if (index.TryGetValue(key, out var list))
        {
            list.Add(value);
        }
        else
        {
            index.Add(key, [value]);
        }
    }
}
