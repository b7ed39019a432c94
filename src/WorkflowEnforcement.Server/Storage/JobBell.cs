namespace WorkflowEnforcement.Server.Storage;

/// <summary>Wakes the jobs for work that a committed transaction asked for. A lost ring loses nothing: the requests are in the database.</summary>
/// <param name="ring">Told the ids of job requests; called after the commit only.</param>
public sealed class JobBell(Action<IReadOnlyList<Guid>> ring)
{
    /// <summary>Tells nobody; the next sweep finds the requests.</summary>
    public static readonly JobBell Silent = new(_ => { });

    /// <summary>Tells of new requests.</summary>
    public void Ring(IReadOnlyList<Guid> requests)
    {
        if (requests.Count > 0)
        {
            ring(requests);
        }
    }
}
