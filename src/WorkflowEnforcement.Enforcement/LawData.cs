using System.Globalization;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement;

/// <summary>Reads the law's data, which lies as JSON within this assembly, strictly.</summary>
internal static class LawData
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="file">Folder and name joined by a dot, for example <c>Deadlines.clocks.json</c>.</param>
    public static byte[] Embedded(string file)
    {
        var name = $"{typeof(LawData).Namespace}.{file}";
        using var stream = typeof(LawData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the assembly to hold {name}, but it does not");
        var bytes = new byte[checked((int)stream.Length)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Files whose names begin alike, in the order of their names: <c>facts.json</c>, <c>facts.licensing.json</c>.</summary>
    public static IEnumerable<string> EmbeddedLike(string start)
    {
        var prefix = $"{typeof(LawData).Namespace}.";
        return typeof(LawData).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix + start + ".", StringComparison.Ordinal))
            .Select(name => name[prefix.Length..])
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal);
    }

    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonElement.Parse(utf8, Strict);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Expected JSON, but {e.Message}", e);
        }
    }

    public static JsonElement Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var member) || member.ValueKind != kind)
        {
            throw new FormatException($"Expected member {name} of kind {kind}");
        }

        return member;
    }

    public static string Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String).GetString()!;

    public static string OptionalText(JsonElement parent, string name) => parent.TryGetProperty(name, out _) ? Text(parent, name) : string.Empty;

    public static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out _) ? Member(parent, name, JsonValueKind.Array).EnumerateArray() : [];

    public static decimal? OptionalAmount(JsonElement parent, string name) =>
        OptionalText(parent, name) is { Length: > 0 } text ? decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    public static int Number(JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Number).TryGetInt32(out var number)
            ? number
            : throw new FormatException($"Expected a whole number in {name}");

    public static DateOnly Date(JsonElement parent, string name) => Date(Text(parent, name));

    public static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"Expected a date like 2026-03-02, but found {text}");

    public static Provenance Tag(JsonElement parent, string name) => TagOf(Text(parent, name));

    public static Provenance TagOf(string text) =>
        Tags.Read(text) ?? throw new FormatException($"Expected a tag of checked, checked-2nd, recalled or default, but found {text}");
}
