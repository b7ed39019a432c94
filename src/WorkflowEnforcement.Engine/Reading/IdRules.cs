using System.Text;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Ids are there where the engine needs them, are unique in the file and are plain ASCII names.</summary>
internal static class IdRules
{
    /// <summary>Every element of the file that has an id, by it.</summary>
    public static Dictionary<string, XmlItem> Check(XmlItem root, FaultList faults)
    {
        var seen = new Dictionary<string, XmlItem>(StringComparer.Ordinal);
        foreach (var item in Within(root))
        {
            if (item.Id is not { } id)
            {
                continue;
            }

            if (!seen.TryAdd(id, item))
            {
                faults.Add("id.duplicate", item, $"Expected id {id} once, but {item.Name} has that of {seen[id].Name} in line {seen[id].Line}");
            }

            CheckForm(id, item, faults);
        }

        return seen;
    }

    /// <summary>The id of an element that cannot do without; null after a fault.</summary>
    public static string? Required(XmlItem item, FaultList faults)
    {
        if (item.Id is { Length: > 0 } id)
        {
            return id;
        }

        faults.Add("id.missing", item, $"Expected {item.Name} to have an id, but it has none");
        return null;
    }

    private static void CheckForm(string id, XmlItem item, FaultList faults)
    {
        if (!Ascii.IsValid(id))
        {
            faults.Add("id.not-ascii", item, $"Expected an id of ASCII letters, digits, '_', '-' and '.', but found '{id}'");
        }
        else if (id.Length > 0 && (!(char.IsAsciiLetter(id[0]) || id[0] == '_') || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')))
        {
            faults.Add("id.invalid", item, $"Expected an id that starts with a letter and has letters, digits, '_', '-' and '.', but found '{id}'");
        }
    }

    /// <summary>The elements of BPMN in the file, in order. Diagrams and extensions name their own things by their own rules.</summary>
    public static IEnumerable<XmlItem> Within(XmlItem root)
    {
        var open = new Stack<XmlItem>([root]);
        while (open.TryPop(out var item))
        {
            yield return item;
            foreach (var child in Enumerable.Reverse(item.Children).Where(child => child.IsBpmn && child.Name != "extensionElements"))
            {
                open.Push(child);
            }
        }
    }
}
