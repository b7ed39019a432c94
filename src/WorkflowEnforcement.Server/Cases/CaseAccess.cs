using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Who may see which cases (law.md section 8): officers those of their section, window clerks applications for a licence, who was given work or a copy that case, approvers, legal staff and supervision all, the administrator none.</summary>
public static class CaseAccess
{
    private static readonly string[] SeesAll =
    [
        Roles.UnitHead, Roles.Reviewer, Roles.LegalHead, Roles.Deputy, Roles.Director,
        Roles.Archivist, Roles.Publisher, Roles.Evaluator, Roles.Supervisor, Roles.Auditor,
    ];

    // What is opened most often stands first.
    private static readonly string[] Kinds = ["penalty", "licensing", "inspection", "coercion"];

    /// <summary>Narrows cases to those the user may see.</summary>
    public static IQueryable<CaseRow> VisibleTo(this IQueryable<CaseRow> cases, Actor me)
    {
        if (me.Is(Roles.Administrator))
        {
            return cases.Where(row => false);
        }

        if (SeesAll.Any(me.Is))
        {
            return cases;
        }

        var name = $",{me.Id},";
        return me.Is(Roles.Clerk) && !me.Is(Roles.Officer)
            ? cases.Where(row => row.Procedure.StartsWith("licensing.") || row.OpenedBy == me.Id || row.Readers.Contains(name))
            : me.Is(Roles.Officer)
            ? cases.Where(row => row.Unit == me.Unit || row.OpenedBy == me.Id || row.Lead == me.Id || row.Assist == me.Id || row.Readers.Contains(name))
            : cases.Where(row => row.Readers.Contains(name));
    }

    /// <summary>The procedures on which the user may open a case: who opens one handles it, and the drawn start says who may.</summary>
    public static IEnumerable<ProcedureEntry> OpenTo(this ProcedureCatalogue procedures, Actor me) => procedures.All
        .Where(entry => entry.Definition is { } definition && definition.Kind != Vocabulary.Shared && CaseDecider.WhyNotOpener(definition, me) is null)
        .OrderBy(entry => Array.IndexOf(Kinds, entry.Definition!.Kind))
        .ThenBy(entry => entry.Key.EndsWith(".ordinary", StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal);
}
