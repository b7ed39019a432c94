using System.Security.Cryptography;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Files by their content: named by SHA-256, written once, never overwritten, hashed again when read.</summary>
public sealed class BlobStore
{
    private readonly string root;

    public BlobStore(IConfiguration configuration, IHostEnvironment host)
    {
        root = Path.Combine(StorageRoot.Of(configuration, host), "blobs");
        Directory.CreateDirectory(root);
    }

    /// <summary>Keeps bytes and gives their hash, lower-case hex. On return they are on the disk.</summary>
    public async Task<string> Keep(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            return hash;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous))
        {
            await file.WriteAsync(bytes, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        return hash;
    }

    /// <summary>The bytes of that hash, or null when there are none.</summary>
    /// <exception cref="InvalidDataException">The bytes on the disk are not those that were kept.</exception>
    public async Task<byte[]?> Read(string hash, CancellationToken ct)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, ct);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return found == hash ? bytes : throw new InvalidDataException($"Expected the stored file {hash} to have that hash, but it has {found}");
    }

    private string PathOf(string hash) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(root, hash[..2], hash[2..4], hash)
            : throw new ArgumentException($"Expected a SHA-256 in lower-case hex, but found {hash}", nameof(hash));
}

/// <summary>The folder of everything that is stored outside the database.</summary>
public static class StorageRoot
{
    /// <summary>Setting <c>Storage:Root</c>, or <c>data</c> in the content root.</summary>
    public static string Of(IConfiguration configuration, IHostEnvironment host) =>
        Path.GetFullPath(configuration["Storage:Root"] is { Length: > 0 } root ? root : "data", host.ContentRootPath);
}
