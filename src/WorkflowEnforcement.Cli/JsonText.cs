using System.Text.Encodings.Web;
using System.Text.Json;

namespace WorkflowEnforcement.Cli;

/// <summary>Answers for machines.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T answer) => JsonSerializer.Serialize(answer, Web);
}
