using System.Globalization;
using System.Text.Json;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>FEEL values as JSON without floats: text, true, false, null and arrays as themselves; other kinds as one-member objects.</summary>
/// <remarks>Number <c>{"n":"12.50"}</c>, date <c>{"d":"2026-03-02"}</c>, time <c>{"h":"09:00:00"}</c>, moment <c>{"m":"2026-03-02T09:00:00+08:00"}</c>,
/// moment that was written without an offset <c>{"l":"2026-03-02T09:00:00+08:00"}</c>, duration <c>{"p":"P1DT2H"}</c>, months <c>{"y":"P14M"}</c>,
/// context <c>{"c":{...}}</c>, range <c>{"r":[true,start,end,false]}</c> with whether each end is included. A time or moment of a named zone
/// bears it behind the offset: <c>{"m":"2026-03-02T09:00:00+08:00@Asia/Shanghai"}</c>.</remarks>
public static class FeelJson
{
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
            case FeelText text:
                writer.WriteStringValue(text.Value);
                break;
            case FeelList list:
                WriteList(writer, list);
                break;
            case FeelContext context:
                writer.WriteStartObject();
                writer.WritePropertyName("c");
                WriteEntries(writer, context);
                writer.WriteEndObject();
                break;
            case FeelRange range:
                WriteRange(writer, range);
                break;
            default:
                var (kind, written) = Scalar(value);
                writer.WriteStartObject();
                writer.WriteString(kind, written);
                writer.WriteEndObject();
                break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not in that form.</exception>
    public static FeelValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => FeelValue.Null,
        JsonValueKind.True => FeelValue.Of(true),
        JsonValueKind.False => FeelValue.Of(false),
        JsonValueKind.String => FeelValue.Of(json.GetString()),
        JsonValueKind.Array => FeelValue.Of(json.EnumerateArray().Select(Read)),
        JsonValueKind.Object => ReadObject(json),
        _ => throw new FormatException("Expected a FEEL value, but found a bare number; numbers are written {\"n\":\"...\"}"),
    };

    /// <summary>Writes the entries of a context as a plain object, for places where only a context can stand.</summary>
    public static void WriteEntries(Utf8JsonWriter writer, FeelContext context)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in context.Entries)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteEntries"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not in that form.</exception>
    public static FeelContext ReadEntries(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object of variables, but found {json.ValueKind}");
        }

        var entries = FeelContext.Empty.Entries.ToBuilder();
        foreach (var member in json.EnumerateObject())
        {
            if (!entries.TryAdd(member.Name, Read(member.Value)))
            {
                throw new FormatException($"Expected each variable once, but found '{member.Name}' twice");
            }
        }

        return new FeelContext(entries.ToImmutable());
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

    private static void WriteRange(Utf8JsonWriter writer, FeelRange range)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("r");
        writer.WriteBooleanValue(range.StartIncluded);
        Write(writer, range.Start);
        Write(writer, range.End);
        writer.WriteBooleanValue(range.EndIncluded);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static (string Kind, string Text) Scalar(FeelValue value) => value switch
    {
        FeelNumber number => ("n", number.Value.ToString(CultureInfo.InvariantCulture)),
        FeelDate date => ("d", IsoText.Write(date.Value)),
        FeelTime time => ("h", IsoText.Write(time.Value) + (time.Offset is { } offset ? IsoText.Write(offset) : "") + Zone(time.Zone)),
        FeelDateTime moment => (moment.IsLocal ? "l" : "m", IsoText.Write(moment.Value) + Zone(moment.Zone)),
        FeelDuration duration => ("p", IsoDuration.Write(duration.Value)),
        FeelMonths months => ("y", WriteMonths(months.Value)),
        _ => throw new System.Diagnostics.UnreachableException($"{value.GetType().Name} has no JSON form"),
    };

    private static string Zone(string? zone) => zone is null ? "" : "@" + zone;

    private static string WriteMonths(int months) =>
        string.Create(CultureInfo.InvariantCulture, $"{(months < 0 ? "-" : "")}P{Math.Abs((long)months)}M");

    private static FeelValue ReadObject(JsonElement json)
    {
        var members = json.EnumerateObject().ToList();
        if (members is not [var member])
        {
            throw new FormatException($"Expected an object of one member, but found {members.Count}");
        }

        return member.Name switch
        {
            "c" => ReadEntries(member.Value),
            "r" => ReadRange(member.Value),
            _ => ReadScalar(member.Name, member.Value),
        };
    }

    private static FeelRange ReadRange(JsonElement json)
    {
        var parts = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(Read).ToList() : [];
        return parts is [FeelBoolean startIncluded, var start, var end, FeelBoolean endIncluded]
            ? new FeelRange(start, startIncluded.Value, end, endIncluded.Value)
            : throw Foreign("r", json.GetRawText());
    }

    private static FeelValue ReadScalar(string kind, JsonElement json)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Foreign(kind, json.GetRawText());
        var value = kind switch
        {
            "n" => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? FeelValue.Of(number)
                : null,
            "d" => IsoText.Date(text) is { } date ? FeelValue.Of(date) : null,
            "h" => ReadTime(text),
            "m" or "l" => ReadMoment(text, isLocal: kind == "l"),
            "p" => IsoDuration.Read(text) is { HasMonths: false } duration ? new FeelDuration(duration.Time) : null,
            "y" => IsoDuration.Read(text) is { HasTime: false } months ? new FeelMonths(months.Months) : null,
            _ => null,
        };

        // One value has one text: what the writer would not write is refused.
        return value is not null && Scalar(value).Text == text ? value : throw Foreign(kind, text);
    }

    private static FeelTime? ReadTime(string text)
    {
        var (written, zone) = Split(text);
        var clock = written.AsSpan(0, Math.Max(0, written.AsSpan().IndexOfAny("+-")) is var at and > 0 ? at : written.Length);
        return IsoText.Time(clock) is { } time
            ? new FeelTime(time) { Offset = clock.Length < written.Length ? IsoText.Offset(written.AsSpan(clock.Length)) : null, Zone = zone }
            : null;
    }

    private static FeelDateTime? ReadMoment(string text, bool isLocal)
    {
        var (written, zone) = Split(text);
        return IsoText.Moment(written, TimeSpan.Zero) is { } moment ? new FeelDateTime(moment) { IsLocal = isLocal, Zone = zone } : null;
    }

    private static (string Written, string? Zone) Split(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static FormatException Foreign(string kind, string text) =>
        new($"Expected a FEEL value as it is written, but found member '{kind}' with {text}");
}
