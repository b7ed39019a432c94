using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Who acts in this request.</summary>
public static class CurrentActor
{
    internal const string DisplayName = "display_name";
    internal const string Unit = "unit";

    /// <summary>The signed-in person as an actor.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the page or endpoint lacks its authorization.</exception>
    public static Actor From(ClaimsPrincipal person)
    {
        if (person.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } id })
        {
            throw new InvalidOperationException("Expected a signed-in person, but nobody is");
        }

        var roles = person.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToImmutableSortedSet();
        return new Actor(id, person.FindFirstValue(DisplayName) ?? id, roles, person.FindFirstValue(Unit) ?? string.Empty);
    }
}

/// <summary>Puts name and unit of an account into its ticket.</summary>
internal sealed class AccountClaims(UserManager<Account> accounts, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account, IdentityRole>(accounts, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(CurrentActor.DisplayName, user.DisplayName));
        identity.AddClaim(new Claim(CurrentActor.Unit, user.Unit));
        if (user.MustChangePassword)
        {
            identity.AddClaim(new Claim(PasswordGate.Claim, "yes"));
        }

        return identity;
    }
}
