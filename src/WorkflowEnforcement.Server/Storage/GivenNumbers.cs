using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Storage.Rows;
using WorkflowEnforcement.Server.Storage.Writing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>The numbers that events give, and the registers as they stand.</summary>
internal static class GivenNumbers
{
    private const string CaseRegister = "立";

    /// <summary>The numbers that an event gives, none for most. A document that bears the number of its case gives none.</summary>
    /// <exception cref="FormatException">A number is not of the form 辽太工信罚决字〔2026〕第1号.</exception>
    public static IEnumerable<DocumentNumberRow> Of(CaseEvent happened, Guid caseId, DocumentNumberFormat format) => happened switch
    {
        CaseOpened opened => [Given(opened.ClueNumber, format, caseId, null)],
        CaseFiled filed => [Given(filed.Number, format, caseId, null)],
        DocumentRequested { Number.Length: > 0 } asked when Given(asked.Number, format, caseId, asked.Document) is { Kind: not CaseRegister } given => [given],
        _ => [],
    };

    /// <summary>The registers as they stand.</summary>
    /// <param name="year">Year of the act; the one before is read too.</param>
    public static async Task<NumberRegister> Load(Statements statements, string bureau, int year, CancellationToken ct)
    {
        var series = await statements.Query(
            SqlDialect.LastNumbers, [bureau, year, year - 1], row => (Kind: row.GetString(0), Year: row.GetInt32(1), Last: row.GetInt32(2)), ct);
        return new NumberRegister(series.ToImmutableDictionary(each => (each.Kind, each.Year), each => each.Last));
    }

    private static DocumentNumberRow Given(string text, DocumentNumberFormat format, Guid caseId, Guid? document)
    {
        var number = format.Parse(text);
        return new DocumentNumberRow { Year = number.Year, Kind = number.Kind, Number = number.Sequence, CaseId = caseId, Document = document };
    }
}
