using System.Globalization;
using System.Text.Json;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Facts from a JSON file beside a template, for its preview and its tests.</summary>
public static class SampleFacts
{
    /// <summary>Text of the form 2026-03-02 is a date, of the form 2026-03-02T09:05:00+08:00 a moment; numbers are decimals.</summary>
    /// <exception cref="FormatException">Not a JSON object.</exception>
    public static DocumentData Read(ReadOnlyMemory<byte> json, KnownNames? known = null)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            return file.RootElement.ValueKind == JsonValueKind.Object
                ? DocumentData.From(Group(file.RootElement), known)
                : throw new FormatException("Expected the sample to be a JSON object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Expected the sample to be JSON, but {e.Message}", e);
        }
    }

    private static Dictionary<string, object?> Group(JsonElement element) =>
        element.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value));

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Group(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Number => element.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Text(element.GetString()!),
        _ => null,
    };

    private static object Text(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment
        : text;
}
