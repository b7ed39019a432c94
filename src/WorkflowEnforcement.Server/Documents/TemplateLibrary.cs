using System.Security.Cryptography;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>A template as it lies on the disk.</summary>
public sealed record StoredTemplate(byte[] Docx, string Hash);

/// <summary>The Word templates, one folder a document.</summary>
public sealed class TemplateLibrary
{
    private readonly string root;

    public TemplateLibrary(IConfiguration configuration, IHostEnvironment host)
    {
        root = ShippedFolder.Find(configuration["Templates:Root"], "templates", host);
        var names = Path.Combine(root, "names.json");
        Names = File.Exists(names) ? KnownNames.Read(File.ReadAllBytes(names)) : KnownNames.None;
    }

    /// <summary>Names that every template may use.</summary>
    public KnownNames Names { get; }

    /// <summary>The template of a document, read now: whoever edits it sees the change with the next document. Null when there is none.</summary>
    /// <param name="code">Number of the document in the catalogue.</param>
    /// <param name="kind">Kind of the procedure that makes it: a folder named by both goes before that of the number alone, for example <c>Q11.penalty</c>.</param>
    public async Task<StoredTemplate?> Find(string code, string kind, CancellationToken ct)
    {
        var own = Path.Combine(root, $"{code}.{kind}", "template.docx");
        var path = File.Exists(own) ? own : Path.Combine(root, code, "template.docx");
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, ct);
        return new StoredTemplate(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
