using System.Buffers;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>Bytes of the canonical form as they are gathered; members already written can be put in order.</summary>
internal sealed class CanonicalOutput(int usualBytes) : IBufferWriter<byte>
{
    private byte[] bytes = new byte[usualBytes];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var wanted = Length + Math.Max(sizeHint, 1);
        if (wanted > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(wanted, bytes.Length * 2));
        }

        return bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        GetSpan(sizeHint);
        return bytes.AsMemory(Length);
    }

    public void Add(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> some)
    {
        some.CopyTo(GetSpan(some.Length));
        Length += some.Length;
    }

    /// <summary>Ends an object or array: takes the place of the comma behind its last item, where it has one.</summary>
    /// <param name="start">Place of its opening bracket.</param>
    public void Close(int start, byte bracket)
    {
        if (Length > start + 1)
        {
            Length--;
        }

        Add(bracket);
    }

    /// <summary>Puts what stands between two places into another order.</summary>
    /// <param name="parts">The parts in the order wanted; together they are all that stands from the place on.</param>
    public void Reorder(int from, ReadOnlySpan<CanonicalMember> parts)
    {
        var copy = bytes.AsSpan(from, Length - from).ToArray();
        var to = from;
        foreach (var part in parts)
        {
            copy.AsSpan(part.Start - from, part.End - part.Start).CopyTo(bytes.AsSpan(to));
            to += part.End - part.Start;
        }
    }
}

/// <summary>A member as it was written.</summary>
/// <param name="Start">Place of the quote that begins its name.</param>
/// <param name="NameEnd">Place behind the quote that ends its name.</param>
/// <param name="End">Place behind the comma after its value.</param>
/// <param name="IsPlain">True where its name is ASCII and holds nothing that is escaped.</param>
internal readonly record struct CanonicalMember(int Start, int NameEnd, int End, bool IsPlain);
