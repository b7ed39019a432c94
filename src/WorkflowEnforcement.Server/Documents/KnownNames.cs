using System.Text.Json;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>One name a template may use.</summary>
/// <param name="Path">Dotted; <c>[]</c> after a list, e.g. <c>evidence.items[].name</c>.</param>
/// <param name="Label">Chinese label for legal staff.</param>
/// <param name="Type">text, date, time, money, number or truth.</param>
public sealed record KnownName(string Path, string Label, string Type);

/// <summary>The names every template may use, so that "empty so far" and "no such name" are told apart.</summary>
public sealed class KnownNames
{
    private KnownNames(IReadOnlyList<KnownName> all)
    {
        All = all;
        foreach (var name in all)
        {
            Root.Add(name.Path);
        }
    }

    public static KnownNames None { get; } = new([]);

    public IReadOnlyList<KnownName> All { get; }

    internal NameNode Root { get; } = new();

    public static KnownNames Of(params string[] paths) => new([.. paths.Select(path => new KnownName(path, path, "text"))]);

    /// <summary>Reads <c>templates/names.json</c>: sets of keys, and names whose <c>*</c> runs over one set.</summary>
    /// <exception cref="FormatException">The file is not of that form or names one path twice.</exception>
    public static KnownNames Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            var names = file.RootElement.GetProperty("names").EnumerateArray()
                .SelectMany(entry => Expand(entry, file.RootElement.GetProperty("sets"))).ToList();
            return names.Select(name => name.Path).Distinct(StringComparer.Ordinal).Count() == names.Count
                ? new KnownNames(names)
                : throw new FormatException("Expected every name once");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"Expected sets and names with name, label and type, but {e.Message}", e);
        }
    }

    private static IEnumerable<KnownName> Expand(JsonElement entry, JsonElement sets)
    {
        var (path, label, type) = (Text(entry, "name"), Text(entry, "label"), Text(entry, "type"));
        return entry.TryGetProperty("in", out var set)
            ? sets.GetProperty(set.GetString()!).EnumerateObject().Select(key =>
                new KnownName(path.Replace("*", key.Name, StringComparison.Ordinal), $"{key.Value.GetString()}:{label}", type))
            : [new KnownName(path, label, type)];
    }

    private static string Text(JsonElement entry, string property) =>
        entry.GetProperty(property).GetString() ?? throw new FormatException($"Expected {property} to be text");
}

/// <summary>A group, a list or a leaf of the known names.</summary>
internal sealed class NameNode
{
    public Dictionary<string, NameNode> Children { get; } = new(StringComparer.Ordinal);

    public NameNode? Item { get; private set; }

    public void Add(string path)
    {
        var node = this;
        foreach (var step in path.Split('.'))
        {
            var key = step.EndsWith("[]", StringComparison.Ordinal) ? step[..^2] : step;
            if (!node.Children.TryGetValue(key, out var child))
            {
                node.Children.Add(key, child = new NameNode());
            }

            node = key.Length == step.Length ? child : child.Item ??= new NameNode();
        }
    }
}
