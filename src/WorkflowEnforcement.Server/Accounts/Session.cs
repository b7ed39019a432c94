using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary><c>POST /api/v1/session</c>: a bearer token for user name and password.</summary>
public sealed class Session(SignIn signIn, SignInManager<Account> tickets, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
{
    /// <summary>What is sent.</summary>
    public sealed record Request(string? UserName, string? Password);

    /// <summary>What is answered.</summary>
    /// <param name="AccessToken">Goes into the header <c>Authorization: Bearer ...</c>.</param>
    /// <param name="ExpiresAt">Moment from which it is void.</param>
    public sealed record Answer(string AccessToken, DateTimeOffset ExpiresAt);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(Request request, Session session, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await session.Open(request) is { } answer
            ? TypedResults.Ok(answer)
            : TypedResults.Problem(ApiProblem.Of(StatusCodes.Status401Unauthorized, "session.failed", SignIn.Failed));
    }

    private async Task<Answer?> Open(Request request)
    {
        var outcome = await signIn.Check(request.UserName, request.Password);
        if (outcome.Account is not { } account)
        {
            return null;
        }

        var options = bearer.Get(BearerTokenDefaults.AuthenticationScheme);
        var expires = Storage.BureauClock.Local(time.GetUtcNow() + options.BearerTokenExpiration);
        var ticket = new AuthenticationTicket(
            await tickets.CreateUserPrincipalAsync(account),
            new AuthenticationProperties { ExpiresUtc = expires },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken"); // the name that the handler expects of an access token
        return new Answer(options.BearerTokenProtector.Protect(ticket), expires);
    }
}
