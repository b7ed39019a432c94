using System.Collections.Immutable;
using DotLiquid;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>The facts in the library's own shapes; a known list that the case does not hold is an empty list.</summary>
internal static class LiquidData
{
    public static Hash Of(DocumentData data) => Group(data.Root, data.KnownNames.Root);

    private static Hash Group(ImmutableDictionary<string, object?>? facts, NameNode? known)
    {
        var hash = new Hash();
        foreach (var (key, value) in facts ?? ImmutableDictionary<string, object?>.Empty)
        {
            hash[key] = Value(value, known?.Children.GetValueOrDefault(key));
        }

        foreach (var (key, node) in known?.Children ?? [])
        {
            if (hash.TryGetValue(key, out var held) && held is not null)
            {
                continue;
            }

            hash[key] = Value(null, node);
        }

        return hash;
    }

    private static object? Value(object? value, NameNode? known) => value switch
    {
        ImmutableDictionary<string, object?> group => Group(group, known),
        ImmutableList<object?> list => list.Select(item => Value(item, known?.Item)).ToList(),
        null when known?.Item is not null => new List<object?>(),
        // A group without facts stays empty, so that {% if group %} is false; unless it must hold its empty lists.
        null when known?.Children.Values.Any(child => child.Item is not null) == true => Group(null, known),
        _ => value,
    };
}
