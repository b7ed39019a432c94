using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>Rewrites JSON in its canonical form in one pass over its bytes; no tree is built.</summary>
internal ref struct CanonicalWalk
{
    private const long MaxInteger = (1L << 53) - 1;
    private const int CharsAtHand = 256;

    private readonly CanonicalOutput output;
    private Utf8JsonReader reader;
    private CanonicalMember[] members = [];
    private int known;

    private CanonicalWalk(CanonicalOutput output, ReadOnlySpan<byte> json, int maxDepth)
    {
        this.output = output;
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Writes one value.</summary>
    /// <param name="json">The value in UTF-8, in any order and with any white space.</param>
    /// <param name="maxDepth">Most objects and arrays inside each other.</param>
    /// <exception cref="FormatException">The bytes are no JSON or outside the subset.</exception>
    public static void Write(CanonicalOutput output, ReadOnlySpan<byte> json, int maxDepth)
    {
        try
        {
            var walk = new CanonicalWalk(output, json, maxDepth);
            walk.Next();
            walk.WriteValue();
            walk.Next();
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Expected JSON, but {fault.Message}", fault);
        }
    }

    private bool Next() => reader.Read();

    private void WriteValue()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject();
                break;
            case JsonTokenType.StartArray:
                WriteArray();
                break;
            case JsonTokenType.String:
                WriteText();
                break;
            case JsonTokenType.Number:
                WriteInteger(reader.ValueSpan);
                break;
            default:
                output.Add(reader.ValueSpan);
                break;
        }
    }

    private void WriteObject()
    {
        var (start, first, isOrdered) = (output.Length, known, true);
        output.Add((byte)'{');
        while (Next() && reader.TokenType != JsonTokenType.EndObject)
        {
            var begun = output.Length;
            var isPlain = WriteText();
            var nameEnd = output.Length;
            output.Add((byte)':');
            Next();
            WriteValue();
            output.Add((byte)',');
            Keep(new CanonicalMember(begun, nameEnd, output.Length, isPlain));
            isOrdered &= known - first < 2 || Compare(output, members[known - 2], members[known - 1]) < 0;
        }

        if (!isOrdered)
        {
            Order(start + 1, members.AsSpan(first, known - first));
        }

        known = first;
        output.Close(start, (byte)'}');
    }

    private void WriteArray()
    {
        var start = output.Length;
        output.Add((byte)'[');
        while (Next() && reader.TokenType != JsonTokenType.EndArray)
        {
            WriteValue();
            output.Add((byte)',');
        }

        output.Close(start, (byte)']');
    }

    private void Keep(CanonicalMember member)
    {
        const int usual = 16;
        if (known == members.Length)
        {
            Array.Resize(ref members, Math.Max(usual, known * 2));
        }

        members[known++] = member;
    }

    private readonly void Order(int from, Span<CanonicalMember> some)
    {
        // Members are few as a rule, and most of them in order already.
        const int few = 32;
        if (some.Length > few)
        {
            var written = output;
            some.Sort((one, other) => Compare(written, one, other));
        }

        for (var i = 1; i < some.Length; i++)
        {
            var moved = some[i];
            var place = i;
            while (place > 0 && Compare(output, some[place - 1], moved) is var order and >= 0)
            {
                if (order == 0)
                {
                    throw new FormatException($"Expected members that stand once, but found {NameOf(output, moved)} twice");
                }

                some[place] = some[--place];
            }

            some[place] = moved;
        }

        output.Reorder(from, some);
    }

    // By the numbers of UTF-16, which for plain ASCII are those of the bytes.
    private static int Compare(CanonicalOutput output, CanonicalMember one, CanonicalMember other) => one.IsPlain && other.IsPlain
        ? output.Written[(one.Start + 1)..(one.NameEnd - 1)].SequenceCompareTo(output.Written[(other.Start + 1)..(other.NameEnd - 1)])
        : string.CompareOrdinal(NameOf(output, one), NameOf(output, other));

    private static string NameOf(CanonicalOutput output, CanonicalMember member)
    {
        var name = new Utf8JsonReader(output.Written[member.Start..member.NameEnd]);
        name.Read();
        return name.GetString()!;
    }

    // True where it is ASCII without escapes.
    private readonly bool WriteText()
    {
        if (reader.ValueIsEscaped)
        {
            CanonicalText.Write(output, Unescaped());
            return false;
        }

        // Text without escapes stands in every JSON as it stands in the canonical one.
        var raw = reader.ValueSpan;
        var isPlain = Ascii.IsValid(raw);
        if (!isPlain)
        {
            Check(raw);
        }

        output.Add((byte)'"');
        output.Add(raw);
        output.Add((byte)'"');
        return isPlain;
    }

    private readonly string Unescaped()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"Expected well-formed text, but {fault.Message}", fault);
        }
    }

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = utf8.Length <= CharsAtHand ? stackalloc char[CharsAtHand] : new char[utf8.Length];
        if (System.Text.Unicode.Utf8.ToUtf16(utf8, chars, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw new FormatException("Expected well-formed text, but found bytes that are no UTF-8");
        }

        CanonicalText.Check(chars[..written]);
    }

    private readonly void WriteInteger(ReadOnlySpan<byte> digits)
    {
        if (!Utf8Parser.TryParse(digits, out long number, out var used) || used != digits.Length || number is > MaxInteger or < -MaxInteger || digits.SequenceEqual("-0"u8))
        {
            throw new FormatException($"Expected a whole number of magnitude below 2^53, but found {Encoding.UTF8.GetString(digits)}");
        }

        output.Add(digits);
    }
}
