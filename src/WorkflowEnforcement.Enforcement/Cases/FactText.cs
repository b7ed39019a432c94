using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Facts as people and programs write and read them: form entries, JSON members and shown text.</summary>
/// <remarks>Texts are kept in NFC. Numbers and dates may be typed in full width, as Chinese input methods do; commas only between thousands.</remarks>
public static partial class FactText
{
    private const string DateFormat = "yyyy-MM-dd";
    private const int MaxNumberLength = 40;

    /// <summary>Reads what was entered in a form.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="entered">The entry; empty or blank means no value.</param>
    /// <param name="value">The value; null where nothing was entered or on a fault.</param>
    /// <returns>Null when it could be read, else a plain Chinese sentence.</returns>
    public static string? Read(FactDefinition fact, string entered, out FeelValue value)
    {
        value = FeelValue.Null;
        if (StoredText.WhyNot(entered) is { } unstorable)
        {
            return unstorable;
        }

        var text = StoredText.Normal(entered);
        if (text.Length == 0)
        {
            return null;
        }

        switch (fact.Type)
        {
            case FactType.Number or FactType.Money:
                return ReadNumber(text, out value);
            case FactType.Date:
                return ReadDate(text, out value);
            case FactType.Boolean:
                return ReadBoolean(text, out value);
            case FactType.Rows:
                return "须为表格。";
            default:
                value = FeelValue.Of(fact.Key == "party.code" ? HalfWidth(text).ToUpperInvariant() : text);
                return null;
        }
    }

    /// <summary>Reads a JSON member of the HTTP interface: texts, numbers or texts of numbers, ISO dates, true and false, arrays of objects.</summary>
    /// <returns>Null when it could be read, else a plain Chinese sentence.</returns>
    public static string? Read(FactDefinition fact, JsonElement json, out FeelValue value)
    {
        value = FeelValue.Null;
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return TextOf(json) is { } text ? Read(fact, text, out value) : "含有不完整的字符，无法存入执法记录，请删除后重新输入。";
            case JsonValueKind.Number when fact.Type is FactType.Number or FactType.Money && json.TryGetDecimal(out var number):
                value = FeelValue.Of(number);
                return null;
            case JsonValueKind.True or JsonValueKind.False when fact.Type == FactType.Boolean:
                value = FeelValue.Of(json.GetBoolean());
                return null;
            case JsonValueKind.Array when fact.Type == FactType.Rows:
                return Rows(fact, json, out value);
            default:
                return $"「{fact.Label}」的类型不符，现为「{Short(json.GetRawText())}」。";
        }
    }

    /// <summary>The value as it stands in a form's input; empty for none.</summary>
    public static string Entry(FeelValue value) => value switch
    {
        FeelText text => text.Value,
        FeelNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
        FeelDate date => date.Value.ToString(DateFormat, CultureInfo.InvariantCulture),
        FeelBoolean truth => truth.Value ? "true" : "false",
        _ => string.Empty,
    };

    /// <summary>The value as people read it: labels of choices, long dates, amounts with 元; empty for none.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="value">Its value.</param>
    /// <param name="staff">People by user name, to show names; may be empty.</param>
    public static string Show(FactDefinition fact, FeelValue value, ImmutableDictionary<string, StaffMember> staff) => value switch
    {
        FeelText text when fact.Type == FactType.Choice => fact.LabelOf(text.Value),
        FeelText text when fact.Type == FactType.People => staff.GetValueOrDefault(text.Value)?.Name ?? text.Value,
        FeelText text when fact.Type == FactType.Matter => FactsDictionary.Official.Matter(text.Value)?.Name ?? text.Value,
        FeelText text => text.Value,
        FeelNumber number when fact.Type == FactType.Money => string.Create(CultureInfo.InvariantCulture, $"{number.Value:#,0.00}元"),
        FeelNumber number => string.Create(CultureInfo.InvariantCulture, $"{number.Value:0.####}{fact.Unit}"),
        FeelDate date => string.Create(CultureInfo.InvariantCulture, $"{date.Value:yyyy年M月d日}"),
        FeelBoolean truth => truth.Value ? "是" : "否",
        FeelList rows => $"{rows.Items.Length}项",
        _ => string.Empty,
    };

    // The reader of JSON throws where an escape is one half of a pair.
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? ReadNumber(string text, out FeelValue value)
    {
        value = FeelValue.Null;
        var digits = HalfWidth(text);
        if (digits.Length > MaxNumberLength || !NumberForm().IsMatch(digits)
            || !decimal.TryParse(digits.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return $"须为数字（如 30000 或 30,000.00），现为「{Short(text)}」。";
        }

        value = FeelValue.Of(number);
        return null;
    }

    private static string? ReadDate(string text, out FeelValue value)
    {
        value = FeelValue.Null;
        if (!DateOnly.TryParseExact(HalfWidth(text), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return $"须为日期（如 2026-03-02），现为「{Short(text)}」。";
        }

        value = FeelValue.Of(date);
        return null;
    }

    private static string? ReadBoolean(string text, out FeelValue value)
    {
        value = text switch
        {
            "true" or "on" or "是" => FeelValue.Of(true),
            "false" or "off" or "否" => FeelValue.Of(false),
            _ => FeelValue.Null,
        };
        return value is FeelNull ? $"须为是或者否，现为「{Short(text)}」。" : null;
    }

    // Full-width ASCII (U+FF01 to U+FF5E) lies at a fixed distance.
    private static string HalfWidth(string text) => string.Concat(text.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));

    [GeneratedRegex(@"\A[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\z")]
    private static partial Regex NumberForm();

    private static string? Rows(FactDefinition fact, JsonElement json, out FeelValue value)
    {
        value = FeelValue.Null;
        var rows = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                return $"「{fact.Label}」的每一行须为对象。";
            }

            var row = FeelContext.Empty;
            foreach (var member in item.EnumerateObject())
            {
                if (fact.Columns.FirstOrDefault(column => column.Key == member.Name) is not { } column)
                {
                    return $"「{fact.Label}」没有「{member.Name}」这一栏。";
                }

                if (Read(column, member.Value, out var cell) is { } fault)
                {
                    return $"第{rows.Count + 1}行{column.Label}:{fault}";
                }

                row = row.With(member.Name, cell);
            }

            rows.Add(row);
        }

        value = FeelValue.Of(rows);
        return null;
    }

    private static string Short(string text) => text.Length <= 30 ? text : StoredText.Fit(text, 30) + "…";
}
