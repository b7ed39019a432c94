using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Lawfulness;

/// <summary>What comes before what in a drawing, whatever way is taken.</summary>
/// <remarks>
/// An activity comes before the events on its boundary, a subprocess before what is in it, the start of a scope before its event subprocesses.
/// What is within a subprocess does not count as coming before what follows the subprocess.
/// </remarks>
internal sealed class FlowOrder
{
    private readonly Dictionary<string, HashSet<string>> before;
    private readonly Dictionary<string, List<string>> next = new(StringComparer.Ordinal);

    public FlowOrder(ProcessModel model)
    {
        foreach (var node in model.Nodes.Values)
        {
            next[node.Id] = [.. node.Outgoing.Select(flow => model.Flows[flow].Target)];
        }

        foreach (var boundary in model.Nodes.Values.OfType<BoundaryEvent>())
        {
            next[boundary.AttachedTo].Add(boundary.Id);
        }

        foreach (var scope in model.Scopes.Values)
        {
            var starts = scope.Starts.Concat(scope.Begins).ToList();
            if (next.TryGetValue(scope.ElementId, out var container))
            {
                container.AddRange(starts);
            }

            foreach (var start in starts)
            {
                next[start].AddRange(scope.EventSubprocesses);
            }
        }

        before = Before(model);
    }

    /// <summary>Ids that every way to a node passes, its own among them; empty for a node to which no way leads.</summary>
    public IReadOnlySet<string> Before(string id) => before.TryGetValue(id, out var found) ? found : new HashSet<string>();

    /// <summary>Whether any way leads to a node.</summary>
    public bool Reaches(string id) => before.ContainsKey(id);

    /// <summary>Whether a way leads from one node to another.</summary>
    public bool Leads(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next.GetValueOrDefault(from) ?? []);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            if (seen.Add(at))
            {
                foreach (var further in next[at])
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }

    // Those before a node are those before all of its predecessors, and itself; repeated until nothing changes.
    private Dictionary<string, HashSet<string>> Before(ProcessModel model)
    {
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var open = new Queue<string>();
        foreach (var start in model.Root.Starts.Concat(model.Root.Begins))
        {
            found[start] = [start];
            open.Enqueue(start);
        }

        while (open.TryDequeue(out var at))
        {
            foreach (var to in next[at])
            {
                var came = new HashSet<string>(found[at], StringComparer.Ordinal) { to };
                if (found.TryGetValue(to, out var known))
                {
                    came.IntersectWith(known);
                    came.Add(to);
                    if (came.Count == known.Count)
                    {
                        continue;
                    }
                }

                found[to] = came;
                open.Enqueue(to);
            }
        }

        return found;
    }
}
