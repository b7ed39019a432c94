using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Signing;

/// <summary>The members of a stored object while it is read: each is taken once, and none may be left.</summary>
internal sealed class WorkMembers
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

    private WorkMembers(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an object, but found {json.ValueKind}");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!_left.TryAdd(member.Name, member.Value))
            {
                throw new FormatException($"Expected each member once, but found '{member.Name}' twice");
            }
        }
    }

    /// <summary>Reads an object whole.</summary>
    /// <exception cref="FormatException">A member is missing, left over or of another kind.</exception>
    public static T Read<T>(JsonElement json, Func<WorkMembers, T> read)
    {
        var members = new WorkMembers(json);
        var value = read(members);
        return members._left.Count == 0
            ? value
            : throw new FormatException($"Expected no more members, but found '{members._left.Keys.Order(StringComparer.Ordinal).First()}'");
    }

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) => !_left.Remove(name, out var json) ? null : AsText(json);

    public int Number(string name) => OptionalNumber(name) ?? throw Missing(name);

    public int? OptionalNumber(string name) => !_left.Remove(name, out var json) ? null : AsNumber(json);

    /// <summary>A member that is written only when it is true.</summary>
    public bool Flag(string name) => _left.Remove(name, out var json) && (json.ValueKind == JsonValueKind.True ? true : throw Foreign(json));

    public T OneOf<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        return Enum.TryParse<T>(text, out var value) && value.ToString() == text
            ? value
            : throw new FormatException($"Expected member '{name}' to be one of {string.Join(", ", Enum.GetNames<T>())}, but found '{text}'");
    }

    /// <summary>The three members that say who acted.</summary>
    public Hand Hand() => new(Text("by"), OptionalText("onBehalfOf"), Moment("at"));

    public ValueList<string> Texts(string name) => List(name, AsText);

    /// <summary>A list that is written only when something is in it.</summary>
    public ValueList<string> OptionalTexts(string name)
    {
        if (!_left.TryGetValue(name, out var json))
        {
            return [];
        }

        return Texts(name) is { Count: > 0 } texts ? texts : throw Foreign(json);
    }

    public ValueList<string?> TextsOrNulls(string name) => List(name, json => json.ValueKind == JsonValueKind.Null ? null : AsText(json));

    public ValueList<int> Numbers(string name) => List(name, AsNumber);

    public ValueList<T> Objects<T>(string name, Func<WorkMembers, T> read) => List(name, json => Read(json, read));

    public T? Object<T>(string name, Func<WorkMembers, T> read)
        where T : class => _left.Remove(name, out var json) ? Read(json, read) : null;

    private ValueList<T> List<T>(string name, Func<JsonElement, T> read)
    {
        if (!_left.Remove(name, out var json))
        {
            throw Missing(name);
        }

        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(read)] : throw Foreign(json);
    }

    private DateTimeOffset Moment(string name)
    {
        var text = Text(name);
        return IsoText.Moment(text, TimeSpan.Zero) is { } moment && IsoText.Write(moment) == text
            ? moment
            : throw new FormatException($"Expected member '{name}' to be a moment as it is written, but found '{text}'");
    }

    private static string AsText(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Foreign(json);

    private static int AsNumber(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number > 0 ? number : throw Foreign(json);

    private static FormatException Missing(string name) => new($"Expected member '{name}', but it is missing");

    private static FormatException Foreign(JsonElement json) => new($"Expected another kind of value, but found {json.GetRawText()}");
}
