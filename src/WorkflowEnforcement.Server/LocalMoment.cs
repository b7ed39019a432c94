using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server;

/// <summary>Writes moments with the bureau's offset, wherever they were read from.</summary>
internal sealed class LocalMoment : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(BureauClock.Local(value));
}
