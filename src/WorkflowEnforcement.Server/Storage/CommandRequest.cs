using System.Buffers;
using System.Security.Cryptography;
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
    private const int UsualBytes = 512;

    /// <summary>SHA-256 of who asks for what. The moment is left out, so that a repetition is known again;
    /// so is the id of a case to be opened, which each try makes anew.</summary>
    public byte[] Hash()
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("actor", Command.By.Id);
            writer.WriteString("case", ProcedureKey is null ? CaseId.ToString("D") : string.Empty);
            writer.WriteString("command", Command.GetType().Name);
            writer.WriteStartObject("content");
            WriteContent(writer);
            writer.WriteEndObject();
            if (Command.OnBehalfOf is { } represented)
            {
                Write(writer, "onBehalfOf", represented);
            }

            writer.WriteEndObject();
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    private void WriteContent(Utf8JsonWriter writer)
    {
        switch (Command)
        {
            case OpenCase c:
                writer.WriteString("procedure", ProcedureKey);
                Write(writer, "title", c.Title);
                WriteFacts(writer, c.Facts);
                if (c.Origin is { } origin)
                {
                    writer.WriteString("origin", origin.ToString("D"));
                }

                break;
            case ClaimTask c:
                writer.WriteNumber("task", c.Task);
                break;
            case ReleaseTask c:
                writer.WriteNumber("task", c.Task);
                break;
            case CompleteTask c:
                writer.WriteNumber("task", c.Task);
                Write(writer, "outcome", c.Outcome);
                Write(writer, "comment", c.Comment);
                WriteFacts(writer, c.Facts);
                break;
            case ReceiveMessage c:
                Write(writer, "element", c.Element);
                Write(writer, "comment", c.Comment);
                WriteFacts(writer, c.Facts);
                break;
            case FireDueTimer c:
                writer.WriteNumber("timer", c.Timer);
                break;
            case ReportDocument c:
                writer.WriteString("document", c.Document.ToString("D"));
                writer.WriteString("sha256", c.Sha256);
                writer.WriteNumber("size", c.Size);
                writer.WriteString("template", c.Template);
                break;
            default:
                foreach (var (name, value) in Content())
                {
                    writer.WritePropertyName(name);
                    WriteNode(writer, value);
                }

                break;
        }
    }

    // Commands that are seldom sent.
    private JsonObject Content() => Command switch
    {
        TaskOperation c => Operation(c),
        RecomputeClocks c => new() { ["calendar"] = Whole(c.Calendar) },
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

    private static void Write(Utf8JsonWriter writer, string name, string text) => writer.WriteString(name, Whole(text));

    private static void WriteFacts(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, FeelValue>> facts)
    {
        writer.WriteStartObject("facts");
        foreach (var (key, value) in facts)
        {
            writer.WritePropertyName(key);
            FeelJson.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, JsonNode? node)
    {
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    }
}
