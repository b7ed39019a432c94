namespace WorkflowEnforcement.Server.Storage;

/// <summary>Remembers the cases used last, so that a command reads only their newest events. Holds committed states only, and nothing rests on it.</summary>
internal sealed class CaseCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, LinkedListNode<(Guid Case, CaseSnapshot Snapshot)>> entries = [];
    private readonly LinkedList<(Guid Case, CaseSnapshot Snapshot)> newestFirst = new();

    public CaseSnapshot? Find(Guid caseId)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(caseId, out var node))
            {
                return null;
            }

            newestFirst.Remove(node);
            newestFirst.AddFirst(node);
            return node.Value.Snapshot;
        }
    }

    public void Keep(Guid caseId, CaseSnapshot snapshot)
    {
        lock (gate)
        {
            if (entries.Remove(caseId, out var old))
            {
                newestFirst.Remove(old);
            }

            entries[caseId] = newestFirst.AddFirst((caseId, snapshot));
            if (entries.Count > capacity)
            {
                entries.Remove(newestFirst.Last!.Value.Case);
                newestFirst.RemoveLast();
            }
        }
    }

    public void Forget(Guid caseId)
    {
        lock (gate)
        {
            if (entries.Remove(caseId, out var old))
            {
                newestFirst.Remove(old);
            }
        }
    }
}
