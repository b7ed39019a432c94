using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>A number given by an event.</summary>
internal sealed record GivenNumber(string Kind, int Year, int Number, Guid? Document);

/// <summary>The number registers: read from what was given, and extended by what an event gives.</summary>
internal static class GivenNumbers
{
    private const string CaseRegister = "立";

    /// <summary>The numbers that an event gives, none for most. A document that bears the number of its case gives none.</summary>
    /// <exception cref="FormatException">A number is not of the form 辽太工信罚决字〔2026〕第1号.</exception>
    public static IEnumerable<GivenNumber> Of(CaseEvent happened, DocumentNumberFormat format) => happened switch
    {
        CaseOpened opened => [Given(opened.ClueNumber, format, null)],
        CaseFiled filed => [Given(filed.Number, format, null)],
        DocumentRequested { Number.Length: > 0 } asked when Given(asked.Number, format, asked.Document) is { Kind: not CaseRegister } given => [given],
        _ => [],
    };

    /// <summary>The registers as they stand. Steps from series to series and looks at the last number of each, so that it costs the same in a full year.</summary>
    /// <param name="year">Year of the act; the one before is read too.</param>
    public static async Task<NumberRegister> Load(EnforcementDb db, int year, CancellationToken ct)
    {
        var series = await db.Database.SqlQuery<Series>(
            $"""
            WITH RECURSIVE series (year, kind) AS (
                SELECT y.year, (SELECT min(n.kind) FROM document_numbers n WHERE n.bureau = {db.Bureau} AND n.year = y.year)
                FROM (SELECT {year} AS year UNION ALL SELECT {year - 1}) y
                UNION ALL
                SELECT s.year, (SELECT min(n.kind) FROM document_numbers n WHERE n.bureau = {db.Bureau} AND n.year = s.year AND n.kind > s.kind)
                FROM series s WHERE s.kind IS NOT NULL)
            SELECT s.year, s.kind, (SELECT max(n.number) FROM document_numbers n WHERE n.bureau = {db.Bureau} AND n.year = s.year AND n.kind = s.kind) AS last
            FROM series s WHERE s.kind IS NOT NULL
            """).ToListAsync(ct);
        return new NumberRegister(series.ToImmutableDictionary(each => (each.Kind, each.Year), each => each.Last));
    }

    /// <summary>The row of a number.</summary>
    public static DocumentNumberRow Row(GivenNumber given, Guid caseId) =>
        new() { Year = given.Year, Kind = given.Kind, Number = given.Number, CaseId = caseId, Document = given.Document };

    private static GivenNumber Given(string text, DocumentNumberFormat format, Guid? document)
    {
        var number = format.Parse(text);
        return new GivenNumber(number.Kind, number.Year, number.Sequence, document);
    }

    private sealed record Series(string Kind, int Year, int Last);
}
