using System.Globalization;
using System.Text.Json;

namespace WorkflowEnforcement.Enforcement;

/// <summary>Reads the law's data, which lies as JSON within the assembly.</summary>
internal static class DataFile
{
    /// <summary>Opens a data file of this assembly.</summary>
    /// <param name="name">Folder and name joined by dots, for example <c>Cases.facts.json</c>.</param>
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream($"WorkflowEnforcement.Enforcement.{name}")
            ?? throw new InvalidOperationException($"Expected the data file {name} within the assembly, but it is missing");
        return JsonDocument.Parse(stream);
    }

    public static string Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new FormatException($"Expected a text {name} in the data file, but found {json.GetRawText()}");

    public static string OptionalText(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : string.Empty;

    public static decimal? OptionalAmount(this JsonElement json, string name) =>
        json.OptionalText(name) is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    public static Provenance Provenance(this JsonElement json) => json.OptionalText("tag") switch
    {
        "checked" => Enforcement.Provenance.Checked,
        "checked-2nd" => Enforcement.Provenance.CheckedSecondHand,
        "recalled" => Enforcement.Provenance.Recalled,
        _ => Enforcement.Provenance.Default,
    };
}
