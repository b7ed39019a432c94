namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Makes a document that a case asked for and reports it, or its failure, to the case.</summary>
/// <param name="caseId">The case.</param>
/// <param name="documentId">The document.</param>
public delegate Task DocumentWork(Guid caseId, Guid documentId, CancellationToken ct);
