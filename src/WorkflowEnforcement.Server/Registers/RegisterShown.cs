using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Registers;

/// <summary>Registers as people read them: choices by their labels, persons by their names, personal data with its middle hidden.</summary>
public static class RegisterShown
{
    /// <summary>The book with what the accounts say of persons: the version of each before all that were entered.</summary>
    public static RegisterBook WithAccounts(RegisterBook book, StaffRegister staff) =>
        book.With(staff.OfAccounts.Values.Where(person => !person.Roles.Contains(Roles.Administrator)).Select(RegisteredOfficer.Of));

    /// <summary>A member in words; empty where it says nothing.</summary>
    /// <param name="field">The member.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="book">The registers, for entries that name others.</param>
    /// <param name="staff">People by user name.</param>
    /// <param name="open">True where personal data is shown whole.</param>
    public static string Text(RegisterField field, RegisterEntry entry, RegisterBook book, ImmutableDictionary<string, StaffMember> staff, bool open)
    {
        var value = field.Key.Length > 0 && entry.Values.TryGetValue(field.Key, out var found) ? found : string.Empty;
        return Text(field, entry, value, book, staff, open);
    }

    /// <summary>The key of an entry in words.</summary>
    public static string KeyText(RegisterDefinition register, RegisterEntry entry, RegisterBook book, ImmutableDictionary<string, StaffMember> staff, bool open) =>
        Text(register.Id, entry, entry.Key, book, staff, open);

    private static string Text(RegisterField field, RegisterEntry entry, string value, RegisterBook book, ImmutableDictionary<string, StaffMember> staff, bool open) => value.Length == 0 ? string.Empty : field.Type switch
    {
        RegisterFieldType.Boolean => "是",
        RegisterFieldType.Choice => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value,
        RegisterFieldType.Person => staff.GetValueOrDefault(value)?.Name ?? value,
        RegisterFieldType.Entry => book.Latest(field.Of, value)?["name"] is { Length: > 0 } name ? name : value,
        RegisterFieldType.Parameter => Parameter.All.GetValueOrDefault(entry.Key)?.Show(value) ?? value,
        RegisterFieldType.Amount => entry.Amount(field.Key) is { } amount ? amount.ToString("#,0.##", CultureInfo.InvariantCulture) : value,
        RegisterFieldType.Date => entry.Day(field.Key) is { } day ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : value,
        _ => Guarded(field, entry, value, open),
    };

    /// <summary>A value as it is kept; personal data with its middle hidden unless it is shown whole.</summary>
    public static string Guarded(RegisterField field, RegisterEntry entry, string value, bool open) =>
        field.Personal && !open && IsOfPerson(field, entry) ? PartyCode.Mask(value) : value;

    // The code of a firm is public; that of a citizen is not.
    private static bool IsOfPerson(RegisterField field, RegisterEntry entry) => field.Type != RegisterFieldType.PartyCode || entry["kind"] == "person";

    /// <summary>True where the page of an entry may be opened by its key: the identity number of a citizen stands in no address of who may not read it.</summary>
    public static bool MayOpen(RegisterDefinition register, RegisterEntry entry, Actor person) =>
        !register.Id.Personal || register.MayEdit(person) || !IsOfPerson(register.Id, entry);
}
