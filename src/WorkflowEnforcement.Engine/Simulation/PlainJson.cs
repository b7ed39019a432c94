using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>FEEL values as people write them in JSON: numbers as numbers, to the last digit; dates, times and durations as ISO 8601 texts.</summary>
/// <remarks>Not to be read back into the same values: a text that looks like a date is a text. What is stored is written by <see cref="FeelJson"/>.</remarks>
public static class PlainJson
{
    private static readonly FeelSurroundings Nothing = FeelSurroundings.Of(FeelContext.Empty, DateTimeOffset.UnixEpoch);

    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                writer.WriteNullValue();
                break;
            case FeelBoolean truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case FeelNumber number:
                writer.WriteNumberValue(number.Value);
                break;
            case FeelList list:
                WriteList(writer, list);
                break;
            case FeelContext context:
                WriteContext(writer, context);
                break;
            default:
                writer.WriteStringValue(FeelFormat.Write(new FeelRun(Nothing), value));
                break;
        }
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="FormatException">A number has more digits than a decimal, or a text holds half a character.</exception>
    public static FeelValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => FeelValue.Of(true),
        JsonValueKind.False => FeelValue.Of(false),
        JsonValueKind.Number => ExactNumber.Read(json.GetRawText()) is { } number
            ? FeelValue.Of(number)
            : throw new FormatException($"Expected a number of at most 28 digits and as many places after the point, but found {json.GetRawText()}"),
        JsonValueKind.String => FeelValue.Of(Text(json)),
        JsonValueKind.Array => FeelValue.Of(json.EnumerateArray().Select(Read)),
        JsonValueKind.Object => ReadContext(json),
        _ => FeelValue.Null,
    };

    /// <summary>Reads an object as named values.</summary>
    /// <exception cref="FormatException">It is no object, or a value in it cannot be read.</exception>
    public static FeelContext ReadContext(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object of variables, but found {json.GetRawText()}");
        }

        var entries = FeelContext.Empty.Entries.ToBuilder();
        foreach (var member in json.EnumerateObject())
        {
            entries[Name(member)] = Read(member.Value);
        }

        return new FeelContext(entries.ToImmutable());
    }

    internal static string Text(JsonElement json) => Whole(json.GetString, json.GetRawText);

    internal static string Name(JsonProperty member) => Whole(() => member.Name, member.ToString);

    // The reader of JSON lets half a surrogate pair pass, and throws when it is to become a text.
    private static string Whole(Func<string?> text, Func<string> raw)
    {
        try
        {
            return text()!;
        }
        catch (InvalidOperationException)
        {
            throw new FormatException($"Expected texts of whole characters, but found half a surrogate pair in {raw()}");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, FeelList list)
    {
        writer.WriteStartArray();
        foreach (var item in list.Items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter writer, FeelContext context)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in context.Entries)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
