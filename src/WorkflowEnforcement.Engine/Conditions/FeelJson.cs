using System.Text.Json;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>FEEL values as JSON without floats: text, true, false, null and arrays as themselves; other kinds as one-member objects.</summary>
/// <remarks>Number <c>{"n":"12.50"}</c>, date <c>{"d":"2026-03-02"}</c>, time <c>{"h":"09:00:00"}</c>, moment <c>{"m":"2026-03-02T09:00:00+08:00"}</c>,
/// duration <c>{"p":"P1DT2H"}</c>, months <c>{"y":"P14M"}</c>, context <c>{"c":{...}}</c>.</remarks>
public static class FeelJson
{
    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not in that form.</exception>
    public static FeelValue Read(JsonElement json) => throw new NotSupportedException();
}
