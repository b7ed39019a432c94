using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <content>Members that many events have.</content>
public static partial class EngineEventJson
{
    private static void At(Utf8JsonWriter writer, long token, string element)
    {
        writer.WriteNumber("token", token);
        writer.WriteString("element", element);
    }

    private static void Timer(Utf8JsonWriter writer, string element, DateTimeOffset dueAt, int left, string? every, DateTimeOffset? since)
    {
        Texts(writer, ("element", element), ("dueAt", IsoText.Write(dueAt)), ("every", every), ("since", since is { } start ? IsoText.Write(start) : null));
        if (left != 0)
        {
            writer.WriteNumber("left", left);
        }
    }

    private static void Numbers(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, long Value)> members)
    {
        foreach (var (name, value) in members)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void Optional(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, long? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is { } known)
            {
                writer.WriteNumber(name, known);
            }
        }
    }

    private static void Flags(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, bool Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value)
            {
                writer.WriteBoolean(name, true);
            }
        }
    }

    private static void Texts(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }

    private static void Names(Utf8JsonWriter writer, string name, IEnumerable<string> names)
    {
        writer.WriteStartArray(name);
        foreach (var one in names)
        {
            writer.WriteStringValue(one);
        }

        writer.WriteEndArray();
    }

    private static void List(Utf8JsonWriter writer, string name, ImmutableArray<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void Variables(Utf8JsonWriter writer, FeelContext variables)
    {
        writer.WritePropertyName("variables");
        FeelJson.WriteEntries(writer, variables);
    }
}
