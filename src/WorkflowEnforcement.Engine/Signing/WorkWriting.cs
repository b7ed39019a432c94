using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>What <see cref="WorkMembers"/> reads; a member without a value, and a flag that is false, is left out.</summary>
internal static class WorkWriting
{
    public static void Optional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Flag(this Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }

    public static void Hand(this Utf8JsonWriter writer, Hand hand)
    {
        writer.WriteString("by", hand.By);
        writer.Optional("onBehalfOf", hand.OnBehalfOf);
        writer.WriteString("at", IsoText.Write(hand.At));
    }

    public static void Texts(this Utf8JsonWriter writer, string name, ValueList<string> texts) => List(writer, name, texts, writer.WriteStringValue);

    public static void OptionalTexts(this Utf8JsonWriter writer, string name, ValueList<string> texts)
    {
        if (texts.Count > 0)
        {
            writer.Texts(name, texts);
        }
    }

    public static void Numbers(this Utf8JsonWriter writer, string name, ValueList<int> numbers) => List(writer, name, numbers, writer.WriteNumberValue);

    public static void Objects<T>(this Utf8JsonWriter writer, string name, ValueList<T> values, Action<T> members) =>
        List(writer, name, values, value =>
        {
            writer.WriteStartObject();
            members(value);
            writer.WriteEndObject();
        });

    public static void Object<T>(this Utf8JsonWriter writer, string name, T? value, Action<T> members)
        where T : class
    {
        if (value is not null)
        {
            writer.WriteStartObject(name);
            members(value);
            writer.WriteEndObject();
        }
    }

    private static void List<T>(Utf8JsonWriter writer, string name, ValueList<T> values, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
