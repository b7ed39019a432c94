using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Checks what is entered in a form against the form and the facts dictionary.</summary>
public static class FactRules
{
    private const int MaxRows = 500;
    private const int MaxCellLength = 1000;
    private const int DefaultMaxLength = 4000;
    private const decimal MaxNumber = 1_000_000_000m;
    private const decimal MaxMoney = 1_000_000_000_000m;

    // As the role of a fact: whoever is in the register.
    private const string AnyRole = "any";

    // A ledger entry holds 64 KiB with its envelope.
    private const int MaxBytes = 56 * 1024;

    /// <summary>True when a person of the bureau may stand in a fact that names one.</summary>
    public static bool MayBe(FactDefinition fact, StaffMember member) => fact.Role == AnyRole || member.Roles.Contains(fact.Role);

    /// <summary>True when the form does not ask for a field, the facts being as they are. What a table of discretion asks for, no form hides.</summary>
    public static bool IsHidden(FormField field, CaseSetting setting, ImmutableSortedDictionary<string, FeelValue> facts, DateTimeOffset now) =>
        DiscretionFields.IsHidden(setting.Discretion, facts, field.Key, DateOnly.FromDateTime(now.DateTime)) ?? IsTrue(field.HiddenWhen, NestedFacts.Of(facts), now);

