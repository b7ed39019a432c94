using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

/// <summary>RFC 8785 once more, written for reading and not for speed; shares no code with the writer it checks.</summary>
internal static class NaiveJson
{
    public static byte[] Write(JsonNode? value) => Encoding.UTF8.GetBytes(Text(value));

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray items => "[" + string.Join(",", items.Select(Text)) + "]",
        JsonObject members => "{" + string.Join(",", Sorted(members).Select(m => Quote(m.Key) + ":" + Text(m.Value))) + "}",
        _ when value.GetValueKind() == JsonValueKind.String => Quote(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Sorted(JsonObject members)
    {
        var left = members.ToList();
        while (left.Count > 0)
        {
            var least = left.Aggregate((a, b) => Precedes(b.Key, a.Key) ? b : a);
            left.Remove(least);
            yield return least;
        }
    }

    private static bool Precedes(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
            {
                return a[i] < b[i];
            }
        }

        return a.Length < b.Length;
    }

    private static string Quote(string text) => '"' + string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => "\\" + c,
        < ' ' when "\b\t\n\f\r".Contains(c, StringComparison.Ordinal) => "\\" + "btnfr"["\b\t\n\f\r".IndexOf(c, StringComparison.Ordinal)],
        < ' ' => $"\\u00{(int)c:x2}",
        _ => c.ToString(),
    })) + '"';
}
