using System.Buffers;
using System.Security.Cryptography;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>The hashes of the log's tree.</summary>
/// <remarks>
/// The first byte keeps leaves and nodes apart, so that no leaf can pass for a node.
/// Format: <c>docs/formats/ledger-entry.md</c>; RFC 6962 section 2.1.
/// </remarks>
public static class LedgerHash
{
    /// <summary>SHA-256 over 0x00 and the bytes of an entry, as stored.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry) => Hash(0x00, entry, []);

    /// <summary>SHA-256 over 0x01 and the two hashes below, left first.</summary>
    /// <exception cref="ArgumentException">A hash is not 32 bytes long.</exception>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length == SHA256.HashSizeInBytes && right.Length == SHA256.HashSizeInBytes
            ? Hash(0x01, left, right)
            : throw new ArgumentException($"Expected two hashes of 32 bytes, but found {left.Length} and {right.Length}");

    private static byte[] Hash(byte kind, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(1 + first.Length + second.Length);
        bytes[0] = kind;
        first.CopyTo(bytes.AsSpan(1));
        second.CopyTo(bytes.AsSpan(1 + first.Length));
        var hash = SHA256.HashData(bytes.AsSpan(0, 1 + first.Length + second.Length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
