using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Documents over HTTP.</summary>
public static class DocumentEndpoints
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapGet("/{id:guid}/content", Content).Produces(200, contentType: Word).Produces(200, contentType: "application/pdf").ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    /// <summary>The document of that id, when the user may see its case; else null.</summary>
    public static async Task<DocumentRow?> Visible(EnforcementDb db, CaseQueries queries, ClaimsPrincipal user, Guid id, CancellationToken ct) =>
        await db.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } document
        && await queries.Find(CurrentActor.From(user), document.CaseId, ct) is not null
            ? document
            : null;

    private static async Task<IResult> Content(
        Guid id, ClaimsPrincipal user, EnforcementDb db, CaseQueries queries, DocumentFiles files, CancellationToken ct, string format = "docx", bool inline = false)
    {
        if (await Visible(db, queries, user, id, ct) is not { } document)
        {
            return Problem.NotFound();
        }

        if (format is not ("docx" or "pdf"))
        {
            return Problem.BadRequest("document.format", $"format 须为 docx 或 pdf，现为 {format}。");
        }

        if (document.Sha256 is not { } hash)
        {
            return Problem.From(new Enforcement.Cases.Refused("document.not-made", $"《{document.Name}》尚未制作完成。"));
        }

        var name = $"{document.Name}{(document.Number.Length > 0 ? $"-{document.Number}" : string.Empty)}.{format}";
        if (format == "docx")
        {
            return TypedResults.File(await files.Docx(hash, ct), Word, name);
        }

        return await files.Pdf(hash, ct) switch
        {
            PdfOutcome.PdfMade made => inline ? TypedResults.File(made.Pdf, "application/pdf") : TypedResults.File(made.Pdf, "application/pdf", name),
            PdfOutcome.PdfUnavailable missing => Unavailable("pdf.unavailable", missing.Reason),
            PdfOutcome.PdfFailed failed => Unavailable("pdf.failed", failed.Reason),
            _ => throw new InvalidOperationException("Expected a PDF to be made, unavailable or failed"),
        };
    }

    private static ProblemHttpResult Unavailable(string code, string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable, title: "暂不能提供 PDF", extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>The files of documents: the Word file as it was issued, and the PDF made from it once.</summary>
public sealed class DocumentFiles(BlobStore blobs, PdfConverter converter, IConfiguration configuration, IHostEnvironment host)
{
    private readonly string made = Path.Combine(StorageRoot.Of(configuration, host), "pdf");

    /// <summary>True when PDF can be made here.</summary>
    public bool CanMakePdf => converter.IsAvailable;

    /// <summary>The Word file of that hash.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<byte[]> Docx(string hash, CancellationToken ct) =>
        await blobs.Read(hash, ct) ?? throw new InvalidOperationException($"Expected the stored file {hash}, but it is not there");

    /// <summary>The PDF of the Word file of that hash; made at the first asking and kept.</summary>
    public async Task<PdfOutcome> Pdf(string hash, CancellationToken ct)
    {
        var path = Path.Combine(made, $"{hash}.pdf");
        if (File.Exists(path))
        {
            return new PdfOutcome.PdfMade(await File.ReadAllBytesAsync(path, ct));
        }

        var outcome = await converter.Convert(await Docx(hash, ct), ct);
        if (outcome is PdfOutcome.PdfMade pdf)
        {
            Directory.CreateDirectory(made);
            var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
            await File.WriteAllBytesAsync(temporary, pdf.Pdf, ct);
            File.Move(temporary, path, overwrite: true);
        }

        return outcome;
    }
}
