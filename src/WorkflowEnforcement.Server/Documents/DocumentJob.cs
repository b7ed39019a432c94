using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Makes a document that a case asked for and reports it. May run twice: the second report is refused, and that is success.</summary>
public sealed class DocumentJob(CaseStore cases, CaseSettings settings, ProcedureCatalogue procedures, TemplateLibrary templates, BlobStore blobs, BureauClock clock)
{
    private const int MaxMessage = 1000;

    public Task Run(Guid caseId, Guid documentId, CancellationToken ct) => Run(caseId, documentId, clock.Now, ct);

    /// <summary>Makes a document and reports it as of a moment.</summary>
    public async Task Run(Guid caseId, Guid documentId, DateTimeOffset at, CancellationToken ct)
    {
        var loaded = await cases.Load(caseId, ct) ?? throw new InvalidOperationException($"Expected a case {caseId}, but there is none");
        var asked = loaded.State.Documents.First(document => document.Id == documentId);
        if (asked.State != DocumentState.Requested)
        {
            return;
        }

        await cases.Run(caseId, (await Make(caseId, loaded, asked, ct)) with { At = at }, ct);
    }

    /// <summary>Renders a document from the case as it stood when it was asked for, so that the bytes do not depend on when the job runs.</summary>
    private async Task<CaseCommand> Make(Guid caseId, LoadedCase loaded, CaseDocument asked, CancellationToken ct)
    {
        var id = $"document-{asked.Id:N}-{asked.AtVersion}";
        if (await templates.Find(asked.Code, loaded.Definition.Kind, ct) is not { } template)
        {
            return Failure(id, asked, "template.missing", $"没有《{asked.Name}》的模板，请法制科补充模板后重试。");
        }

        var then = await cases.LoadAt(caseId, asked.AtVersion, ct)
            ?? throw new InvalidOperationException($"Expected case {caseId} to have a version {asked.AtVersion}, but it has not");
        var document = then.Documents.First(candidate => candidate.Id == asked.Id);
        var facts = DocumentFacts.Of(settings.For(procedures.ByHash(then.Definition)), then, document, settings.Bureau);
        switch (DocxTemplate.Render(template.Docx, DocumentData.From(facts, templates.Names)))
        {
            case RenderOutcome.Rendered made:
                var hash = await blobs.Keep(made.Docx, ct);
                return new ReportDocument(asked.Id, hash, made.Docx.Length, template.Hash) { By = Actor.TheSystem, At = clock.Now, CommandId = id };
            case RenderOutcome.TemplateFailed failed:
                return Failure(id, asked, failed.Code, failed.Message);
            default:
                throw new InvalidOperationException("Expected a rendering to be made or to fail");
        }
    }

    private ReportDocumentFailure Failure(string id, CaseDocument asked, string code, string message) =>
        new(asked.Id, code, StoredText.Fit(message, MaxMessage)) { By = Actor.TheSystem, At = clock.Now, CommandId = id };
}
