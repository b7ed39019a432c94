using System.Text.Json;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Engine events as JSON: short, closed and readable by later versions; numbers of FEEL are written as texts, so none is a float.</summary>
public static class EngineEventJson
{
    /// <summary>Writes one event as an object whose <c>t</c> names its type.</summary>
    public static void Write(Utf8JsonWriter writer, EngineEvent happened) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The object is of an unknown type, lacks a member or has one too many.</exception>
    public static EngineEvent Read(JsonElement json) => throw new NotSupportedException();
}
