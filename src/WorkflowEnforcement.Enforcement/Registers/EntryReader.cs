using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>Reads the members of one entry as they were typed.</summary>
internal sealed class EntryReader(RegisterDefinition register, RegisterBook book, ImmutableDictionary<string, StaffMember> staff, DateOnly today)
{
    private const decimal MaxAmount = 1_000_000_000_000m;

    private Parameter? parameter;

    public List<FieldFault> Faults { get; } = [];

    public static string HalfWidth(string text) => string.Concat(text.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c)).Trim();

    public ImmutableSortedDictionary<string, string> Read(string key, ImmutableSortedDictionary<string, string> typed, bool isNew)
    {
        Keep(register.Id, key, typed);
        parameter = register.Key == RegisterKeys.Thresholds ? Parameter.All.GetValueOrDefault(key) : null;
        if (isNew && key.Length > RegisterEditing.MaxText)
        {
            Faults.Add(new FieldFault(register.Id.Key, $"「{register.Id.Label}」最多{RegisterEditing.MaxText}字。"));
        }

        Faults.AddRange(typed.Keys.Where(member => register.Field(member) is null).Select(member => new FieldFault(member, $"「{register.Name}」没有「{member}」这一项。")));
        var values = RegisterEntry.NoValues;
        foreach (var field in register.Fields)
        {
            var value = Keep(field, typed.GetValueOrDefault(field.Key, string.Empty), typed);
            values = value.Length > 0 ? values.SetItem(field.Key, value) : values;
        }

        Together(key, values);
        return values;
    }

    private string Keep(RegisterField field, string typed, ImmutableSortedDictionary<string, string> all)
    {
        if (StoredText.WhyNot(typed) is { } unstorable)
        {
            return Fault(field, unstorable);
        }

        var text = StoredText.Normal(typed);
        return text.Length == 0 ? field.Required ? Fault(field, $"请填写「{field.Label}」。") : string.Empty : Read(field, text, all);
    }

    private string Read(RegisterField field, string text, ImmutableSortedDictionary<string, string> all) => field.Type switch
    {
        RegisterFieldType.Text => text.Length > RegisterEditing.MaxText ? Fault(field, $"「{field.Label}」最多{RegisterEditing.MaxText}字，现为{text.Length}字。") : text,
        RegisterFieldType.LongText => text.Length > RegisterEditing.MaxLongText ? Fault(field, $"「{field.Label}」最多{RegisterEditing.MaxLongText}字，现为{text.Length}字。") : text,
        RegisterFieldType.Code => HalfWidth(text) is { Length: <= 60 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? code
            : Fault(field, $"「{field.Label}」由字母、数字、点、连字符组成，最多60位，现为「{StoredText.Fit(text, 30)}」。"),
        RegisterFieldType.Whole => Number(field, text, decimals: 0),
        RegisterFieldType.Amount => Number(field, text, decimals: 2),
        RegisterFieldType.Date => DateOnly.TryParseExact(HalfWidth(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Fault(field, $"须为日期（如 2026-03-02），现为「{StoredText.Fit(text, 30)}」。"),
        RegisterFieldType.Boolean => text is "true" or "on" or "是" ? "true" : text is "false" or "否" ? string.Empty : Fault(field, $"须为是或者否，现为「{StoredText.Fit(text, 30)}」。"),
        RegisterFieldType.Choice => field.Choices.Any(choice => choice.Value == text) ? text : Fault(field, $"请从列出的选项中选择「{field.Label}」。"),
        RegisterFieldType.CreditCode => Code(field, PartyCode.CheckCreditCode(HalfWidth(text))),
        RegisterFieldType.PartyCode => Code(field, all.GetValueOrDefault("kind") == "person" ? PartyCode.CheckIdentityNumber(HalfWidth(text)) : PartyCode.CheckCreditCode(HalfWidth(text))),
        RegisterFieldType.Parameter => ParameterValue(field, HalfWidth(text)),
        RegisterFieldType.Person => staff.ContainsKey(text) ? text : Fault(field, $"请选择一名本机关人员作为「{field.Label}」。"),
        _ => book.Find(field.Of, text, today) is not null ? text : Fault(field, $"请从「{RegisterBook.Definition(field.Of)?.Name}」中选择「{field.Label}」。"),
    };

    private string Code(RegisterField field, PartyCodeCheck check) => check switch
    {
        PartyCodeCheck.Valid valid => valid.Code,
        PartyCodeCheck.Invalid invalid => Fault(field, $"{invalid.Text}（{invalid.Source}）。"),
        _ => throw new InvalidOperationException($"Expected a known check, but found {check}"),
    };

    private string Number(RegisterField field, string text, int decimals)
    {
        var digits = HalfWidth(text).Replace(",", string.Empty, StringComparison.Ordinal);
        return !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Fault(field, $"「{field.Label}」须为数字，现为「{StoredText.Fit(text, 30)}」。")
            : number < 0 ? Fault(field, $"「{field.Label}」不得为负，现为{number}。")
            : number >= MaxAmount ? Fault(field, $"「{field.Label}」过大，请核对。")
            : number != decimal.Round(number, decimals) ? Fault(field, decimals == 0 ? $"「{field.Label}」须为整数，现为{number}。" : $"「{field.Label}」最多{decimals}位小数，现为{number}。")
            : number.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private string ParameterValue(RegisterField field, string text) =>
        parameter is null ? Number(field, text, decimals: 2)
        : parameter.Keep(text, decimal.TryParse(text.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null) is { } kept ? kept
        : Fault(field, parameter.Options.Length > 0 ? $"请从列出的选项中选择「{field.Label}」。" : $"「{field.Label}」不合要求，现为「{StoredText.Fit(text, 30)}」。{(parameter.Help.Length > 0 ? parameter.Help : "须为不小于0的数字，最多2位小数。")}");

    // What the members must be to one another.
    private void Together(string typedKey, ImmutableSortedDictionary<string, string> values)
    {
        var entry = new RegisterEntry(register.Key, string.Empty, 0, today, values);
        if (entry["tag"] == "checked" && entry["article"].Length == 0)
        {
            Faults.Add(new FieldFault("article", "已核对原文的，须写明条款。"));
        }

        if (entry.Amount("fineMin") is { } least && entry.Amount("fineMax") is { } most && least > most)
        {
            Faults.Add(new FieldFault("fineMax", $"罚款上限（{most:#,0.##}元）不得低于下限（{least:#,0.##}元）。"));
        }

        if (entry.Day("credentialFrom") is { } from && entry.Day("credentialTo") is { } to && to < from)
        {
            Faults.Add(new FieldFault("credentialTo", $"证件有效期至（{to:yyyy年M月d日}）不得早于有效期自（{from:yyyy年M月d日}）。"));
        }

        if (register.Key == RegisterKeys.Measures && typedKey.Length > 0 && book.Matter(typedKey, today) is { Kind: not "coercion" })
        {
            Faults.Add(new FieldFault(register.Id.Key, "只有行政强制类的事项才有强制措施的权力。"));
        }

        if (entry["credential"].Length > 0 && (entry.Day("credentialFrom") is null || entry.Day("credentialTo") is null))
        {
            Faults.Add(new FieldFault("credentialTo", "有执法证号的，须填写证件有效期的起止日期。"));
        }
    }

    private string Fault(RegisterField field, string message)
    {
        Faults.Add(new FieldFault(field.Key, message));
        return string.Empty;
    }
}
