using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>The members of a stored event while it is read: each is taken once, and none may be left.</summary>
internal sealed class EventMembers
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

    public EventMembers(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected an event as an object, but found {json.ValueKind}");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!_left.TryAdd(member.Name, member.Value))
            {
                throw new FormatException($"Expected each member once, but found '{member.Name}' twice");
            }
        }
    }

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) =>
        !_left.Remove(name, out var json) ? null : json.ValueKind == JsonValueKind.String ? json.GetString() : throw Foreign(name, json);

    public long Number(string name) => OptionalNumber(name) ?? throw Missing(name);

    public long? OptionalNumber(string name) =>
        !_left.Remove(name, out var json) ? null
        : json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number) && number > 0 ? number
        : throw Foreign(name, json);

    public int Count(string name) => OptionalCount(name) ?? throw Missing(name);

    public int? OptionalCount(string name) => OptionalNumber(name) is { } number ? checked((int)Math.Min(number, int.MaxValue)) : null;

    /// <summary>How often a timer is due again: left out for never, -1 for ever.</summary>
    public int Left(string name) =>
        !_left.Remove(name, out var json) ? 0
        : json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number is -1 or > 0 ? number
        : throw Foreign(name, json);

    public bool Flag(string name) =>
        _left.Remove(name, out var json) && (json.ValueKind == JsonValueKind.True ? true : throw Foreign(name, json));

    public ImmutableArray<long> Numbers(string name) =>
        _left.Remove(name, out var json) && json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(item => item.TryGetInt64(out var number) && number > 0 ? number : throw Foreign(name, item))]
            : throw Missing(name);

    public FeelList List(string name) => _left.Remove(name, out var json) && FeelJson.Read(json) is FeelList list ? list : throw Missing(name);

    public ImmutableSortedDictionary<string, string> TextsByName(string name) => ByName(name, json => json.GetString() ?? throw Foreign(name, json));

    /// <summary>A member with a form of its own.</summary>
    public T Read<T>(string name, Func<JsonElement, T> read) => _left.Remove(name, out var json) ? read(json) : throw Missing(name);

    /// <summary>An object whose members all have one form.</summary>
    public ImmutableSortedDictionary<string, T> ByName<T>(string name, Func<JsonElement, T> read) =>
        _left.Remove(name, out var json) && json.ValueKind == JsonValueKind.Object ? ByName(json, read) : throw Missing(name);

    public static ImmutableSortedDictionary<string, string> TextsByName(JsonElement json) => ByName(json, text => text.GetString()!);

    public static ImmutableArray<string> TextList(JsonElement json) => [.. json.EnumerateArray().Select(text => text.GetString()!)];

    private static ImmutableSortedDictionary<string, T> ByName<T>(JsonElement json, Func<JsonElement, T> read) =>
        json.EnumerateObject().ToImmutableSortedDictionary(member => member.Name, member => read(member.Value), StringComparer.Ordinal);

    public FeelContext Variables(string name) => _left.Remove(name, out var json) ? FeelJson.ReadEntries(json) : throw Missing(name);

    public DateTimeOffset Moment(string name) => OptionalMoment(name) ?? throw Missing(name);

    public DateTimeOffset? OptionalMoment(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        return IsoText.Moment(text, TimeSpan.Zero) is { } moment && IsoText.Write(moment) == text
            ? moment
            : throw new FormatException($"Expected member '{name}' to be a moment as it is written, but found '{text}'");
    }

    public T OneOf<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        return Enum.TryParse<T>(text, out var value) && value.ToString() == text
            ? value
            : throw new FormatException($"Expected member '{name}' to be one of {string.Join(", ", Enum.GetNames<T>())}, but found '{text}'");
    }

    public void ExpectNoMore()
    {
        if (_left.Count > 0)
        {
            throw new FormatException($"Expected no more members, but found '{_left.Keys.Order(StringComparer.Ordinal).First()}'");
        }
    }

    private static FormatException Missing(string name) => new($"Expected member '{name}', but it is missing");

    private static FormatException Foreign(string name, JsonElement json) =>
        new($"Expected another kind of value for member '{name}', but found {json.GetRawText()}");
}
