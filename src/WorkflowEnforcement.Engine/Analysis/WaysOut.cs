using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>The sets of flows by which a token can leave a node, as far as its conditions tell.</summary>
internal sealed class WaysOut
{
    // More conditions than these that nothing ties together are not combined one with another.
    private const int MaxFree = 6;

    private static readonly FeelExpression Always = FeelExpression.Parse("true").Expression!;

    private WaysOut(List<string[]> sets, bool isPartial, string? standsStill, HashSet<string>? holding = null)
    {
        Sets = sets;
        Holding = holding ?? [];
        IsPartial = isPartial;
        StandsStill = standsStill;
    }

    /// <summary>The sets, each once; ids of flows.</summary>
    public List<string[]> Sets { get; }

    /// <summary>Ids of the flows whose condition holds with some values, whether or not they are taken then.</summary>
    public HashSet<string> Holding { get; }

    /// <summary>Whether there are more sets than are named.</summary>
    public bool IsPartial { get; }

    /// <summary>Where no way out can be taken: the values with which that comes, or an empty text; null where one always can.</summary>
    public string? StandsStill { get; }

    /// <summary>The ways out of each node of a scope.</summary>
    public static Dictionary<string, WaysOut> Of(ScopeGraph graph)
    {
        var texts = new KnownTexts(graph);
        return graph.Nodes.ToDictionary(node => node.Id, node => Of(graph.Model, node, name => texts.At(node.Id, name)), StringComparer.Ordinal);
    }

    /// <summary>The ways out of a node, boundary events apart.</summary>
    public static WaysOut Of(ProcessModel model, FlowNode node, Func<string, ImmutableArray<string>?> textsOf)
    {
        var flows = node.Outgoing.Select(id => model.Flows[id]).ToList();
        return node switch
        {
            EventBasedGateway => new WaysOut([.. flows.Select(flow => new[] { flow.Id })], isPartial: false, null),
            ExclusiveGateway gateway => Chosen(flows, gateway.Default, textsOf, First),
            InclusiveGateway gateway => Chosen(flows, gateway.Default, textsOf, Every),
            Activity activity when flows.Exists(flow => flow.Test is not null) => Chosen(flows, activity.Default, textsOf, Every),
            _ => new WaysOut([[.. node.Outgoing]], isPartial: false, null),
        };
    }

    private static WaysOut Chosen(
        List<SequenceFlow> flows, string? last, Func<string, ImmutableArray<string>?> textsOf, Func<List<SequenceFlow>, bool[], string[]> choose)
    {
        var tried = flows.FindAll(flow => flow.Id != last);
        var known = choose == Every ? tried : tried.FindAll(flow => flow.Test is not null);
        var combinations = known.Count == 0 ? [([], "")] : GuardSpace.Try([.. known.Select(flow => flow.Test ?? Always)], textsOf);
        var isMany = combinations is null;
        combinations ??= Singly(known, textsOf);
        var sets = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var holding = new HashSet<string>(StringComparer.Ordinal);
        string? still = null;
        foreach (var (holds, where) in combinations)
        {
            holding.UnionWith(known.Where((_, i) => holds[i]).Select(flow => flow.Id));
            var chosen = choose(known, holds);
            still ??= chosen.Length == 0 && last is null ? where : null;
            string[] set = ConditionHolds(known, holds) || last is null ? chosen : [.. chosen, last];
            sets.TryAdd(string.Join('\n', set), set);
        }

        // Where the conditions cover every value, a name without a value still leads to the default.
        if (last is not null)
        {
            string[] set = [.. known.Where(flow => flow.Test is null).Select(flow => flow.Id), last];
            sets.TryAdd(string.Join('\n', set), set);
        }

        // An exclusive gateway's flow without a condition is one of which nothing is known.
        foreach (var flow in tried.Except(known))
        {
            sets.TryAdd(flow.Id, [flow.Id]);
            still = null;
        }

        return new WaysOut([.. sets.Values.Where(set => set.Length > 0)], isMany && choose == Every, still, holding);
    }

    private static bool ConditionHolds(List<SequenceFlow> flows, bool[] holds) => flows.Where((flow, i) => holds[i] && flow.Test is not null).Any();

    private static string[] First(List<SequenceFlow> flows, bool[] holds) => Array.IndexOf(holds, true) is var first and >= 0 ? [flows[first].Id] : [];

    private static string[] Every(List<SequenceFlow> flows, bool[] holds) => [.. flows.Where((_, i) => holds[i]).Select(flow => flow.Id)];

    // Too many to combine: none, each alone, each pair, all but one, and all, of those that can hold at all.
    private static List<(bool[] Holds, string Where)> Singly(List<SequenceFlow> flows, Func<string, ImmutableArray<string>?> textsOf)
    {
        var can = flows.ConvertAll(flow => GuardSpace.Try([flow.Test ?? Always], textsOf)?.Select(way => way.Holds[0]).ToList() ?? [true, false]);
        bool[] With(params int[] held) => [.. can.Select((values, i) => values is [var only] ? only : held.Contains(i))];
        bool[] Without(int left) => [.. can.Select((values, i) => values is [var only] ? only : i != left)];
        var ways = new List<bool[]> { With(), Without(-1) };
        var some = Math.Min(flows.Count, 1 << MaxFree);
        for (var i = 0; i < some; i++)
        {
            ways.Add(With(i));
            ways.Add(Without(i));
        }

        return [.. ways.Select(way => (way, ""))];
    }
}
