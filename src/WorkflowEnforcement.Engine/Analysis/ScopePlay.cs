using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>What became of a game of tokens.</summary>
/// <param name="Faults">Where something is wrong.</param>
/// <param name="CanEnd">Whether a way to a good end was found.</param>
/// <param name="IsWhole">Whether every way was played.</param>
internal sealed record PlayOutcome(IReadOnlyList<NetFault> Faults, bool CanEnd, bool IsWhole);

/// <summary>Plays the game of tokens of a scope from where tokens lie in a running instance, and not only from its start.</summary>
internal sealed class ScopePlay
{
    private readonly ScopeGraph _graph;
    private readonly Dictionary<string, WaysOut> _ways;
    private readonly HashSet<string> _endless;
    private readonly HashSet<string> _aside;
    private readonly Lazy<HashSet<(string Kind, string Element)>> _own;

    /// <summary>Prepares the game.</summary>
    public ScopePlay(ProcessModel model, ScopeModel scope)
    {
        _graph = new ScopeGraph(model, scope);
        _ways = WaysOut.Of(_graph);
        _endless = _graph.Nodes.OfType<ContainerActivity>().Where(node => FlowAnalysis.NeverEndsByItself(new ScopeGraph(model, model.Scopes[node.Id]))).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        _aside = SoundnessChecks.Aside(_graph);
        _own = new(() => [.. SoundnessChecks.Check(_graph, _ways, _endless).Select(finding => (finding.Code, finding.Element))]);
    }

    /// <summary>Codes and elements of what goes wrong from the start of the scope, whatever lies in it.</summary>
    public IReadOnlySet<(string Kind, string Element)> Own => _own.Value;

    /// <summary>Plays from where tokens lie.</summary>
    public PlayOutcome From(IEnumerable<LyingToken> tokens)
    {
        var played = Apart([.. tokens.Distinct()]).ConvertAll(Play);
        return new PlayOutcome([.. played.SelectMany(each => each.Faults).DistinctBy(fault => (fault.Kind, fault.Element))], played.TrueForAll(each => each.CanEnd), played.TrueForAll(each => each.IsWhole));
    }

    /// <summary>Whether a token cannot come to an end without passing an element.</summary>
    public bool MustPass(LyingToken token, string element) =>
        token.Element == element || !_graph.Reach([token.Element], id => id != element).Any(id => _graph.IsEnd(_graph.Model.Nodes[id]));

    private PlayOutcome Play(List<LyingToken> tokens)
    {
        var net = new NetBuilding(_graph, _ways, _endless, _aside).From(tokens);
        var isPartial = net.Nodes.Values.Any(node => node.IsPartial);
        NetReduction.Of(net);
        var played = new NetExploration(net);
        return new PlayOutcome([.. played.Faults.Where(fault => fault.Kind != FlowCodes.Endless || !_graph.CanBeInterrupted)], played.CanEnd, !played.IsBoundHit && !isPartial);
    }

    // Tokens that can never meet, as those of a reminder beside the flow, do not make the game larger.
    private List<List<LyingToken>> Apart(List<LyingToken> tokens)
    {
        var groups = new List<(HashSet<string> Reached, List<LyingToken> Tokens)>();
        foreach (var token in tokens)
        {
            var reached = _graph.Reach([token.Element], id => !_aside.Contains(id));
            var meeting = groups.FindAll(group => group.Reached.Overlaps(reached));
            meeting.ForEach(group => reached.UnionWith(group.Reached));
            groups.RemoveAll(meeting.Contains);
            groups.Add((reached, [.. meeting.SelectMany(group => group.Tokens), token]));
        }

        return groups.ConvertAll(group => group.Tokens);
    }
}
