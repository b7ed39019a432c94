using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>A case read back from what the ledger would keep: type, moment, actor and canonical payload of every event.</summary>
internal static class Replay
{
    /// <summary>The state that stored events add up to.</summary>
    public static CaseState? Of(IEnumerable<RecordedEvent> events) =>
        events.Aggregate((CaseState?)null, (state, recorded) => CaseEvolution.Evolve(state, recorded with { Event = ReadBack(recorded.Event) }));

    /// <summary>An event written to canonical bytes and read again.</summary>
    public static CaseEvent ReadBack(CaseEvent happened) => Read(CaseEventJson.TypeOf(happened), Bytes(happened));

    /// <summary>The canonical bytes of an event's payload.</summary>
    public static byte[] Bytes(CaseEvent happened) => CanonicalJson.Write(CaseEventJson.Write(happened));

    /// <summary>An event of stored bytes.</summary>
    public static CaseEvent Read(string type, byte[] payload) => CaseEventJson.Read(type, payload);

    /// <summary>The payload in another order of members, as a hand might write it.</summary>
    public static byte[] Shuffled(byte[] payload) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject(JsonNode.Parse(payload)!.AsObject().Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
}
