using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Voids the tickets of an account whose password or state changed since they were given, at the next request, cookies and bearer tokens alike.</summary>
internal sealed class TicketCheck(StaffRegister staff, IOptions<IdentityOptions> identity, IOptionsMonitor<BearerTokenOptions> bearer)
{
    private const string Prefix = "Bearer ";

    public static Task Check(CookieValidatePrincipalContext context)
    {
        if (!Of(context.HttpContext).IsCurrent(context.Principal))
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    public static Task Check(MessageReceivedContext context)
    {
        var header = context.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.StartsWith(Prefix, StringComparison.Ordinal) && !Of(context.HttpContext).IsCurrent(header[Prefix.Length..]))
        {
            context.Fail("The ticket is void");
        }

        return Task.CompletedTask;
    }

    private static TicketCheck Of(HttpContext http) => http.RequestServices.GetRequiredService<TicketCheck>();

    private bool IsCurrent(string token) =>
        IsCurrent(bearer.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Unprotect(token)?.Principal);

    private bool IsCurrent(ClaimsPrincipal? person) =>
        person?.Identity?.Name is { Length: > 0 } userName
        && person.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) is { } stamp
        && stamp == staff.StampOf(userName);
}
