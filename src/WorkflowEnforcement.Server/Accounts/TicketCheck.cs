using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Voids the tickets of an account whose password or state changed since they were given, at the next request, in cookies and bearer tokens alike.</summary>
internal sealed class TicketCheck(StaffRegister staff, IOptions<IdentityOptions> options) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } userName })
        {
            return Task.FromResult(principal);
        }

        var stamp = principal.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
        return Task.FromResult(stamp is not null && stamp == staff.StampOf(userName) ? principal : new ClaimsPrincipal(new ClaimsIdentity()));
    }
}
