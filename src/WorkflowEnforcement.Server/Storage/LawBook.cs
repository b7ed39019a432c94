using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Discretion;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Calendar, clocks and registers as they stand: what the program carries, and over it what people entered.</summary>
/// <param name="Stamp">How many versions were entered; they are only ever added.</param>
/// <param name="Clocks">The clocks with all wordings.</param>
/// <param name="Calendar">The calendar with the latest version of each year.</param>
/// <param name="Registers">The registers with all versions of their entries.</param>
public sealed record LawInForce(long Stamp, ClockBook Clocks, HolidayCalendar Calendar, RegisterBook Registers)
{
    /// <summary>What the program carries.</summary>
    public static readonly LawInForce Carried = new(0, ClockBook.Official, HolidayCalendar.Official, RegisterBook.Official);

    /// <summary>Number of the latest version of each year that people entered; the version of the program is before the first.</summary>
    public ImmutableDictionary<int, int> Versions { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>The tables of discretion that people entered, in the order in which they did.</summary>
    public ImmutableArray<DiscretionTable> EnteredTables { get; init; } = [];

    /// <summary>The number that a further version of a year gets.</summary>
    public int NextVersion(int year) => VersionOf(year) + 1;

    /// <summary>The number of the version of a year that holds: 0 where nothing is held of it, 1 for that of the program where it carries one.</summary>
    public int VersionOf(int year) => Versions.GetValueOrDefault(year, HolidayCalendar.Official.Find(year) is null ? 0 : 1);
}

/// <summary>Keeps calendar, clocks and registers at hand. Every command asks whether a version was added since, on this node or another.</summary>
public sealed class LawBook(IDbContextFactory<EnforcementDb> databases, DiscretionCatalogue tables)
{
    private const string Count =
        "SELECT (SELECT count(*) FROM calendar_years WHERE bureau = @p0) + (SELECT count(*) FROM clock_wordings WHERE bureau = @p0)" +
        " + coalesce((SELECT max(place) FROM register_entries WHERE bureau = @p0), 0)" +
        " + coalesce((SELECT max(place) FROM discretion_tables WHERE bureau = @p0), 0)";

    private volatile LawInForce known = LawInForce.Carried;
    private volatile Merged merged = new(DiscretionBook.Empty, LawInForce.Carried, DiscretionBook.Empty);

    // What the writer found last, and what others had committed by then: while they committed nothing more, it stands.
    private volatile Found? found;

    /// <summary>Calendar and clocks as this node last saw them; enough for what only shows.</summary>
    public LawInForce Known => known;

    /// <summary>The tables of discretion: those of the folder, read once at start, and those that people entered.</summary>
    public DiscretionBook Discretion => With(known);

    /// <summary>A setting with the law as this node last saw it.</summary>
    public CaseSetting InForce(CaseSetting setting) => With(setting, known);

    /// <summary>Calendar and clocks as they stand.</summary>
    public async Task<LawInForce> Current(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await At(db, ct);
    }

    /// <summary>Calendar and clocks as they stand in a transaction.</summary>
    public async Task<LawInForce> At(EnforcementDb db, CancellationToken ct) =>
        await db.CalendarYears.CountAsync(ct) + await db.ClockWordings.CountAsync(ct) + (await db.RegisterEntries.MaxAsync(row => (long?)row.Place, ct) ?? 0)
            + (await db.DiscretionTables.MaxAsync(row => (long?)row.Place, ct) ?? 0) is var stamp && stamp == known.Stamp ? known : known = await Read(db, stamp, ct);

    internal async Task<LawInForce> At(WriteWork work, CancellationToken ct)
    {
        if (found is { } last && ReferenceEquals(last.OthersSoFar, work.OthersSoFar))
        {
            return last.Law;
        }

        var stamp = (await work.Statements.Query(Count, [work.Bureau], row => row.GetInt64(0), ct))[0];
        var law = stamp == known.Stamp ? known : known = await Read(work.Db, stamp, ct);
        found = new Found(law, work.OthersSoFar);
        return law;
    }

    private CaseSetting With(CaseSetting setting, LawInForce law) =>
        setting with { Clocks = law.Clocks, Calendar = law.Calendar, Registers = law.Registers, Discretion = With(law) };

    // The folder is read after the first look at the database, so the two are put together when they are asked for.
    private DiscretionBook With(LawInForce law)
    {
        var current = merged;
        if (current.Folder != tables.Book || current.Law != law)
        {
            merged = current = new Merged(tables.Book, law, tables.Book.With(law.EnteredTables));
        }

        return current.Book;
    }

    private sealed record Merged(DiscretionBook Folder, LawInForce Law, DiscretionBook Book);

    private static async Task<LawInForce> Read(EnforcementDb db, long stamp, CancellationToken ct)
    {
        var latest = (await db.CalendarYears.AsNoTracking().ToListAsync(ct)).GroupBy(row => row.Year).Select(group => group.MaxBy(row => row.Version)!).ToList();
        var days = (await db.CalendarDays.AsNoTracking().ToListAsync(ct)).ToLookup(row => (row.Year, row.Version));
        var wordings = await db.ClockWordings.AsNoTracking().OrderBy(row => row.Version).ToListAsync(ct);
        var registers = RegisterBook.Official.With((await db.RegisterEntries.AsNoTracking().ToListAsync(ct)).Select(EntryOf));
        var entered = await db.DiscretionTables.AsNoTracking().OrderBy(row => row.Place).ToListAsync(ct);
        return new LawInForce(
            stamp,
            wordings.Aggregate(ClockBook.Official, (book, row) => ClockEditing.Latest(book, row.Clock) is { } before ? book.With([ClockEditing.Wording(before, ParameterOf(row))]) : book),
            HolidayCalendar.Official.With(latest.Select(row => YearOf(row, days[(row.Year, row.Version)]))),
            registers)
        {
            EnteredTables = [.. entered.Select(row => DiscretionTableReader.Read(row.Dmn, registers.KnownMatter, proves: false).Table
                ?? throw new InvalidOperationException($"Expected the kept table {row.Hash} to be readable, but it is not"))],
            Versions = latest.ToImmutableDictionary(row => row.Year, row => row.Version),
        };
    }

    /// <summary>A version of a year as it is kept.</summary>
    internal static CalendarYear YearOf(CalendarYearRow row, IEnumerable<CalendarDayRow> days)
    {
        var kinds = days.ToLookup(day => day.Kind, day => day.Day);
        return new(row.Year, new LegalSource(row.Notice, string.Empty, row.NoticeTag), row.Official, kinds[CalendarDayKind.Rest].ToHashSet(), kinds[CalendarDayKind.Work].ToHashSet());
    }

    /// <summary>A version of an entry as it is kept.</summary>
    internal static RegisterEntry EntryOf(RegisterEntryRow row) => new(
        row.Register, row.Key, row.Version, row.ValidFrom, RegisterEntry.NoValues.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(row.Members)!))
    {
        IsStruck = row.Struck,
    };

    private static ClockParameter ParameterOf(ClockWordingRow row) => new(row.Length, row.Unit, row.ValidFrom, new LegalSource(row.Law, row.Article, row.Tag), row.Reason);

    private sealed record Found(LawInForce Law, object OthersSoFar);
}
