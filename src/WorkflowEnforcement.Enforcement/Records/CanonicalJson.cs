using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>JSON as one sequence of bytes and no other: RFC 8785 (JCS), restricted as <c>docs/formats/ledger-entry.md</c> says.</summary>
/// <remarks>Whole numbers below 2^53 only, each member once, text in NFC without lone surrogates and noncharacters, depth at most 64.</remarks>
public static class CanonicalJson
{
    private const int MaxDepth = 64;
    private const int InitialBytes = 1024;
    private const long MaxInteger = (1L << 53) - 1;

    /// <summary>Writes a value; null is the JSON literal.</summary>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    public static byte[] Write(JsonNode? value)
    {
        var output = new CanonicalOutput(InitialBytes);
        try
        {
            WriteValue(output, value, 0);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // System.Text.Json reads lazily: broken text and double members come to light only while the tree is walked.
            throw new FormatException($"Expected members that stand once and well-formed text, but {e.Message}", e);
        }

        return output.Written.ToArray();
    }

    /// <summary>Writes a value that is a member of another, already begun.</summary>
    /// <param name="json">The value in UTF-8.</param>
    /// <param name="depth">How many objects and arrays are open around it.</param>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    internal static void WriteMember(CanonicalOutput output, ReadOnlySpan<byte> json, int depth) => CanonicalWalk.Write(output, json, MaxDepth - depth);

    /// <summary>Writes a value that was read by somebody else, whatever its order and white space.</summary>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    public static byte[] Write(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? throw new FormatException("Expected a value, but found none") : Write(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>Writes a value that was written by somebody else, whatever its order and white space.</summary>
    /// <param name="json">The value in UTF-8.</param>
    /// <exception cref="FormatException">The bytes are no JSON, or the value is outside the subset.</exception>
    public static byte[] Write(ReadOnlySpan<byte> json)
    {
        var output = new CanonicalOutput(InitialBytes);
        CanonicalWalk.Write(output, json, MaxDepth);
        return output.Written.ToArray();
    }

    /// <summary>Reads bytes that <see cref="Write(JsonNode?)"/> would write.</summary>
    /// <exception cref="FormatException">The bytes are no JSON, are outside the subset, or are not in canonical form.</exception>
    public static JsonElement Read(ReadOnlySpan<byte> utf8)
    {
        return Write(utf8).AsSpan().SequenceEqual(utf8) ? JsonElement.Parse(utf8) : throw new FormatException("Expected JSON in canonical form");
    }

    private static void WriteValue(CanonicalOutput output, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject members:
                WriteObject(output, members.ToArray(), Deeper(depth));
                break;
            case JsonArray items:
                WriteArray(output, items, Deeper(depth));
                break;
            case JsonValue scalar:
                WriteScalar(output, scalar);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(CanonicalOutput output, KeyValuePair<string, JsonNode?>[] members, int depth)
    {
        Array.Sort(members, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in members)
        {
            output.Write(first ? ""u8 : ","u8);
            CanonicalText.Write(output, name);
            output.Write(":"u8);
            WriteValue(output, value, depth);
            first = false;
        }

        output.Write("}"u8);
    }

    private static void WriteArray(CanonicalOutput output, JsonArray items, int depth)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            WriteValue(output, items[i], depth);
        }

        output.Write("]"u8);
    }

    private static void WriteScalar(CanonicalOutput output, JsonValue scalar)
    {
        switch (scalar.GetValueKind())
        {
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            case JsonValueKind.String when scalar.TryGetValue<string>(out var text):
                CanonicalText.Write(output, text);
                break;
            case JsonValueKind.Number when Primitive(scalar) is { } number and <= MaxInteger and >= -MaxInteger:
                WriteNumber(output, number);
                break;
            case JsonValueKind.Number:
                WriteInteger(output, scalar.ToJsonString());
                break;
            default:
                throw new FormatException($"Expected text, a whole number, true, false or null, but found {scalar.GetValueKind()}");
        }
    }

    // A number that was put in as one, not read: read ones keep their text, which may be one of many ways to write them.
    private static long? Primitive(JsonValue scalar) =>
        scalar.TryGetValue<JsonElement>(out _) ? null
        : scalar.TryGetValue<int>(out var small) ? small
        : scalar.TryGetValue<long>(out var number) ? number
        : null;

    internal static void WriteNumber(CanonicalOutput output, long number)
    {
        const int digits = 20;
        number.TryFormat(output.GetSpan(digits), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void WriteInteger(CanonicalOutput output, string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        if (digits.ContainsAnyExceptInRange('0', '9') || text == "-0"
            || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || number is > MaxInteger or < -MaxInteger)
        {
            throw new FormatException($"Expected a whole number of magnitude below 2^53, but found {text}");
        }

        CanonicalText.WriteRaw(output, text);
    }

    private static int Deeper(int depth) =>
        depth < MaxDepth ? depth + 1 : throw new FormatException($"Expected at most {MaxDepth} objects and arrays inside each other");
}
