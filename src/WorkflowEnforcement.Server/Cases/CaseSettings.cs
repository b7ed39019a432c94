using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>What the law reads beside a case, for pages and documents that ask without changing anything.</summary>
public sealed class CaseSettings(StaffRegister staff, BureauSetting bureau, BureauProfile profile, LawBook law)
{
    /// <summary>What documents say of the bureau.</summary>
    public BureauProfile Bureau => profile;

    /// <summary>Calendar and clocks as they stand.</summary>
    public LawInForce Law => law.Known;

    /// <summary>The setting of a case on that definition; its number registers are empty, since nothing is numbered by reading.</summary>
    public CaseSetting For(ProcedureDefinition definition)
    {
        var (clocks, calendar) = (law.Known.Clocks, law.Known.Calendar);
        return new() { Procedure = definition, Staff = staff.All, Numbers = NumberRegister.Empty, AgencyWord = bureau.AgencyWord, NumbersSayOrdinal = bureau.NumbersSayOrdinal, Clocks = clocks, Calendar = calendar, Discretion = law.Discretion };
    }
}

/// <summary>Reads whole cases.</summary>
public static class CaseReading
{
    /// <summary>All events of a case, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgeredEvent>> AllEvents(this CaseStore cases, Guid id, CancellationToken ct) =>
        [.. (await cases.Events(id, 0, int.MaxValue, ct)).Select(stored => new LedgeredEvent(stored.Seq, stored.Type, stored.Recorded))];
}
