using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>The work outside the database that events ask for.</summary>
public static class JobsAskedFor
{
    /// <summary>Kind of request that makes a document; its subject is the document's id.</summary>
    public const string MakeDocument = "document";

    internal static IEnumerable<JobRequestRow> By(Guid caseId, CaseState? before, CaseEvent happened, DateTimeOffset at)
    {
        var document = happened switch
        {
            DocumentRequested asked => asked.Document,
            IncidentResolved { InFlow: false } resolved => before?.Incidents.Find(incident => incident.Id == resolved.Incident)?.Document,
            _ => null,
        };
        return document is { } id
            ? [new JobRequestRow { Id = Guid.CreateVersion7(), Kind = MakeDocument, CaseId = caseId, Subject = id.ToString("D"), CreatedAt = at }]
            : [];
    }
}
