using Microsoft.AspNetCore.Identity;
using WorkflowEnforcement.Server.Storage.Rows;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>A person of the bureau who can sign in and be named in a case.</summary>
public sealed class Account : IdentityUser, IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    /// <summary>Name shown in records and documents.</summary>
    public string DisplayName { get; set; } = string.Empty;

    /// <summary>Section of the bureau; empty for none.</summary>
    public string Unit { get; set; } = string.Empty;

    /// <summary>Number of the enforcement credential (执法证号); empty for none.</summary>
    public string Credential { get; set; } = string.Empty;

    /// <summary>First day of its validity.</summary>
    public DateOnly? CredentialFrom { get; set; }

    /// <summary>Last day of its validity, included.</summary>
    public DateOnly? CredentialTo { get; set; }

    /// <summary>Passed the state's legal qualification examination, which first-time reviewers need.</summary>
    public bool LegalQualification { get; set; }

    /// <summary>Nobody signs in with it any more; records go on naming the person.</summary>
    public bool Disabled { get; set; }

    /// <summary>The password is one that an administrator set; its owner changes it before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Made for demonstration: outside Development nobody can sign in with it.</summary>
    public bool Demo { get; set; }
}
