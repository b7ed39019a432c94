namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Finds the parts of a graph whose nodes all reach each other.</summary>
internal static class Components
{
    /// <summary>Every such part of more than one node, and every node that leads to itself; nodes in the order found.</summary>
    /// <param name="nodes">The nodes that count.</param>
    /// <param name="next">Where a node leads; what is not among the nodes is passed over.</param>
    public static List<List<T>> Cycles<T>(IReadOnlyCollection<T> nodes, Func<T, IEnumerable<T>> next)
        where T : notnull
    {
        var search = new Search<T>([.. nodes], next);
        foreach (var node in nodes)
        {
            search.From(node);
        }

        return search.Found;
    }

    // Tarjan's algorithm with a stack of its own: a flow of ten thousand steps must not end the thread.
    private sealed class Search<T>(HashSet<T> nodes, Func<T, IEnumerable<T>> next)
        where T : notnull
    {
        private readonly Dictionary<T, (int Index, int Low)> _seen = [];
        private readonly HashSet<T> _onPath = [];
        private readonly Stack<T> _path = new();
        private readonly Stack<(T Node, IEnumerator<T> Left)> _calls = new();

        public List<List<T>> Found { get; } = [];

        public void From(T root)
        {
            if (_seen.ContainsKey(root))
            {
                return;
            }

            Enter(root);
            while (_calls.TryPeek(out var call))
            {
                if (!call.Left.MoveNext())
                {
                    Leave();
                }
                else if (nodes.Contains(call.Left.Current))
                {
                    Visit(call.Node, call.Left.Current);
                }
            }
        }

        private void Enter(T node)
        {
            _seen[node] = (_seen.Count, _seen.Count);
            _path.Push(node);
            _onPath.Add(node);
            _calls.Push((node, next(node).GetEnumerator()));
        }

        private void Visit(T node, T to)
        {
            if (!_seen.TryGetValue(to, out var seen))
            {
                Enter(to);
            }
            else if (_onPath.Contains(to))
            {
                Lower(node, seen.Index);
            }
        }

        private void Leave()
        {
            var (node, left) = _calls.Pop();
            left.Dispose();
            var (index, low) = _seen[node];
            if (_calls.TryPeek(out var caller))
            {
                Lower(caller.Node, low);
            }

            if (index == low)
            {
                Take(node);
            }
        }

        private void Lower(T node, int low)
        {
            var seen = _seen[node];
            _seen[node] = (seen.Index, Math.Min(seen.Low, low));
        }

        private void Take(T root)
        {
            var part = new List<T>();
            do
            {
                part.Add(_path.Pop());
                _onPath.Remove(part[^1]);
            }
            while (!part[^1].Equals(root));
            part.Reverse();
            if (part.Count > 1 || next(root).Contains(root))
            {
                Found.Add(part);
            }
        }
    }
}
