using System.Security.Cryptography;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>A template as it lies on the disk.</summary>
public sealed record StoredTemplate(byte[] Docx, string Hash);

/// <summary>The Word templates, one folder a document.</summary>
public sealed class TemplateLibrary(IConfiguration configuration, IHostEnvironment host)
{
    private readonly string root = ShippedFolder.Find(configuration["Templates:Root"], "templates", host);

    /// <summary>Names that every template may use.</summary>
    public KnownNames Names { get; } = ReadNames(ShippedFolder.Find(configuration["Templates:Root"], "templates", host));

    /// <summary>The template of a document, read now: whoever edits it sees the change with the next document. Null when there is none.</summary>
    public async Task<StoredTemplate?> Find(string code, CancellationToken ct)
    {
        var path = Path.Combine(root, code, "template.docx");
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, ct);
        return new StoredTemplate(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static KnownNames ReadNames(string root) =>
        Path.Combine(root, "names.json") is var path && File.Exists(path) ? KnownNames.Read(File.ReadAllBytes(path)) : KnownNames.None;
}

/// <summary>Finds folders that are shipped with the server: beside the binaries when published, at the top of the repository when run from source.</summary>
public static class ShippedFolder
{
    /// <summary>The folder set, else beside the binaries, else in the content root or above it.</summary>
    public static string Find(string? configured, string name, IHostEnvironment host)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Path.GetFullPath(configured, host.ContentRootPath);
        }

        for (var folder = new DirectoryInfo(host.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")) && Directory.Exists(Path.Combine(folder.FullName, name)))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
