using Microsoft.EntityFrameworkCore;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Linking;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Linking;

/// <summary>A case that is linked to another.</summary>
/// <param name="Id">Its id; null where the user may not see it.</param>
public sealed record LinkedCase(Guid? Id, string Number, string Procedure, string Title);

/// <summary>A case that may be opened from the one shown.</summary>
/// <param name="Procedure">Key of the procedure.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Basis">Law and article.</param>
/// <param name="Title">Title that the new case gets unless another is given.</param>
/// <param name="Facts">What is carried over, by key.</param>
public sealed record DueLink(string Procedure, string Name, string Label, string Basis, string Title, IReadOnlyList<CarriedFact> Facts);

/// <summary>A fact that is carried over, as it is shown.</summary>
public sealed record CarriedFact(string Key, string Label, string Value);

/// <summary>From what a case was opened, what was opened from it, and what may be.</summary>
public sealed record CaseLinksView(LinkedCase? Origin, IReadOnlyList<LinkedCase> Followers, IReadOnlyList<DueLink> Due);

/// <summary>Puts together what is linked to a case.</summary>
public sealed class LinkViews(EnforcementDb db, CaseQueries queries, CaseStore cases, ProcedureCatalogue procedures, StaffRegister staff, BureauClock clock)
{
    /// <summary>The links of a case, when the user may see it.</summary>
    public async Task<CaseLinksView?> Of(Actor me, Guid id, CancellationToken ct)
    {
        if (await queries.Find(me, id, ct) is null || await cases.Load(id, ct) is not { } loaded)
        {
            return null;
        }

        var origin = new LinkOrigin(id, loaded.State, await CaseStore.Followers(db, id, ct));
        var followers = await db.Cases.AsNoTracking().VisibleTo(me).Where(row => row.Origin == id).OrderBy(row => row.Id).ToListAsync(ct);
        return new CaseLinksView(
            loaded.State.Origin is { } from ? new LinkedCase(await queries.Find(me, from.Case, ct) is null ? null : from.Case, from.Number, from.Procedure, from.Title) : null,
            [.. followers.Select(row => new LinkedCase(row.Id, row.Number ?? row.ClueNumber, row.Procedure, row.Cause ?? row.Title))],
            [.. CaseLinks.Official.From(loaded.State.Procedure).Select(link => Due(me, link, origin)).OfType<DueLink>()]);
    }

    private DueLink? Due(Actor me, CaseLink link, LinkOrigin origin) =>
        procedures.Current(link.To) is { } definition && CaseDecider.WhyNotOpener(definition, me) is null && link.WhyNot(origin, clock.Now) is null
            ? new DueLink(
                link.To,
                definition.Name,
                link.Label,
                link.Source.ToString(),
                DocumentFacts.Cause(origin.State),
                [.. link.Carried(origin.State, clock.Now).Select(fact => new CarriedFact(fact.Key, FactsDictionary.Official[fact.Key].Label, FactText.Show(FactsDictionary.Official[fact.Key], fact.Value, staff.All)))])
            : null;
}
