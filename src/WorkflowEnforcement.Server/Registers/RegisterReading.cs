using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Registers;

/// <summary>The registers as they stand on a day, with the people that they name.</summary>
public sealed record RegistersNow(RegisterBook Book, ImmutableDictionary<string, StaffMember> Staff, DateOnly Today)
{
    /// <summary>Entries that hold today or will hold, and in whose shown text all words of the search stand.</summary>
    public IReadOnlyList<RegisterEntry> Search(RegisterDefinition register, Actor me, string? text)
    {
        var words = (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var entries = Book.Keys(register.Key).Select(key => Book.Find(register.Key, key, Today) ?? Coming(register.Key, key)).OfType<RegisterEntry>();
        return [.. entries.Where(entry => words.Length == 0 || Array.TrueForAll(words, word => Shown(register, entry, me).Any(shown => shown.Contains(word, StringComparison.OrdinalIgnoreCase))))];
    }

    private RegisterEntry? Coming(string register, string key) => Book.Latest(register, key) is { IsStruck: false } latest && latest.ValidFrom > Today ? latest : null;

    private IEnumerable<string> Shown(RegisterDefinition register, RegisterEntry entry, Actor me) =>
        register.Fields.Select(field => RegisterShown.Text(field, entry, Book, Staff, register.MayEdit(me))).Append(RegisterShown.KeyText(register, entry, Book, Staff, register.MayEdit(me)));
}

/// <summary>Reads the registers for pages and the HTTP interface.</summary>
public sealed class RegisterReading(EnforcementDb db, LawBook law, StaffRegister staff, BureauClock clock)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The registers as they stand.</summary>
    public async Task<RegistersNow> Now(CancellationToken ct)
    {
        var book = (await law.At(db, ct)).Registers;
        return new RegistersNow(RegisterShown.WithAccounts(book, staff), staff.All, clock.Today);
    }

    /// <summary>Who entered the versions of an entry, the latest first.</summary>
    public Task<List<RegisterEntryRow>> History(string register, string key, CancellationToken ct) =>
        db.RegisterEntries.AsNoTracking().Where(row => row.Register == register && row.Key == key).OrderByDescending(row => row.Version).ToListAsync(ct);

    /// <summary>Members as they were typed; what was not sent is empty.</summary>
    public static ImmutableSortedDictionary<string, string> Values(IEnumerable<KeyValuePair<string, string?>> members) =>
        RegisterEntry.NoValues.SetItems(members.Where(member => !string.IsNullOrEmpty(member.Value)).Select(member => KeyValuePair.Create(member.Key, member.Value!)));

    /// <summary>The refusal of who may not read a register.</summary>
    public static Refused NotReadable(RegisterDefinition register, Actor me) =>
        new("register.editor", $"「{register.Name}」含有个人信息，{me.Name}不具有查阅的身份。", register.Source);

    /// <summary>The page that a cursor names; the first where there is none.</summary>
    public static bool TryPage(string? cursor, out int page)
    {
        page = 1;
        return string.IsNullOrEmpty(cursor) || (int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out page) && page is >= 1 and <= 1_000_000);
    }

    /// <summary>The cursor of a page.</summary>
    public static string CursorOf(int page) => page.ToString(CultureInfo.InvariantCulture);
}
