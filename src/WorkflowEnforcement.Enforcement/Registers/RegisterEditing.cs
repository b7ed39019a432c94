using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>What a person wants entered into a register.</summary>
/// <param name="Register">Key of the register.</param>
/// <param name="Key">Key of the entry, as typed.</param>
/// <param name="Values">Members as typed; null strikes the entry.</param>
/// <param name="ValidFrom">First day on which it holds; asked only where the register is dated.</param>
/// <param name="Reason">Why it is entered.</param>
public sealed record RegisterChange(string Register, string Key, ImmutableSortedDictionary<string, string>? Values, DateOnly? ValidFrom, string Reason);

/// <summary>Who may enter what into a register, and what an entry must hold.</summary>
/// <remarks>Nothing is edited in place: each entry is another version, and none reaches back to days that are past.</remarks>
public static class RegisterEditing
{
    /// <summary>Longest short text, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>Longest text of several lines, in characters.</summary>
    public const int MaxLongText = 2000;

    /// <summary>Says why a person may not keep a register.</summary>
    /// <returns>Null when he may.</returns>
    public static Refused? WhyNotBy(RegisterDefinition register, Actor by) => register.MayEdit(by)
        ? null
        : new Refused("register.editor", $"「{register.Name}」由{string.Join("、", register.Editors.Select(Roles.NameOf))}登记，{by.Name}不具有该身份。", register.Source);

    /// <summary>The law that fixes an entry whose wording was read, so that nobody changes it; null where it is a parameter.</summary>
    /// <param name="register">The register.</param>
    /// <param name="carried">The entry as the program carries it: a person who has read the law since may correct his own entry.</param>
    public static LegalSource? WhyClosed(RegisterDefinition register, RegisterEntry? carried) =>
        register is { IsFixed: true, HasSource: true, MayStrike: false } && carried?.Source is { Provenance: Provenance.Checked or Provenance.CheckedSecondHand } law ? law : null;

    /// <summary>The version that a change makes, or why it cannot be.</summary>
    /// <param name="book">The registers as they stand.</param>
    /// <param name="staff">People of the bureau by user name.</param>
    /// <param name="change">The change.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="today">Local day.</param>
    public static (RegisterEntry? Entry, Refused? Refused) Change(
        RegisterBook book, ImmutableDictionary<string, StaffMember> staff, RegisterChange change, Actor by, DateOnly today)
    {
        if (RegisterBook.Definition(change.Register) is not { } register)
        {
            return (null, new Refused("register.unknown", "没有这个名录。"));
        }

        var key = KeyOf(register, change);
        var latest = book.Latest(register.Key, key);
        if ((WhyNotBy(register, by) ?? WhyNotEntry(register, latest, book.Carried(register.Key, key), change)) is { } refused)
        {
            return (null, refused);
        }

        var reader = new EntryReader(register, book, staff, today);
        var values = change.Values is null ? latest!.Values : reader.Read(key, change.Values, isNew: latest is null or { IsStruck: true });
        var from = register.IsDated ? change.ValidFrom ?? DateOnly.MinValue : today;
        ImmutableArray<FieldFault> faults = [.. reader.Faults, .. Formal(register, change, from, today)];
        if (faults.Length > 0)
        {
            return (null, new Refused("register.entry", $"有{faults.Length}处填写须更正。", register.Source) { Fields = faults });
        }

        var entry = new RegisterEntry(register.Key, key, (latest?.Version ?? 0) + 1, from, values) { IsStruck = change.Values is null };
        return latest is { IsStruck: false } && !entry.IsStruck && latest.ValidFrom == from && Same(latest.Values, values)
            || (latest is { IsStruck: false } && !entry.IsStruck && !register.IsDated && Same(latest.Values, values))
            ? (null, new Refused("register.unchanged", "内容没有变化。", register.Source))
            : (entry, null);
    }

    /// <summary>The key as it is kept: small letters of codes become capitals, full width becomes half.</summary>
    public static string KeyOf(RegisterDefinition register, RegisterChange change) => register.Id.Type switch
    {
        RegisterFieldType.CreditCode or RegisterFieldType.PartyCode => EntryReader.HalfWidth(change.Key).ToUpperInvariant(),
        RegisterFieldType.Code => EntryReader.HalfWidth(change.Key),
        _ => change.Key.Trim(),
    };

    private static Refused? WhyNotEntry(RegisterDefinition register, RegisterEntry? latest, RegisterEntry? carried, RegisterChange change)
    {
        if (register.IsFixed && latest is null)
        {
            return new Refused("register.fixed", $"「{register.Name}」的条目由程序规定，不能增加。", register.Source);
        }

        if (WhyClosed(register, carried) is { } law)
        {
            return new Refused("register.checked", $"「{latest!["name"]}」由{law}规定，不是可以调整的参数；法律修改以后由新版本的程序带来新的规定。", law);
        }

        return change.Values is not null ? null
            : !register.MayStrike ? new Refused("register.no-strike", $"「{register.Name}」的条目不能删除。", register.Source)
            : latest is null or { IsStruck: true } ? new Refused("register.missing", "没有这个条目，或者已经删除。", register.Source)
            : null;
    }

    private static IEnumerable<FieldFault> Formal(RegisterDefinition register, RegisterChange change, DateOnly from, DateOnly today)
    {
        if (register.IsDated && from < today)
        {
            yield return new FieldFault("validFrom", $"生效日期不得早于今天（{today:yyyy年M月d日}），以前的办理不受影响。");
        }

        if (StoredText.WhyNot(change.Reason) is { } unstorable)
        {
            yield return new FieldFault("reason", $"登记理由{unstorable}");
        }
        else if (StoredText.Normal(change.Reason).Length is 0 or > MaxText)
        {
            yield return new FieldFault("reason", $"登记理由须为1至{MaxText}字。");
        }
    }

    private static bool Same(ImmutableSortedDictionary<string, string> one, ImmutableSortedDictionary<string, string> other) => one.SequenceEqual(other);
}
