using Microsoft.AspNetCore.Identity;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Makes the roles of law.md section 8 that are missing.</summary>
internal static class RoleSeed
{
    /// <summary>Keys of the roles a person can hold.</summary>
    public static readonly string[] All =
    [
        Roles.Officer, Roles.UnitHead, Roles.Reviewer, Roles.LegalHead, Roles.Deputy, Roles.Director, Roles.Clerk, Roles.Archivist,
        Roles.Publisher, Roles.Evaluator, Roles.Supervisor, Roles.Administrator, Roles.Auditor,
    ];

    public static async Task Run(RoleManager<IdentityRole> roles)
    {
        var known = roles.Roles.Select(role => role.Name!).ToHashSet(StringComparer.Ordinal);
        foreach (var key in All.Where(key => !known.Contains(key)))
        {
            ChineseIdentityErrors.Demand(await roles.CreateAsync(new IdentityRole(key)));
        }
    }
}
