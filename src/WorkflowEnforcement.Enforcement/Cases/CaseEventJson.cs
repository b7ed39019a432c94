using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Case events as JSON payloads of ledger entries.</summary>
public static class CaseEventJson
{
    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["case.opened"] = typeof(CaseOpened),
        ["case.linked"] = typeof(CaseLinked),
        ["case.filed"] = typeof(CaseFiled),
        ["case.ended"] = typeof(CaseEnded),
        ["facts.recorded"] = typeof(FactsRecorded),
        ["task.offered"] = typeof(TaskOffered),
        ["task.claimed"] = typeof(TaskClaimed),
        ["task.released"] = typeof(TaskReleased),
        ["task.completed"] = typeof(TaskCompleted),
        ["task.transferred"] = typeof(TaskTransferred),
        ["task.delegated"] = typeof(TaskDelegated),
        ["task.handed-back"] = typeof(TaskHandedBack),
        ["task.recalled"] = typeof(TaskRecalled),
        ["signers.added"] = typeof(TaskSignersAdded),
        ["signers.removed"] = typeof(TaskSignersRemoved),
        ["task.signed"] = typeof(TaskSigned),
        ["signature.taken-back"] = typeof(TaskSignatureTakenBack),
        ["task.urged"] = typeof(TaskUrged),
        ["copy.sent"] = typeof(TaskCopied),
        ["task.returned"] = typeof(TaskReturned),
        ["task.withdrawn"] = typeof(TaskWithdrawn),
        ["message.received"] = typeof(MessageReceived),
        ["effect.followed"] = typeof(EffectFollowed),
        ["review.concluded"] = typeof(LegalReviewConcluded),
        ["stage.entered"] = typeof(StageEntered),
        ["process.advanced"] = typeof(ProcessAdvanced),
        ["clock.started"] = typeof(ClockStarted),
        ["clock.stopped"] = typeof(ClockStopped),
        ["clock.suspended"] = typeof(ClockSuspended),
        ["clock.resumed"] = typeof(ClockResumed),
        ["clock.extended"] = typeof(ClockExtended),
        ["clocks.recomputed"] = typeof(ClocksRecomputed),
        ["document.requested"] = typeof(DocumentRequested),
        ["document.issued"] = typeof(DocumentIssued),
        ["document.served"] = typeof(DocumentServed),
        ["document.failed"] = typeof(DocumentFailed),
        ["incident.resolved"] = typeof(IncidentResolved),
        ["case.migrated"] = typeof(CaseMigrated),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    private static readonly JsonSerializerOptions Options = new()
    {
        // Nobody reads these bytes but the canonical form, which undoes every escape.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new FactsConverter(), new StepsConverter(), new ListConverter<NamedPerson>(), new ListConverter<long>(),
            new ListConverter<string>(), new ListConverter<MovedElement>(), new ListConverter<NamedStep>(), new ListConverter<RecomputedClock>(),
        },
    };

    /// <summary>The stable names of all event types, ordered.</summary>
    public static ImmutableArray<string> AllTypes { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The stable type name of an event, for example <c>task.completed</c>.</summary>
    public static string TypeOf(CaseEvent happened) => Names[happened.GetType()];

    /// <summary>The payload of an event, in UTF-8; not in canonical form.</summary>
    public static byte[] Write(CaseEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The type is unknown or the payload not in its form.</exception>
    public static CaseEvent Read(string type, ReadOnlySpan<byte> payload)
    {
        if (!Types.TryGetValue(type, out var known))
        {
            throw new FormatException($"Expected a known type of case event, but found {type}");
        }

        try
        {
            return (CaseEvent)JsonSerializer.Deserialize(payload, known, Options)!;
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Expected the payload of {type} in its form, but it breaks: {fault.Message}", fault);
        }
    }

    private sealed class FactsConverter : JsonConverter<ImmutableSortedDictionary<string, FeelValue>>
    {
        public override ImmutableSortedDictionary<string, FeelValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return CaseState.NoFacts.AddRange(document.RootElement.EnumerateObject()
                .Select(entry => KeyValuePair.Create(entry.Name, FeelJson.Read(entry.Value))));
        }

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, FeelValue> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, fact) in value)
            {
                writer.WritePropertyName(key);
                FeelJson.Write(writer, fact);
            }

            writer.WriteEndObject();
        }
    }

    private sealed class StepsConverter : JsonConverter<ImmutableArray<EngineEvent>>
    {
        public override ImmutableArray<EngineEvent> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return [.. document.RootElement.EnumerateArray().Select(EngineEventJson.Read)];
        }

        public override void Write(Utf8JsonWriter writer, ImmutableArray<EngineEvent> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var step in value)
            {
                EngineEventJson.Write(writer, step);
            }

            writer.WriteEndArray();
        }
    }

    private sealed class ListConverter<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var items = JsonSerializer.Deserialize<T[]>(ref reader, options);
            return items is null || items.Any(item => item is null) ? throw new JsonException("Expected a list without null") : [.. items];
        }

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
