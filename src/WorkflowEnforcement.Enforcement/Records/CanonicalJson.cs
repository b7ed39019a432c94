using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
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

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Writes a value; null is the JSON literal.</summary>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    public static byte[] Write(JsonNode? value)
    {
        var output = new ArrayBufferWriter<byte>(InitialBytes);
        Guarded(() => WriteValue(output, value, 0));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value that is a member of another, already begun.</summary>
    /// <param name="depth">How many objects and arrays are open around it.</param>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    internal static void WriteMember(ArrayBufferWriter<byte> output, JsonElement value, int depth) => Guarded(() => WriteElement(output, value, depth));

    /// <summary>Writes a value that was read by somebody else, whatever its order and white space.</summary>
    /// <exception cref="FormatException">The value is outside the subset.</exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(InitialBytes);
        Guarded(() => WriteElement(output, value, 0));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads bytes that <see cref="Write(JsonNode?)"/> would write.</summary>
    /// <exception cref="FormatException">The bytes are no JSON, are outside the subset, or are not in canonical form.</exception>
    public static JsonElement Read(ReadOnlySpan<byte> utf8)
    {
        var value = Parse(utf8);
        return Write(value).AsSpan().SequenceEqual(utf8) ? value : throw new FormatException("Expected JSON in canonical form");
    }

    private static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonElement.Parse(utf8, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"Expected JSON, but {e.Message}", e);
        }
    }

    // System.Text.Json reads lazily: broken text and double members come to light only while the tree is walked.
    private static void Guarded(Action walk)
    {
        try
        {
            walk();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Expected members that stand once and well-formed text, but {e.Message}", e);
        }
    }

    private static void WriteMembers(ArrayBufferWriter<byte> output, JsonElement value, int depth)
    {
        var names = new string[value.GetPropertyCount()];
        var values = new JsonElement[names.Length];
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            names[count] = member.Name;
            values[count++] = member.Value;
        }

        Array.Sort(names, values, StringComparer.Ordinal);
        output.Write("{"u8);
        for (var i = 0; i < count; i++)
        {
            WriteName(output, i == 0 ? null : names[i - 1], names[i]);
            WriteElement(output, values[i], depth);
        }

        output.Write("}"u8);
    }

    private static void WriteElement(ArrayBufferWriter<byte> output, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(output, value, Deeper(depth));
                break;
            case JsonValueKind.Array:
                var first = true;
                output.Write("["u8);
                foreach (var item in value.EnumerateArray())
                {
                    output.Write(first ? ""u8 : ","u8);
                    WriteElement(output, item, Deeper(depth));
                    first = false;
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteText(output, value);
                break;
            case JsonValueKind.Number:
                WriteInteger(output, value.GetRawText());
                break;
            case JsonValueKind.Undefined:
                throw new FormatException("Expected a value, but found none");
            default:
                output.Write(value.ValueKind switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    // ASCII without escapes stands in every JSON as it stands in the canonical one, its quotes included.
    private static void WriteText(ArrayBufferWriter<byte> output, JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (Ascii.IsValid(raw) && !raw.Contains((byte)'\\'))
        {
            output.Write(raw);
        }
        else
        {
            CanonicalText.Write(output, text.GetString()!);
        }
    }

    private static void WriteName(ArrayBufferWriter<byte> output, string? before, string name)
    {
        if (before == name)
        {
            throw new FormatException($"Expected members that stand once, but found {name} twice");
        }

        output.Write(before is null ? ""u8 : ","u8);
        CanonicalText.Write(output, name);
        output.Write(":"u8);
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, JsonNode? value, int depth)
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

    private static void WriteObject(ArrayBufferWriter<byte> output, KeyValuePair<string, JsonNode?>[] members, int depth)
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

    private static void WriteArray(ArrayBufferWriter<byte> output, JsonArray items, int depth)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            WriteValue(output, items[i], depth);
        }

        output.Write("]"u8);
    }

    private static void WriteScalar(ArrayBufferWriter<byte> output, JsonValue scalar)
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

    internal static void WriteNumber(ArrayBufferWriter<byte> output, long number)
    {
        const int digits = 20;
        number.TryFormat(output.GetSpan(digits), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void WriteInteger(ArrayBufferWriter<byte> output, string text)
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
