using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>Makes a document that a case asked for and reports it, or its failure, to the case.</summary>
/// <param name="caseId">The case.</param>
/// <param name="documentId">The document.</param>
public delegate Task DocumentWork(Guid caseId, Guid documentId, CancellationToken ct);

/// <summary>Reports that this server makes no documents. Registered only where no other <see cref="DocumentWork"/> is.</summary>
internal sealed class NoDocumentMaker(CaseStore cases, BureauClock clock)
{
    public async Task Run(Guid caseId, Guid documentId, CancellationToken ct) =>
        await cases.Run(
            caseId,
            new ReportDocumentFailure(documentId, "document.no-maker", "本服务器未装入文书制作功能,文书未能生成。")
            {
                By = Actor.TheSystem,
                At = clock.Now,
                CommandId = $"document-failed-{documentId:D}-{Guid.CreateVersion7():N}",
            },
            ct);
}
