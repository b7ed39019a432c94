using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>What lists show of a case and its state does not hold: when something first stood in it, and how long a document is.</summary>
/// <remarks>Gathered event by event, so that rows written as the case runs equal rows rebuilt from its events.</remarks>
internal sealed class CaseTrace
{
    private readonly Dictionary<string, DateTimeOffset> firstSeen = [];
    private readonly Dictionary<Guid, long> sizes = [];

    /// <summary>Moment of the last event.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public static string OfTask(long task) => $"task/{task}";

    public static string OfDocument(Guid document) => $"document/{document}";

    public static string OfIncident(long incident, bool inFlow) => $"incident/{inFlow}/{incident}";

    /// <summary>Takes an event in.</summary>
    /// <param name="after">The state after it, or after the last event of its command.</param>
    /// <param name="recorded">The event.</param>
    public void Note(CaseState after, RecordedEvent recorded)
    {
        UpdatedAt = recorded.At;
        foreach (var subject in Subjects(after))
        {
            firstSeen.TryAdd(subject, recorded.At);
        }

        if (recorded.Event is DocumentIssued issued)
        {
            sizes[issued.Document] = issued.Size;
        }
    }

    /// <summary>Takes over what an earlier row tells.</summary>
    public void Recall(string subject, DateTimeOffset at) => firstSeen[subject] = BureauClock.Local(at);

    /// <summary>Takes over what an earlier row tells.</summary>
    public void Recall(Guid document, long? size)
    {
        if (size is { } length)
        {
            sizes[document] = length;
        }
    }

    public DateTimeOffset FirstSeen(string subject) => firstSeen[subject];

    public long? SizeOf(Guid document) => sizes.TryGetValue(document, out var size) ? size : null;

    private static IEnumerable<string> Subjects(CaseState state) =>
    [
        .. state.Tasks.Keys.Select(OfTask),
        .. state.Documents.Select(document => OfDocument(document.Id)),
        .. state.Incidents.Select(incident => OfIncident(incident.Id, inFlow: false)),
        .. (state.Instance?.Incidents.Keys ?? []).Select(incident => OfIncident(incident, inFlow: true)),
    ];
}
