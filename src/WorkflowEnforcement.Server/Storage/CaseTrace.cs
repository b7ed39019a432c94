using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>What lists show of a case and its state does not hold: when something first stood in it, and how long a document is.</summary>
/// <remarks>Gathered event by event, so that rows written as the case runs equal rows rebuilt from its events.</remarks>
internal sealed class CaseTrace
{
    private readonly Dictionary<long, DateTimeOffset> tasks = [];
    private readonly Dictionary<Guid, DateTimeOffset> documents = [];
    private readonly Dictionary<(bool InFlow, long Id), DateTimeOffset> incidents = [];
    private readonly Dictionary<Guid, long> sizes = [];

    /// <summary>Moment of the last event.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What earlier rows tell.</summary>
    public static CaseTrace Of(CaseRowSet rows)
    {
        var trace = new CaseTrace();
        foreach (var task in rows.Tasks)
        {
            trace.tasks[task.Task] = task.OpenedAt;
        }

        foreach (var incident in rows.Incidents)
        {
            trace.incidents[(incident.InFlow, incident.Incident)] = incident.RaisedAt;
        }

        foreach (var document in rows.Documents)
        {
            trace.documents[document.Id] = document.RequestedAt;
            if (document.Size is { } size)
            {
                trace.sizes[document.Id] = size;
            }
        }

        return trace;
    }

    /// <summary>Takes in events of one moment.</summary>
    /// <param name="after">The state after the last of them.</param>
    /// <param name="events">The events of one command, or one event.</param>
    public void Note(CaseState after, ImmutableArray<RecordedEvent> events)
    {
        UpdatedAt = events[^1].At;
        foreach (var task in after.Tasks.Keys)
        {
            tasks.TryAdd(task, UpdatedAt);
        }

        foreach (var document in after.Documents)
        {
            documents.TryAdd(document.Id, UpdatedAt);
        }

        foreach (var incident in after.Incidents)
        {
            incidents.TryAdd((false, incident.Id), UpdatedAt);
        }

        foreach (var incident in after.Instance?.Incidents.Keys ?? [])
        {
            incidents.TryAdd((true, incident), UpdatedAt);
        }

        foreach (var issued in events.Select(recorded => recorded.Event).OfType<DocumentIssued>())
        {
            sizes[issued.Document] = issued.Size;
        }
    }

    public DateTimeOffset OpenedAt(long task) => tasks[task];

    public DateTimeOffset RequestedAt(Guid document) => documents[document];

    public DateTimeOffset RaisedAt(long incident, bool inFlow) => incidents[(inFlow, incident)];

    public long? SizeOf(Guid document) => sizes.TryGetValue(document, out var size) ? size : null;
}
