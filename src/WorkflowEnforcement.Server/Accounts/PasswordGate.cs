namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Lets nobody do anything with a first password but change it: an administrator who set it could act as its owner.</summary>
internal static class PasswordGate
{
    /// <summary>Claim of a ticket whose password must be changed.</summary>
    public const string Claim = "must_change_password";

    private const string Page = "/password";

    public static IApplicationBuilder UsePasswordGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.User.HasClaim(claim => claim.Type == Claim) || IsOpen(http.Request.Path))
        {
            await next(http);
        }
        else if (ApiProblem.IsApi(http.Request))
        {
            await ApiProblem.Write(http, StatusCodes.Status403Forbidden, "password.first", "当前口令是初始口令，请先在网页上更换。");
        }
        else
        {
            http.Response.Redirect(Page);
        }
    });

    private static bool IsOpen(PathString path) => path == Page || path == "/sign-out" || path == "/sign-in" || path.StartsWithSegments("/dist") || path == "/favicon.svg" || path == "/favicon.ico";
}
