using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>What a list of cases is narrowed to.</summary>
/// <param name="Text">Found in the number, the clue number, the title, the party or a document number; empty for all.</param>
/// <param name="State">open, ended or all.</param>
/// <param name="Stage">A stage of the record; empty for all.</param>
/// <param name="Procedure">Key of a procedure; empty for all.</param>
/// <param name="Mine">Only those the user handles or opened.</param>
/// <param name="Late">Only those with a clock past its last day.</param>
public sealed record CaseFilter(string Text = "", string State = "open", string Stage = "", string Procedure = "", bool Mine = false, bool Late = false)
{
    /// <summary>How the list is ordered.</summary>
    public CaseOrder Order { get; init; }
}

/// <summary>How a list of cases is ordered.</summary>
public enum CaseOrder
{
    /// <summary>The most urgent first. A case whose clocks change while somebody pages may be met twice or not at all.</summary>
    Urgency,

    /// <summary>The oldest first. Nothing that happens to a case moves it, so paging meets every case once.</summary>
    Opening,
}

/// <summary>A page of cases.</summary>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record CaseListPage(IReadOnlyList<CaseRow> Rows, int Total, string? Next);

/// <summary>Reads cases for lists.</summary>
public sealed class CaseQueries(EnforcementDb db, Mandates mandates)
{
    private static readonly DateOnly Never = new(9999, 12, 31);

    /// <summary>A page of the cases the user may see.</summary>
    /// <param name="me">The user.</param>
    /// <param name="filter">What they are narrowed to.</param>
    /// <param name="cursor">Where the page begins; null for the first. A cursor that was not given out begins at the first.</param>
    /// <param name="take">Rows, 1 to 200.</param>
    /// <param name="today">Local day.</param>
    public async Task<CaseListPage> List(Actor me, CaseFilter filter, string? cursor, int take, DateOnly today, CancellationToken ct)
    {
        var size = Math.Clamp(take, 1, 200);
        var found = Filtered(me, filter, today);
        var total = await found.CountAsync(ct);
        var rows = await Ordered(found, filter.Order, cursor).Take(size + 1).ToListAsync(ct);
        return new CaseListPage(rows.Count > size ? rows[..size] : rows, total, rows.Count > size ? CursorAfter(rows[size - 1], filter.Order) : null);
    }

    /// <summary>True for a cursor of the form that is given out for that order.</summary>
    public static bool IsCursor(CaseOrder order, string cursor) =>
        order == CaseOrder.Opening ? Guid.TryParseExact(cursor, "N", out _) : CursorOf(cursor).Due is not null;

    /// <summary>The row of a case the user may see, or null. While a delegation holds, its proxy sees the cases within its scope that the person represented sees.</summary>
    public async Task<CaseRow?> Find(Actor me, Guid id, CancellationToken ct)
    {
        if (await Visible(me, id, ct) is { } own)
        {
            return own;
        }

        foreach (var mandate in await mandates.Of(me, ct))
        {
            if (await Visible(mandate.Principal, id, ct) is { } represented && mandate.Written.Covers(represented.Procedure))
            {
                return represented;
            }
        }

        return null;
    }

    /// <summary>The open tasks of a case, oldest first.</summary>
    public Task<List<TaskRow>> Tasks(Guid id, CancellationToken ct) =>
        db.Tasks.AsNoTracking().Where(task => task.CaseId == id).OrderBy(task => task.Task).ToListAsync(ct);

    /// <summary>Version numbers of all definitions by hash.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ProcedureVersions(CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Select(row => new { row.Hash, row.Version }).ToDictionaryAsync(row => row.Hash, row => row.Version, ct);

    /// <summary>Version number of the definition a case stays on.</summary>
    public async Task<int> ProcedureVersion(Guid id, CancellationToken ct) =>
        await (from row in db.Cases join definition in db.Definitions on row.Definition equals definition.Hash where row.Id == id select definition.Version).FirstAsync(ct);

