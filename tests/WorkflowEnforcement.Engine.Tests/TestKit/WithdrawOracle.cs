using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>Reads from the events alone whether something followed from a step: it goes forward from the step by what came after what, and knows nothing of trails.</summary>
/// <param name="visit">The token that did the step.</param>
/// <param name="oneByOne">Whether the step, where it is one of a loop, is followed by the next one.</param>
internal sealed class WithdrawOracle(long visit, bool oneByOne)
{
    private readonly HashSet<long> _cameOfIt = [visit];
    private readonly HashSet<long> _scopes = [];
    private readonly HashSet<long> _rested = [];
    private readonly HashSet<long> _incidents = [];
    private readonly HashSet<long> _gone = [];
    private readonly Dictionary<long, long> _hosts = [];
    private readonly Dictionary<long, long> _scopeOf = [];
    private long _top = visit;
    private (long Loop, int Counter) _next;
    private long _completed;
    private long _opening;

    /// <summary>What followed first, with its place among the events; null where nothing did.</summary>
    public static string? Followed(IReadOnlyList<EngineEvent> events, long visit, bool oneByOne)
    {
        var oracle = new WithdrawOracle(visit, oneByOne);
        var from = events.Index().Last(each => each.Item is ElementCompleted done && done.Token == visit).Index;
        oracle._completed = visit;
        foreach (var happened in events)
        {
            oracle.Place(happened);
        }

        for (var at = from + 1; at < events.Count; at++)
        {
            if (oracle.Follows(events[at]))
            {
                return $"{at}: {events[at]}";
            }
        }

        return null;
    }

    private void Place(EngineEvent happened)
    {
        if (happened is ScopeOpened { Host: { } host } opened)
        {
            _hosts[opened.Scope] = host;
        }
        else if (happened is ElementEntered entered)
        {
            _scopeOf[entered.Token] = entered.Scope;
        }
    }

    // The activity around it ended because the step did.
    private bool Ends(ElementCompleted e)
    {
        if (!e.Step || _gone.Count > 0 || !_cameOfIt.Contains(_completed) || !_hosts.TryGetValue(_scopeOf[_top], out var host) || host != e.Token)
        {
            return false;
        }

        _cameOfIt.Add(e.Token);
        (_top, _completed) = (e.Token, e.Token);
        return true;
    }

    private bool Follows(EngineEvent happened)
    {
        var follows = happened switch
        {
            ElementEntered e => Enters(e),
            ElementCompleted e => !Ends(e) && Completes(e),
            TokenJoined e => Takes(_gone, _cameOfIt, e.Token),
            ScopeOpened e => Opens(e),
            TokenRested { State: TokenState.Waiting or TokenState.Hosting } e => !_rested.Add(e.Token) && false,
            LoopInstanceCompleted e when e.Token == _top => Next(e),
            MessageThrown or SignalThrown { Element.Length: > 0 } or EscalationThrown { By: null } => _cameOfIt.Contains(_completed),
            EscalationThrown e => _cameOfIt.Contains(e.By!.Value),
            WorkChanged { Change: WorkAct } e => _cameOfIt.Contains(e.Token),
            CompensationBegun e => _cameOfIt.Contains(e.Token),
            EngineIncidentRaised e => Takes(_incidents, _cameOfIt, e.Token, e.Incident),
            EngineIncidentResolved e => _incidents.Contains(e.Incident),
            _ => false,
        };
        _opening = happened is ScopeOpened opened ? opened.Scope : happened is TokenRested or ElementCompleted or TokenCancelled or EngineIncidentRaised ? 0 : _opening;
        return follows;
    }

    // By an event where what it came after was not just completed, or by hand where a scope was open already.
    private bool Enters(ElementEntered e)
    {
        var comes = e.After is { } after ? _cameOfIt.Contains(after) : _scopes.Contains(e.Scope);
        if (comes)
        {
            _cameOfIt.Add(e.Token);
        }

        return comes && (e.After is { } from ? from != _completed : e.Scope != _opening);
    }

    private bool Completes(ElementCompleted e)
    {
        _completed = e.Token;
        var joined = _gone.Count > 0;
        _gone.Clear();
        return _cameOfIt.Contains(e.Token) ? e.Step || _rested.Contains(e.Token) : joined;
    }

    private bool Opens(ScopeOpened e)
    {
        if (e.Host is { } host && (_cameOfIt.Contains(host) || (oneByOne && _next == (host, e.Counter ?? 0))))
        {
            _scopes.Add(e.Scope);
        }

        return false;
    }

    private bool Next(LoopInstanceCompleted e)
    {
        _next = (e.Loop, e.Counter + 1);
        return false;
    }

    private static bool Takes(HashSet<long> into, HashSet<long> from, long token, long? number = null)
    {
        if (from.Contains(token))
        {
            into.Add(number ?? token);
        }

        return false;
    }
}
