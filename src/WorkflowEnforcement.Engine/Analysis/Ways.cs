namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Short ways through a scope, as examples in a sentence.</summary>
internal static class Ways
{
    /// <summary>The shortest way from a start to a node, both named.</summary>
    public static List<string> Shortest(ScopeGraph graph, string to) => Search(graph.Entries, graph.Next, to);

    /// <summary>The shortest way from a node of a loop round to it.</summary>
    public static List<string> Round(ScopeGraph graph, List<string> loop, string node)
    {
        var nodes = loop.ToHashSet(StringComparer.Ordinal);
        var back = Search(graph.Next(node).Where(nodes.Contains), id => graph.Next(id).Where(nodes.Contains), node);
        return [node, .. back];
    }

    private static List<string> Search(IEnumerable<string> from, Func<string, IEnumerable<string>> next, string to)
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal);
        var open = new Queue<string>();
        foreach (var start in from)
        {
            if (cameFrom.TryAdd(start, null))
            {
                open.Enqueue(start);
            }
        }

        while (!cameFrom.ContainsKey(to) && open.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(other => cameFrom.TryAdd(other, id)))
            {
                open.Enqueue(other);
            }
        }

        var way = new List<string>();
        for (var at = cameFrom.ContainsKey(to) ? to : null; at is not null; at = cameFrom[at])
        {
            way.Add(at);
        }

        way.Reverse();
        return way;
    }
}
