using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Who may see which cases (law.md section 8): officers those of their section, who was given work or a copy that case, approvers, legal staff and supervision all, the administrator none.</summary>
public static class CaseAccess
{
    private static readonly string[] SeesAll =
    [
        Roles.UnitHead, Roles.Reviewer, Roles.LegalHead, Roles.Deputy, Roles.Director,
        Roles.Archivist, Roles.Publisher, Roles.Evaluator, Roles.Supervisor, Roles.Auditor,
    ];

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
        return me.Is(Roles.Officer)
            ? cases.Where(row => row.Unit == me.Unit || row.OpenedBy == me.Id || row.Lead == me.Id || row.Assist == me.Id || row.Readers.Contains(name))
            : cases.Where(row => row.Readers.Contains(name));
    }

    /// <summary>True when the user may open cases: who opens one handles it, so approvers may not.</summary>
    public static bool MayOpen(Actor me) => me.Is(Roles.Officer);
}
