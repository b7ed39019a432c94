using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>What stands in the fields of a form: entries by key, and rows of tables by key.</summary>
public sealed class FormEntries
{
    private const int MaxRows = 500;

    private readonly Dictionary<string, string?> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, string?>>> rows = new(StringComparer.Ordinal);

    /// <summary>The entry of a field; null for none.</summary>
    public string? this[string key] => entries.GetValueOrDefault(key);

    /// <summary>The rows of a table.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows(string key) => rows.TryGetValue(key, out var found) ? found : [];

    /// <summary>What the case knows of a form's fields.</summary>
    public static FormEntries Known(FormDefinition? form, ImmutableSortedDictionary<string, FeelValue> facts)
    {
        var known = new FormEntries();
        foreach (var field in Fields(form))
        {
            var value = facts.GetValueOrDefault(field.Key, FeelValue.Null);
            if (field.Type == "rows")
            {
                known.rows[field.Key] = value is FeelList list ? [.. list.Items.OfType<FeelContext>().Select(row => Row(field, key => FactText.Entry(row[key])))] : [];
            }
            else
            {
                known.entries[field.Key] = FactText.Entry(value);
            }
        }

        return known;
    }

    /// <summary>What was posted, with rows added or taken away as the form's row buttons asked.</summary>
    public static FormEntries Posted(FormDefinition? form, IFormCollection posted)
    {
        var read = new FormEntries();
        foreach (var field in Fields(form))
        {
            if (field.Type == "rows")
            {
                read.rows[field.Key] = PostedRows(field, posted);
            }
            else
            {
                read.entries[field.Key] = posted[field.Key].FirstOrDefault() ?? (field.Type == "checkbox" ? "false" : null);
            }
        }

        read.ChangeRows(posted["rows"].FirstOrDefault());
        return read;
    }

    /// <summary>Entries kept as JSON, for a draft.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Kept(entries, rows));

    /// <summary>Reads what <see cref="ToJson"/> wrote; fields that the form no longer has are passed over.</summary>
    public static FormEntries FromJson(FormDefinition? form, string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        var read = new FormEntries();
        foreach (var field in Fields(form))
        {
            read.entries[field.Key] = kept.Entries.GetValueOrDefault(field.Key);
            read.rows[field.Key] = kept.Rows.GetValueOrDefault(field.Key) ?? [];
        }

        return read;
    }

    /// <summary>The entries as facts, and every entry that could not be read.</summary>
    public (ImmutableSortedDictionary<string, FeelValue> Facts, ImmutableArray<FieldFault> Faults) Facts(FormDefinition? form)
    {
        var facts = CaseState.NoFacts.ToBuilder();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var field in Fields(form).Where(field => !field.ReadOnly))
        {
            var fact = FactsDictionary.Official[field.Key];
            var fault = field.Type == "rows" ? ReadRows(fact, Rows(field.Key), out var value) : FactText.Read(fact, this[field.Key] ?? string.Empty, out value);
            if (fault is null)
            {
                facts[field.Key] = value;
            }
            else
            {
                faults.Add(new FieldFault(field.Key, fault));
            }
        }

        return (facts.ToImmutable(), faults.ToImmutable());
    }

    private static IEnumerable<FormField> Fields(FormDefinition? form) => form?.Fields.Where(field => field.Key.Length > 0) ?? [];

    private static Dictionary<string, string?> Row(FormField field, Func<string, string?> cell) => field.Columns.ToDictionary(column => column.Key, column => cell(column.Key));

    private static List<Dictionary<string, string?>> PostedRows(FormField field, IFormCollection posted)
    {
        var rows = new List<Dictionary<string, string?>>();
        for (var index = 0; index < MaxRows; index++)
        {
            var at = index.ToString(CultureInfo.InvariantCulture);
            if (!field.Columns.Any(column => posted.ContainsKey($"{field.Key}[{at}].{column.Key}")))
            {
                break;
            }

            rows.Add(Row(field, key => posted[$"{field.Key}[{at}].{key}"].FirstOrDefault()));
        }

        return rows;
    }

    private static string? ReadRows(FactDefinition fact, IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, out FeelValue value)
    {
        value = FeelValue.Null;
        var read = new List<FeelValue>();
        foreach (var row in rows.Where(row => row.Values.Any(cell => !string.IsNullOrWhiteSpace(cell))))
        {
            var context = FeelContext.Empty;
            foreach (var column in fact.Columns)
            {
                if (FactText.Read(column, row.GetValueOrDefault(column.Key) ?? string.Empty, out var cell) is { } fault)
                {
                    return $"第{read.Count + 1}行{column.Label}：{fault}";
                }

                context = context.With(column.Key, cell);
            }

            read.Add(context);
        }

        value = read.Count == 0 ? FeelValue.Null : FeelValue.Of(read);
        return null;
    }

    private void ChangeRows(string? asked)
    {
        switch (asked?.Split(':'))
        {
            case ["add", var key] when rows.TryGetValue(key, out var found):
                if (found.Count == 0)
                {
                    found.Add([]);
                }

                found.Add([]);
                break;
            case ["remove", var key, var at] when rows.TryGetValue(key, out var found)
                && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < found.Count:
                found.RemoveAt(index);
                break;
        }
    }

    private sealed record Kept(Dictionary<string, string?> Entries, Dictionary<string, List<Dictionary<string, string?>>> Rows);
}
