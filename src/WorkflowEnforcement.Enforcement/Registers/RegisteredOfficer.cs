using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Registers;

/// <summary>A person as the register of officers has them: credential, validity and qualification.</summary>
/// <legal>行政处罚法 (2021) art. 42(1), 58(2).</legal>
public static class RegisteredOfficer
{
    /// <summary>The person with what the register says; unchanged where it says nothing.</summary>
    /// <remarks>An entry says all of it: one without a credential takes the credential away.</remarks>
    public static StaffMember With(StaffMember person, RegisterEntry? entry) => entry is null ? person : person with
    {
        Credential = entry["credential"],
        CredentialFrom = entry.Day("credentialFrom"),
        CredentialTo = entry.Day("credentialTo"),
        LegalQualification = entry.Is("legalQualification"),
        ReviewedBefore = entry.Is("reviewedBefore"),
    };

    /// <summary>What an account says of a person, as an entry of the register: the version before all that are entered.</summary>
    public static RegisterEntry Of(StaffMember person) => new(RegisterKeys.Officers, person.Id, 0, DateOnly.MinValue, RegisterEntry.NoValues.AddRange(
        new Dictionary<string, string>
        {
            ["credential"] = person.Credential,
            ["credentialFrom"] = person.CredentialFrom?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty,
            ["credentialTo"] = person.CredentialTo?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty,
            ["legalQualification"] = person.LegalQualification ? "true" : string.Empty,
            ["reviewedBefore"] = person.ReviewedBefore ? "true" : string.Empty,
        }.Where(member => member.Value.Length > 0)));
}
