using System.Security.Cryptography;
using System.Text;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>A procedure as its files hold it.</summary>
/// <param name="Bpmn">The flow, BPMN 2.0 XML.</param>
/// <param name="Forms">Form-js schemas by the name by which the flow refers to them.</param>
public sealed record ProcedureSource(ReadOnlyMemory<byte> Bpmn, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Forms)
{
    /// <summary>Decision tables (DMN) beside the flow, by file name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Decisions { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>Hash of the files: SHA-256 over the flow's bytes, each form's name and bytes and each decision's name and bytes, ordered by name; lower-case hex.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Bpmn.Span));
        foreach (var (name, bytes) in Ordered(Forms).Concat(Ordered(Decisions)))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(bytes.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hash of a procedure with all it calls: its own where it calls nothing, so that it depends on no other file.</summary>
    /// <param name="own">Hash of the procedure's own files.</param>
    /// <param name="called">Hashes of the files of all that is called, in any order.</param>
    public static string HashWith(string own, IEnumerable<string> called)
    {
        var others = called.Order(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? own : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', others.Prepend(own)))));
    }

    private static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Ordered(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) =>
        files.OrderBy(file => file.Key, StringComparer.Ordinal);
}
