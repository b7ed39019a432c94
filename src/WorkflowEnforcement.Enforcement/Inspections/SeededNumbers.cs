using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>A series of whole numbers that a seed and a name fix; anybody with a SHA-256 can repeat it (docs/draw.md).</summary>
internal sealed class SeededNumbers(string seed, string series)
{
    private int next;

    /// <summary>The next number from 0 up to, not including, <paramref name="count"/>; all are equally likely.</summary>
    public ulong Below(ulong count)
    {
        // Values above the last full multiple are passed over, else small numbers would come up more often.
        var excess = ((ulong.MaxValue % count) + 1) % count;
        ulong value;
        do
        {
            value = Next();
        }
        while (value > ulong.MaxValue - excess);

        return value % count;
    }

    private ulong Next()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}/{series}/{next++}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
