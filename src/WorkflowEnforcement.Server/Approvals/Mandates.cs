using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A written delegation that holds today, and the person represented with the roles delegated.</summary>
public sealed record Mandate(WrittenProxy Written, Actor Principal);

/// <summary>Whom a person may act for today.</summary>
public sealed class Mandates(ProxyBook book, StaffRegister staff, BureauClock clock)
{
    /// <summary>The delegations that hold today for a person as proxy.</summary>
    public async Task<IReadOnlyList<Mandate>> Of(Actor me, CancellationToken ct)
    {
        if (staff.Find(me.Id) is not { } member || !ProxyRules.TakesPart(member))
        {
            return [];
        }

        var register = await book.Current(ct);
        return
        [
            .. from written in register.InForceFor(me.Id, clock.Today)
               let grantor = staff.Find(written.Grantor.Id)
               where grantor is not null
               select new Mandate(written, written.Principal(grantor)),
        ];
    }
}
