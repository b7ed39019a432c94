using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Case events as JSON payloads of ledger entries.</summary>
public static class CaseEventJson
{
    /// <summary>The stable type name of an event, for example <c>task.completed</c>.</summary>
    public static string TypeOf(CaseEvent happened) => throw new NotSupportedException();

    /// <summary>The payload of an event.</summary>
    public static JsonObject Write(CaseEvent happened) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The type is unknown or the payload not in its form.</exception>
    public static CaseEvent Read(string type, JsonElement payload) => throw new NotSupportedException();
}
