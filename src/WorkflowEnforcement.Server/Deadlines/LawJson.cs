using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Deadlines;

/// <summary>Days one after another, both ends among them.</summary>
public sealed record SpanJson(DateOnly? First, DateOnly? Last);

/// <summary>How far the open clocks are counted anew.</summary>
/// <param name="Total">Cases that the year touches.</param>
/// <param name="Done">Cases looked at.</param>
/// <param name="Moved">Cases in which a clock moved.</param>
/// <param name="Failed">Cases that could not be counted.</param>
public sealed record RecountJson(int Total, int Done, int Moved, int Failed, DateTimeOffset? FinishedAt)
{
    public static RecountJson Of(RecountRow row) => new(row.Total, row.Done, row.Moved, row.Failed, row.FinishedAt);
}

/// <summary>A version that a person entered.</summary>
public sealed record VersionJson(int Version, string EnteredBy, DateTimeOffset EnteredAt, string Reason);

/// <summary>A year of the calendar, in the form in which it is entered and imported.</summary>
/// <param name="Version">Number of the version that holds.</param>
/// <param name="Status">official or provisional.</param>
/// <param name="Off">Rest days (休), weekends among them.</param>
/// <param name="Working">Worked weekend days (班).</param>
/// <param name="Recount">The last recount; null where there was none.</param>
/// <param name="History">Versions that people entered, the latest first.</param>
public sealed record CalendarYearJson(
    int Year, int Version, string Status, string Notice, string NoticeTag, IReadOnlyList<SpanJson> Off, IReadOnlyList<DateOnly> Working, RecountJson? Recount, IReadOnlyList<VersionJson> History)
{
    public static CalendarYearJson Of(CalendarYear year, int version, RecountJson? recount, IEnumerable<CalendarYearRow> history) => new(
        year.Year,
        version,
        year.Official ? "official" : "provisional",
        year.Source.Law,
        Tags.Of(year.Source.Provenance),
        [.. Spans(year.RestDays)],
        [.. year.WorkingWeekendDays.Order()],
        recount,
        [.. history.OrderByDescending(row => row.Version).Select(row => new VersionJson(row.Version, row.EnteredByName, row.EnteredAt, row.Reason))]);

    private static IEnumerable<SpanJson> Spans(IEnumerable<DateOnly> days)
    {
        (DateOnly First, DateOnly Last)? open = null;
        foreach (var day in days.Order())
        {
            if (open is { } span && span.Last.AddDays(1) != day)
            {
                yield return new SpanJson(span.First, span.Last);
                open = null;
            }

            open = (open?.First ?? day, day);
        }

        if (open is { } last)
        {
            yield return new SpanJson(last.First, last.Last);
        }
    }
}

/// <summary>A version of a year that is to be entered.</summary>
/// <param name="BasedOn">Number of the version that was seen; left out, nobody else's change is noticed.</param>
public sealed record CalendarYearRequest(string? Status, string? Notice, string? NoticeTag, IReadOnlyList<SpanJson>? Off, IReadOnlyList<DateOnly>? Working, string? Reason, int? BasedOn);

/// <summary>A day that becomes something else: plain, rest or work.</summary>
public sealed record DayChangeJson(DateOnly Day, string Was, string Becomes);

/// <summary>What a version of a year would change.</summary>
/// <param name="Cases">Cases in which an open clock would move.</param>
/// <param name="Clocks">Open clocks that would move.</param>
/// <param name="Left">Cases that were not looked at.</param>
public sealed record CalendarPreviewJson(IReadOnlyList<DayChangeJson> Days, int Cases, int Clocks, int Left)
{
    public static CalendarPreviewJson Of(CalendarPreview preview) =>
        new([.. preview.Days.Select(change => new DayChangeJson(change.Day, Word(change.Was), Word(change.Becomes)))], preview.Cases, preview.Clocks, preview.Left);

    private static string Word(CalendarDayKind kind) => kind.ToString().ToLowerInvariant();
}

/// <summary>A wording of a clock.</summary>
/// <param name="Method">on: counted on from the start; before: counted back from an event; fixedDate.</param>
/// <param name="Extension">Units of the one extension; null where there is none.</param>
/// <param name="ExtendedBy">Who grants it.</param>
/// <param name="StoppedBy">What stops it; null where nothing does.</param>
/// <param name="Tag">checked, checked-2nd, recalled or default.</param>
/// <param name="Editable">True where another wording may be entered.</param>
public sealed record ClockParameterJson(
    string Id, string Name, string StartsWith, string Method, int Length, string Unit, int? Extension, string? ExtendedBy, string? StoppedBy, string Law, string Article, string Tag, DateOnly ValidFrom, bool Editable)
{
    public static ClockParameterJson Of(ClockRule rule) => new(
        rule.Id,
        rule.Name,
        rule.StartsWith,
        Camel($"{rule.Method}"),
        rule.Length,
        Camel($"{rule.Unit}"),
        rule.Extension?.Length,
        rule.Extension?.ApprovedBy,
        rule.StoppedBy,
        rule.Source.Law,
        rule.Source.Article,
        Tags.Of(rule.Source.Provenance),
        rule.ValidFrom,
        ClockEditing.MayEdit(rule));

    internal static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}

/// <summary>A clock with its wordings.</summary>
/// <param name="Current">The wording for periods that start today.</param>
/// <param name="Wordings">All wordings, the latest first.</param>
/// <param name="History">Versions that people entered, the latest first.</param>
public sealed record ClockParametersJson(ClockParameterJson Current, IReadOnlyList<ClockParameterJson> Wordings, IReadOnlyList<VersionJson> History);

/// <summary>A wording that is to be entered.</summary>
public sealed record ClockParameterRequest(int? Length, string? Unit, DateOnly? ValidFrom, string? Law, string? Article, string? Tag, string? Reason);