    /// <summary>The flow of a definition as it was drawn.</summary>
    public async Task<byte[]> Bpmn(string definition, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(row => row.Hash == definition).Select(row => row.Bpmn).FirstAsync(ct);

    /// <summary>Open incidents of a case, the oldest first.</summary>
    public async Task<PageJson<IncidentJson>> Incidents(Guid id, CancellationToken ct)
    {
        var rows = await db.Incidents.AsNoTracking().Where(row => row.CaseId == id).OrderBy(row => row.RaisedAt).ThenBy(row => row.Incident).ToListAsync(ct);
        return new PageJson<IncidentJson>(
            [.. rows.Select(row => new IncidentJson(row.Incident, row.InFlow, row.Code, row.Message, row.Element, row.Document, row.RaisedAt))], rows.Count, null);
    }

    /// <summary>Open cases the user handles or opened, counted by stage.</summary>
    public async Task<IReadOnlyDictionary<string, int>> MineByStage(Actor me, CancellationToken ct) =>
        await Filtered(me, new CaseFilter(Mine: true), default).GroupBy(row => row.Stage).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);

    private Task<CaseRow?> Visible(Actor who, Guid id, CancellationToken ct) =>
        db.Cases.AsNoTracking().VisibleTo(who).FirstOrDefaultAsync(row => row.Id == id, ct);

    private IQueryable<CaseRow> Filtered(Actor me, CaseFilter filter, DateOnly today)
    {
        var found = db.Cases.AsNoTracking().VisibleTo(me);
        found = filter.State switch
        {
            "ended" => found.Where(row => row.EndedAt != null),
            "all" => found,
            _ => found.Where(row => row.EndedAt == null),
        };
        if (filter.Stage.Length > 0)
        {
            found = found.Where(row => row.Stage == filter.Stage);
        }

        if (filter.Procedure.Length > 0)
        {
            found = found.Where(row => row.Procedure == filter.Procedure);
        }

        if (filter.Mine)
        {
            found = found.Where(row => row.Lead == me.Id || row.Assist == me.Id || (row.Lead == null && row.OpenedBy == me.Id));
        }

        if (filter.Late)
        {
            found = found.Where(row => row.NextDue < today);
        }

        return filter.Text.Trim() is { Length: > 0 } text ? Containing(found, text) : found;
    }

    private IQueryable<CaseRow> Containing(IQueryable<CaseRow> found, string text) => found.Where(row =>
        (row.Number != null && row.Number.Contains(text))
        || row.ClueNumber.Contains(text)
        || row.Title.Contains(text)
        || (row.PartyName != null && row.PartyName.Contains(text))
        || (row.Cause != null && row.Cause.Contains(text))
        || db.Documents.Any(document => document.CaseId == row.Id && document.Number.Contains(text)));

    private static IQueryable<CaseRow> Ordered(IQueryable<CaseRow> found, CaseOrder order, string? cursor)
    {
        if (order == CaseOrder.Opening)
        {
            // Ids of cases are of version 7: they grow with the moment of opening.
            return (Guid.TryParseExact(cursor, "N", out var last) ? found.Where(row => row.Id.CompareTo(last) > 0) : found).OrderBy(row => row.Id);
        }

        var (due, id) = CursorOf(cursor);
        if (due is { } from)
        {
            found = found.Where(row => (row.NextDue ?? Never) > from || ((row.NextDue ?? Never) == from && row.Id.CompareTo(id) > 0));
        }

        return found.OrderBy(row => row.NextDue ?? Never).ThenBy(row => row.Id);
    }

    private static string CursorAfter(CaseRow row, CaseOrder order) => order == CaseOrder.Opening
        ? row.Id.ToString("N")
        : string.Create(CultureInfo.InvariantCulture, $"{row.NextDue ?? Never:yyyyMMdd}-{row.Id:N}");

    private static (DateOnly? Due, Guid Id) CursorOf(string? cursor)
    {
        var parts = cursor?.Split('-') ?? [];
        return parts is [var due, var id]
            && DateOnly.TryParseExact(due, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Guid.TryParseExact(id, "N", out var guid)
            ? (day, guid)
            : (null, Guid.Empty);
    }
}
