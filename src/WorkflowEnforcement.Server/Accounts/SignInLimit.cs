using System.Threading.RateLimiting;

namespace WorkflowEnforcement.Server.Accounts;

/// <summary>Bounds the attempts to sign in that come from one address, beside the lock of the single account: many accounts cannot be tried through quickly.</summary>
internal static class SignInLimit
{
    private const int PerMinute = 120;

    private static readonly string[] Paths = ["/api/v1/session", "/sign-in", "/setup"];

    /// <summary>Registers the limit; the setting <c>SignIn:AttemptsPerMinute</c> changes it.</summary>
    public static void AddSignInLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var permitted = Math.Max(1, configuration.GetValue("SignIn:AttemptsPerMinute", PerMinute));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => IsAttempt(http.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    $"{http.Connection.RemoteIpAddress}",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = permitted, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(string.Empty));
        });
    }

    private static bool IsAttempt(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && Paths.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
