using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A command on its way into the store.</summary>
/// <param name="CaseId">The case; for <see cref="OpenCase"/> the id it will get.</param>
/// <param name="ProcedureKey">Procedure of a case to be opened; null for all other commands.</param>
/// <param name="Command">What is asked.</param>
internal sealed record CommandRequest(Guid CaseId, string? ProcedureKey, CaseCommand Command)
{
    /// <summary>SHA-256 of who asks for what. The moment is left out, so that a repetition is known again;
    /// so is the id of a case to be opened, which each try makes anew.</summary>
    public byte[] Hash()
    {
        var asked = new JsonObject
        {
            ["actor"] = Command.By.Id,
            ["case"] = ProcedureKey is null ? CaseId.ToString("D") : string.Empty,
            ["command"] = Command.GetType().Name,
            ["content"] = Content(),
        };
        if (Command.OnBehalfOf is { } represented)
        {
            asked["onBehalfOf"] = Whole(represented);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToJsonString()));
    }

    private JsonObject Content() => Command switch
    {
        OpenCase c => new() { ["procedure"] = ProcedureKey, ["title"] = Whole(c.Title), ["facts"] = Facts(c.Facts) },
        ClaimTask c => new() { ["task"] = c.Task },
        ReleaseTask c => new() { ["task"] = c.Task },
        CompleteTask c => new() { ["task"] = c.Task, ["outcome"] = Whole(c.Outcome), ["comment"] = Whole(c.Comment), ["facts"] = Facts(c.Facts) },
        TaskOperation c => Operation(c),
        ReceiveMessage c => new() { ["element"] = Whole(c.Element), ["comment"] = Whole(c.Comment), ["facts"] = Facts(c.Facts) },
        FireDueTimer c => new() { ["timer"] = c.Timer },
        RecomputeClocks c => new() { ["calendar"] = Whole(c.Calendar) },
        ReportDocument c => new() { ["document"] = c.Document.ToString("D"), ["sha256"] = c.Sha256, ["size"] = c.Size, ["template"] = c.Template },
        ReportDocumentFailure c => new() { ["document"] = c.Document.ToString("D"), ["code"] = c.Code, ["message"] = Whole(c.Message) },
        MigrateCase c => new() { ["from"] = c.From.Definition.Hash, ["to"] = c.To.Definition.Hash, ["moved"] = Moved(c.Moved), ["reason"] = Whole(c.Reason) },
        ResolveCaseIncident c => new() { ["incident"] = c.Incident, ["inFlow"] = c.InFlow, ["reason"] = Whole(c.Reason) },
        _ => throw new ArgumentException($"Expected a known command, but found {Command.GetType().Name}"),
    };

    private static JsonObject Operation(TaskOperation operation) => operation switch
    {
        TransferTask c => new() { ["task"] = c.Task, ["to"] = Whole(c.To), ["reason"] = Whole(c.Reason) },
        DelegateTask c => new() { ["task"] = c.Task, ["to"] = Whole(c.To), ["reason"] = Whole(c.Reason) },
        RecallTask c => new() { ["task"] = c.Task, ["reason"] = Whole(c.Reason) },
        HandBackTask c => new() { ["task"] = c.Task, ["note"] = Whole(c.Note) },
        AddTaskSigners c => new() { ["task"] = c.Task, ["position"] = c.Position.ToString(), ["persons"] = Texts(c.Persons), ["reason"] = Whole(c.Reason) },
        RemoveTaskSigners c => new() { ["task"] = c.Task, ["persons"] = Texts(c.Persons), ["reason"] = Whole(c.Reason) },
        UrgeTask c => new() { ["task"] = c.Task, ["note"] = Whole(c.Note) },
        CopyTask c => new() { ["task"] = c.Task, ["persons"] = Texts(c.Persons), ["note"] = Whole(c.Note) },
        ReturnTask c => new() { ["task"] = c.Task, ["to"] = Whole(c.To), ["reason"] = Whole(c.Reason) },
        TakeBackTaskSignature or WithdrawTask => new() { ["task"] = operation.Task },
        _ => throw new ArgumentException($"Expected a known operation, but found {operation.GetType().Name}"),
    };

    /// <summary>A mapping as it is hashed.</summary>
    internal static JsonArray Moved(IEnumerable<MovedElement> moved) =>
        [.. moved.Select(element => (JsonNode)new JsonObject { ["called"] = Whole(element.Called), ["from"] = Whole(element.From), ["to"] = Whole(element.To) })];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(Whole(text)))];

    // Text that the law will refuse must still be told apart: a broken pair is hashed as a replacement character.
    internal static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static JsonNode Facts(IEnumerable<KeyValuePair<string, FeelValue>> facts)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in facts)
            {
                writer.WritePropertyName(key);
                FeelJson.Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return JsonNode.Parse(buffer.ToArray())!;
    }
}
