using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>What the law reads beside a case, for pages and documents that ask without changing anything.</summary>
public sealed class CaseSettings(StaffRegister staff, BureauSetting bureau, BureauProfile profile, LawBook law, BureauClock clock)
{
    /// <summary>What documents say of the bureau: as the settings have it, and over them its own entry in the register of bodies.</summary>
    public BureauProfile Bureau => law.Known.Registers.All(RegisterKeys.Bodies, clock.Today).FirstOrDefault(body => body.Is("own")) is { } own ? profile.With(own) : profile;

    /// <summary>Calendar and clocks as they stand.</summary>
    public LawInForce Law => law.Known;

    /// <summary>The setting of a case on that definition; its number registers are empty, since nothing is numbered by reading.</summary>
    public CaseSetting For(ProcedureDefinition definition) => law.InForce(
        new() { Procedure = definition, Staff = staff.All, Numbers = NumberRegister.Empty, AgencyWord = bureau.AgencyWord, NumbersSayOrdinal = bureau.NumbersSayOrdinal });
}

/// <summary>Reads whole cases.</summary>
public static class CaseReading
{
    /// <summary>All events of a case, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgeredEvent>> AllEvents(this CaseStore cases, Guid id, CancellationToken ct) =>
        [.. (await cases.Events(id, 0, int.MaxValue, ct)).Select(stored => new LedgeredEvent(stored.Seq, stored.Type, stored.Recorded))];
}