    /// <summary>Checks facts that come without a form: each must be of the dictionary and of its type.</summary>
    public static ImmutableArray<FieldFault> Check(ImmutableSortedDictionary<string, FeelValue> entered, CaseSetting setting, DateOnly today)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var (key, value) in entered)
        {
            var fault = FactsDictionary.Official.Knows(key)
                ? value is FeelNull ? null : Fault(FactsDictionary.Official[key], AsField(FactsDictionary.Official[key], DefaultMaxLength), value, setting, today)
                : $"「{key}」不是事项字典中的事项。";
            if (fault is not null)
            {
                faults.Add(new FieldFault(key, fault));
            }
        }

        if (PartyCodeFault(entered, entered) is { } code)
        {
            faults.Add(new FieldFault("party.code", code));
        }

        return faults.ToImmutable();
    }

    /// <summary>Checks entries of a form.</summary>
    /// <param name="form">The form; null where the step has none.</param>
    /// <param name="known">Facts of the case so far.</param>
    /// <param name="entered">What was entered.</param>
    /// <param name="outcome">Key of the outcome chosen; required entries need not be there for <see cref="CaseWords.Return"/>.</param>
    /// <param name="setting">People of the bureau.</param>
    /// <param name="now">Moment of the act; no entered day may lie after its local day.</param>
    public static ImmutableArray<FieldFault> Check(
        FormDefinition? form,
        ImmutableSortedDictionary<string, FeelValue> known,
        ImmutableSortedDictionary<string, FeelValue> entered,
        string outcome,
        CaseSetting setting,
        DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        ImmutableArray<FormField> fields = form is null ? [] : [.. form.Fields.Where(field => field.Key.Length > 0)];
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var (key, value) in entered)
        {
            var field = fields.FirstOrDefault(field => field.Key == key);
            if (field is null)
            {
                faults.Add(new FieldFault(key, $"「{key}」不是本步骤填写的事项。"));
            }
            else if (field.ReadOnly && !value.Equals(known.GetValueOrDefault(key, FeelValue.Null)))
            {
                faults.Add(new FieldFault(key, $"「{field.Label}」在本步骤只能查看，不能修改。"));
            }
            else if (value is not FeelNull && Fault(FactsDictionary.Official[key], field, value, setting, today) is { } fault)
            {
                faults.Add(new FieldFault(key, fault));
            }
        }

        if (PartyCodeFault(known.SetItems(entered), entered) is { } code)
        {
            faults.Add(new FieldFault("party.code", code));
        }

        if (outcome != CaseWords.Return)
        {
            var after = known.SetItems(entered);
            faults.AddRange(fields
                .Where(field => !field.ReadOnly && IsRequired(field, setting, outcome, after, now) && IsEmpty(after.GetValueOrDefault(field.Key, FeelValue.Null)))
                .Select(field => new FieldFault(field.Key, $"请填写「{field.Label}」。")));
        }

        return faults.ToImmutable();
    }

    private static bool IsRequired(FormField field, CaseSetting setting, string outcome, ImmutableSortedDictionary<string, FeelValue> facts, DateTimeOffset now) =>
        (field.Required || field.RequiredFor.Contains(outcome) || IsTrue(field.RequiredWhen, NestedFacts.Of(facts), now)) && !IsHidden(field, setting, facts, now);

    private static bool IsTrue(FeelExpression? expression, FeelContext facts, DateTimeOffset now) =>
        expression is not null && expression.Evaluate(FeelSurroundings.Of(facts, now)).Value is FeelBoolean { Value: true };

    // Checked when it is entered: a case that came with an odd old code must not stand still at a later step.
    private static string? PartyCodeFault(ImmutableSortedDictionary<string, FeelValue> facts, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        var touched = entered.ContainsKey("party.code") || entered.ContainsKey("party.kind");
        if (!touched || facts.GetValueOrDefault("party.code") is not FeelText { Value: { Length: > 0 } code })
        {
            return null;
        }

        var check = facts.GetValueOrDefault("party.kind") is FeelText { Value: "person" } ? PartyCode.CheckIdentityNumber(code) : PartyCode.CheckCreditCode(code);
        return check is PartyCodeCheck.Invalid invalid ? invalid.Text : null;
    }

    private static bool IsEmpty(FeelValue value) => value is FeelNull or FeelList { Items.Length: 0 } || (value is FeelText text && StoredText.IsBlank(text.Value));

    private static string? Fault(FactDefinition fact, FormField field, FeelValue value, CaseSetting setting, DateOnly today) => (fact.Type, value) switch
    {
        (FactType.Text or FactType.LongText, FeelText text) => Text(field, text.Value),
        (FactType.Number, FeelNumber number) => Number(field, number.Value),
        (FactType.Money, FeelNumber amount) => Money(amount.Value),
        (FactType.Date, FeelDate date) => !fact.Ahead && date.Value > today ? $"不得晚于今日（{today:yyyy年M月d日}）。" : null,
        (FactType.Boolean, FeelBoolean) => null,
        (FactType.Choice, FeelText choice) => fact.Choices.Any(known => known.Value == choice.Value) ? null : $"请从列出的选项中选择「{field.Label}」。",
        (FactType.Matter, FeelText code) => Matter(code.Value, setting, today),
        (FactType.People, FeelText user) => setting.Staff.GetValueOrDefault(user.Value) is { } member && MayBe(fact, member) ? null
            : $"请选择一名{(fact.Role == AnyRole ? "本机关人员" : Roles.NameOf(fact.Role))}。",
        (FactType.Rows, FeelList rows) => Rows(fact, field, rows, setting, today),
        _ => $"「{field.Label}」的内容不符合要求。",
    };

    private static string? Money(decimal amount) =>
        amount < 0 ? "金额不得为负。"
        : amount != decimal.Round(amount, 2) ? "金额最多两位小数。"
        : amount >= MaxMoney ? "金额过大，请核对。"
        : null;

    private static string? Number(FormField field, decimal number) =>
        number < 0 ? $"「{field.Label}」不得为负。"
        : number > MaxNumber ? $"「{field.Label}」过大，请核对。"
        : number != decimal.Round(number, 4) ? $"「{field.Label}」最多四位小数。"
        : null;

    private static string? Text(FormField field, string text) =>
        text.Length > field.MaxLength ? $"最多{field.MaxLength}字，现为{text.Length}字。"
        : StoredText.WhyNot(text) ?? (StoredText.IsNormal(text) ? null : "含有不规范的字符，无法存入执法记录，请重新输入。");

    // A penalty needs a power to punish; a matter of licensing or inspection gives none.
    private static string? Matter(string code, CaseSetting setting, DateOnly today) =>
        setting.Registers.Matter(code, today) is not { } matter ? "请从事项目录中选择。"
        : setting.Procedure.Kind != Vocabulary.Shared && matter.Kind != setting.Procedure.Kind ? $"「{matter.Name}」不是本程序可以办理的事项，请另选。"
        : null;

    /// <summary>Says why facts cannot be kept together in one entry of the record.</summary>
    internal static Refused? WhyNotKept(ImmutableSortedDictionary<string, FeelValue> facts)
    {
        if (facts.Count == 0)
        {
            return null;
        }

        int bytes;
        try
        {
            bytes = Records.CanonicalJson.Write(CaseEventJson.Write(new FactsRecorded(string.Empty, facts))).Length;
        }
        catch (FormatException)
        {
            return new Refused("facts.invalid", "填写内容含有不规范的字符，无法存入执法记录，请修改后重新提交。");
        }

        return bytes > MaxBytes
            ? new Refused("facts.too-long", $"本次填写的内容过多（约{bytes / 1024}千字节，最多{MaxBytes / 1024}千字节），无法存入执法记录，请精简或者将详情作为附件。")
            : null;
    }

    private static string? Rows(FactDefinition fact, FormField field, FeelList rows, CaseSetting setting, DateOnly today)
    {
        if (rows.Items.Length > MaxRows)
        {
            return $"最多{MaxRows}行，现为{rows.Items.Length}行。";
        }

        for (var index = 0; index < rows.Items.Length; index++)
        {
            if (rows.Items[index] is not FeelContext row)
            {
                return $"第{index + 1}行的内容不符合要求。";
            }

            foreach (var (key, value) in row.Entries)
            {
                var column = fact.Columns.FirstOrDefault(column => column.Key == key);
                var fault = column is null
                    ? $"没有「{key}」这一栏。"
                    : value is FeelNull ? null : Fault(column, AsField(column, MaxCellLength), value, setting, today);
                if (fault is not null)
                {
                    return $"第{index + 1}行{column?.Label}:{fault}";
                }
            }

            if (field.Columns.FirstOrDefault(column => column.Required && IsEmpty(row[column.Key])) is { } missing)
            {
                return $"第{index + 1}行须填写「{missing.Label}」。";
            }
        }

        return null;
    }

    private static FormField AsField(FactDefinition fact, int maxLength) =>
        new(fact.Key, "textfield", fact.Label, string.Empty, false, false, [], [], string.Empty, string.Empty, maxLength);
}
